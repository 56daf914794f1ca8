import type { Disposable } from '../../shared/base/disposable';
import type { Documents } from '../../shared/ports/engine/documents';
import type { DocumentHints } from '../../shared/model/hint';
import type { CommonLineWords, CostWords, HoverView, LinkTo } from '../../shared/ports/words/lineWords';
import type { EngineSettings } from '../../shared/model/settings/settings';
import type { SiteReport } from '../../shared/model/siteReport';
import type { Frame, ResolvedSite } from '../../shared/model/sourceLocation';
import type { HintedFinding } from '../../shared/ports/engine/engineApi';
import type { TargetLines } from '../lines/targetLines';
import { withFindings } from './findingHints';
import { LinkedSources } from './linkedSources';
import { PlacedHints } from './placedHints';
import type { SiteHint } from './siteHint';
import { siteHints } from './siteHints';

export interface LineHintParts {
  readonly documents: Documents;
  readonly lineWords: CommonLineWords;
  readonly settings: () => EngineSettings;
  /** How a hover opens a source that is not the person's own, without letting them edit it; null where the client cannot. */
  readonly librarySourceLink: ((path: string, line: number) => string) | null;
  /** All hints of the documents named. */
  readonly send: (documents: readonly DocumentHints[]) => void;
}

/** What one target says of its lines. */
export interface LineReport {
  readonly targetId: string;
  readonly targetName: string;
  readonly lines: TargetLines;
  /** Of its runtime. */
  readonly costs: CostWords;
  readonly report: SiteReport;
  /** What a hint may say. */
  readonly findings: readonly HintedFinding[];
  /** Of when all that is, ms since 1970, while the target does not answer; null while it does. */
  readonly asOfMillis: number | null;
}

/** The hints of all targets, and the hovers behind them. */
export class LineHints implements Disposable {
  private readonly parts: LineHintParts;
  private readonly placed: PlacedHints;
  private readonly linkedSources = new LinkedSources();

  constructor(parts: LineHintParts) {
    this.parts = parts;
    this.placed = new PlacedHints({ documents: parts.documents, words: parts.lineWords }, parts.send);
  }

  /** Replaces what one target says. */
  show(said: LineReport): void {
    const { targetName, lines, asOfMillis } = said;
    const asOf = asOfMillis === null ? null : this.parts.lineWords.asOf(asOfMillis);
    this.placed.set(said.targetId, { targetName, lines: lines.moved, hints: this.hintsOf(said), asOf });
  }

  /** Shows what one target said at a moment, ms since 1970, in place of what all say now; null for now. */
  showPast(said: (Omit<LineReport, 'asOfMillis'> & { readonly atMillis: number }) | null): void {
    if (said === null) {
      this.placed.setPast(null);
      return;
    }
    const { targetName, lines, atMillis } = said;
    const past = this.parts.lineWords.past(targetName, atMillis);
    this.placed.setPast({ targetName, lines: lines.moved, hints: this.hintsOf(said), asOf: null, past });
  }

  /** Takes back all that one target said. */
  remove(targetId: string): void {
    this.placed.remove(targetId);
  }

  /** The hints of one document as its lines stand now. */
  hintsIn(path: string): DocumentHints {
    return this.placed.hintsFor(path);
  }

  /** Markdown for a 0-based line as it stands now; null where there is nothing to say. */
  hoverAt(path: string, line: number, view?: HoverView): string | null {
    return this.placed.hoverAt(path, line, view);
  }

  /** Somebody was led to a file outside the workspace: it may be read from now on. */
  linkTo(path: string): void {
    this.linkedSources.remember(path);
  }

  /** Whether somebody was led to a file outside the workspace. */
  hasLinkedTo(path: string): boolean {
    return this.linkedSources.has(path);
  }

  dispose(): void {
    this.placed.dispose();
  }

  private hintsOf({ lines, costs: costWords, report, findings }: Omit<LineReport, 'asOfMillis'>): readonly SiteHint[] {
    const { documents, lineWords, settings } = this.parts;
    const words = { ...lineWords, ...costWords };
    const link: LinkTo = (site) => {
      const now = lines.now(site);
      const uri = now === null ? null : `${documents.uri(site.path)}#L${String(now + 1)}`;
      return words.siteLink(uri, site.path, site.line);
    };
    const readingLink: LinkTo = ({ path, line }) => words.siteLink(this.readingUri(path, line), path, line);
    const frameUri = (frame: Frame) => this.frameUri(lines, frame);
    const costs = siteHints(report, { words, settings: settings(), lines, link, frameUri });
    const judged = settings().hintsEnabled ? findings : [];
    const textAt = (site: ResolvedSite) => {
      const now = lines.now(site);
      return now === null ? null : documents.lineText(site.path, now);
    };
    return withFindings(costs, judged, { words, lines, link, readingLink, textAt });
  }

  /** Of the workspace as it stands now; of libraries as a document that nobody can edit by mistake, where the editor has such. */
  private frameUri(lines: TargetLines, frame: Frame): string | null {
    const found = lines.found(frame);
    if (found === null || found.verdict.certainty === 'stale') return null;
    const now = found.inWorkspace ? lines.now({ ...frame, path: found.path }) : found.verdict.line - 1;
    if (now === null) return null;
    const { documents } = this.parts;
    return found.inWorkspace
      ? `${documents.uri(found.path)}#L${String(now + 1)}`
      : this.readingUri(found.path, now + 1);
  }

  /** @param line counted from 1 */
  private readingUri(path: string, line: number): string {
    const { documents, librarySourceLink } = this.parts;
    if (librarySourceLink === null) return `${documents.uri(path)}#L${String(line)}`;
    this.linkedSources.remember(path);
    return librarySourceLink(path, line);
  }
}
