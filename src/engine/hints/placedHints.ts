import type { Disposable } from '../../shared/base/disposable';
import type { Documents } from '../../shared/ports/engine/documents';
import type { DocumentHints } from '../../shared/model/hint';
import { plainHover, type CommonLineWords, type HoverView } from '../../shared/ports/words/lineWords';
import { markdownText } from '../../shared/base/said/markdownText';
import { plainPage } from '../../shared/base/said/plainText';
import type { MovedLines } from '../lines/movedLines';
import { groupedBy } from '../../shared/base/groupedBy';
import { joinLine, type HintChange, type PlacedHint } from './joinLine';
import { isEdited } from '../lines/restsOn';
import type { SiteHint } from './siteHint';

/** What one target says. */
interface Contribution {
  readonly targetName: string;
  readonly lines: MovedLines;
  readonly hints: readonly SiteHint[];
  /** In words, of when it is, while the target does not answer; null while it does. */
  readonly asOf: string | null;
  /** In words for the hovers, while it is of a moment that a person looks at: lines themselves say what they said then. */
  readonly past?: string;
}

type PlacedWords = Pick<CommonLineWords, 'replaced' | 'changedText' | 'changedHover'>;

/** All hints of all targets, by document, placed on the lines as they stand in the editor now. */
export class PlacedHints implements Disposable {
  private readonly documents: Documents;
  private readonly words: PlacedWords;
  private readonly send: (documents: readonly DocumentHints[]) => void;
  private readonly contributions = new Map<string, Contribution>();
  /** While a person looks at the past of one target, in place of what all say now. */
  private past: Contribution | null = null;
  private readonly subscription: Disposable;
  private readonly pending = new Set<string>();

  constructor(
    { documents, words }: { readonly documents: Documents; readonly words: PlacedWords },
    send: (documents: readonly DocumentHints[]) => void,
  ) {
    this.documents = documents;
    this.words = words;
    this.send = send;
    this.subscription = documents.events.on((event) => {
      // Every edit makes a new version, and the editor takes hints only for the version it shows.
      if (event.type !== 'saved') this.publishSoon(this.restingOn(event.path));
    });
  }

  /** Replaces what one target says. */
  set(targetId: string, said: Contribution): void {
    const touched = this.paths();
    this.noteTexts(said);
    this.contributions.set(targetId, said);
    for (const hint of said.hints) touched.add(hint.path);
    this.publish(touched);
  }

  /** Shows what one target said at a moment, and nothing else; null for what all say now. */
  setPast(said: Contribution | null): void {
    const touched = this.paths();
    if (said !== null) this.noteTexts(said);
    this.past = said;
    for (const path of this.paths()) touched.add(path);
    this.publish(touched);
  }

  /** Takes back all that one target said. */
  remove(targetId: string): void {
    const touched = this.paths();
    this.contributions.delete(targetId);
    this.publish(touched);
  }

  /** Markdown for a 0-based line as it stands now; null where there is nothing to say. */
  hoverAt(path: string, line: number, view: HoverView = plainHover): string | null {
    const parts = this.placed(path)
      .filter((placed) => placed.line === line)
      .map(({ hint, heading, change, asOf, past }) => [
        ...(heading === null ? [] : [`**${markdownText(heading)}**`]),
        ...(asOf === null ? [] : [markdownText(asOf)]),
        ...(past === undefined ? [] : [markdownText(past)]),
        ...(change === 'to-check' ? [this.words.changedHover()] : []),
        hint.hover(view),
        ...(change === 'replaced' ? [this.words.replaced()] : []),
      ])
      .map((paragraphs) => paragraphs.join('\n\n'));
    return parts.length === 0 ? null : plainPage(parts.join('\n\n---\n\n'));
  }

  /** The hints of one document. */
  hintsFor(path: string): DocumentHints {
    const byLine = groupedBy(this.placed(path), (placed) => placed.line);
    const hints = [...byLine]
      .map(([line, placed]) => joinLine(line, placed, this.words))
      .sort((a, b) => a.line - b.line);
    return { uri: this.documents.uri(path), version: this.documents.version(path), hints };
  }

  dispose(): void {
    this.subscription.dispose();
    this.pending.clear();
  }

  /** After all who hear the same event, line books among them, have followed it; many edits at once are one message. */
  private publishSoon(paths: Iterable<string>): void {
    const isAsked = this.pending.size > 0;
    for (const path of paths) this.pending.add(path);
    if (isAsked || this.pending.size === 0) return;
    queueMicrotask(() => {
      const asked = new Set(this.pending);
      this.pending.clear();
      this.publish(asked);
    });
  }

  private publish(paths: ReadonlySet<string>): void {
    if (paths.size > 0) this.send([...paths].map((path) => this.hintsFor(path)));
  }

  private shown(): readonly Contribution[] {
    return this.past === null ? [...this.contributions.values()] : [this.past];
  }

  private paths(): Set<string> {
    return new Set(this.shown().flatMap(({ hints }) => hints.map((hint) => hint.path)));
  }

  /** The documents whose hints say another thing when this one is edited. */
  private restingOn(path: string): Set<string> {
    const hints = this.shown().flatMap((contribution) => contribution.hints);
    const resting = hints.filter((hint) => hint.path === path || hint.restsOn.some((place) => place.path === path));
    return new Set(resting.map((hint) => hint.path));
  }

  private noteTexts({ lines, hints }: Contribution): void {
    for (const { path, buildLine } of hints.flatMap((hint) => [hint, ...hint.restsOn])) {
      const line = lines.now(path, buildLine);
      const text = line === null ? null : this.documents.lineText(path, line);
      if (text !== null) lines.texts.note(path, buildLine, text);
    }
  }

  private placed(path: string): PlacedHint[] {
    const shown = this.shown();
    const several = shown.length > 1;
    return shown.flatMap(({ targetName, lines, hints, asOf, past }) =>
      hints
        .filter((hint) => hint.path === path)
        .flatMap((hint) => {
          const line = lines.now(path, hint.buildLine);
          if (line === null) return [];
          const change = this.changeOf(hint, line, lines);
          const isUnsure = hint.isUnsure || change !== 'none' || asOf !== null;
          return [{ line, hint, isUnsure, change, targetName, heading: several ? targetName : null, asOf, past }];
        }),
    );
  }

  private changeOf({ path, buildLine, restsOn }: SiteHint, line: number, lines: MovedLines): HintChange {
    // Of all: a line of a document that was just opened is seen for the first time.
    const edited = restsOn.filter((place) => isEdited(place, lines, this.documents));
    if (edited.length > 0) return 'to-check';
    const text = this.documents.lineText(path, line);
    return text === null ? 'none' : lines.texts.changeOf(path, buildLine, text);
  }
}
