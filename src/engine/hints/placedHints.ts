import type { Disposable } from '../../shared/base/disposable';
import type { Documents } from '../../shared/ports/engine/documents';
import { confidences, type Confidence } from '../../shared/model/finding';
import type { DocumentHints, HintKind, LineHint } from '../../shared/model/hint';
import { plainHover, type CommonLineWords, type HoverView } from '../../shared/ports/words/lineWords';
import { longestSentence } from '../../shared/base/said/cutText';
import { markdownText } from '../../shared/base/said/markdownText';
import { plainPage, plainText } from '../../shared/base/said/plainText';
import type { MovedLines } from '../lines/movedLines';
import type { LineChange } from '../lines/lineTexts';
import { groupedBy } from '../../shared/base/groupedBy';

/** One thing to say about one line of one target's build. */
export interface SiteHint {
  readonly path: string;
  /** 0-based line in the source the binary was built from. */
  readonly buildLine: number;
  readonly kind: HintKind;
  readonly text: string;
  /** The same where room is scarce; absent where nothing can be left out. */
  readonly shortText?: string;
  readonly growing: boolean;
  /** How sure a verdict on this line is; null for a bare cost. */
  readonly confidence: Confidence | null;
  /** The line may be another one than the one that runs; the hover says why. */
  readonly isUnsure: boolean;
  /** Markdown for the hover, made only when somebody looks. */
  readonly hover: (view: HoverView) => string;
}

/** What one target says. */
interface Contribution {
  readonly targetName: string;
  readonly lines: MovedLines;
  readonly hints: readonly SiteHint[];
  /** In words, of when it is, while the target does not answer; null while it does. */
  readonly asOf: string | null;
}

const kindOrder: readonly HintKind[] = ['blocked', 'heap', 'spawn'];

/** All hints of all targets, by document, placed on the lines as they stand in the editor now. */
export class PlacedHints implements Disposable {
  private readonly documents: Documents;
  private readonly words: Pick<CommonLineWords, 'replaced'>;
  private readonly send: (documents: readonly DocumentHints[]) => void;
  private readonly contributions = new Map<string, Contribution>();
  private readonly subscription: Disposable;
  private readonly pending = new Set<string>();

  constructor(
    { documents, words }: { readonly documents: Documents; readonly words: Pick<CommonLineWords, 'replaced'> },
    send: (documents: readonly DocumentHints[]) => void,
  ) {
    this.documents = documents;
    this.words = words;
    this.send = send;
    this.subscription = documents.events.on((event) => {
      // Every edit makes a new version, and the editor takes hints only for the version it shows.
      if (event.type !== 'saved' && this.paths().has(event.path)) this.publishSoon(event.path);
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
      .map(({ hint, heading, change, asOf }) => [
        ...(heading === null ? [] : [`**${markdownText(heading)}**`]),
        ...(asOf === null ? [] : [markdownText(asOf)]),
        hint.hover(view),
        ...(change === 'replaced' ? [this.words.replaced()] : []),
      ])
      .map((paragraphs) => paragraphs.join('\n\n'));
    return parts.length === 0 ? null : plainPage(parts.join('\n\n---\n\n'));
  }

  /** The hints of one document. */
  hintsFor(path: string): DocumentHints {
    const byLine = groupedBy(this.placed(path), (placed) => placed.line);
    const hints = [...byLine].map(([line, placed]) => joinLine(line, placed)).sort((a, b) => a.line - b.line);
    return { uri: this.documents.uri(path), version: this.documents.version(path), hints };
  }

  dispose(): void {
    this.subscription.dispose();
    this.pending.clear();
  }

  /** After all who hear the same event, line books among them, have followed it; many edits at once are one message. */
  private publishSoon(path: string): void {
    if (this.pending.size === 0) {
      queueMicrotask(() => {
        const paths = new Set(this.pending);
        this.pending.clear();
        this.publish(paths);
      });
    }
    this.pending.add(path);
  }

  private publish(paths: ReadonlySet<string>): void {
    if (paths.size > 0) this.send([...paths].map((path) => this.hintsFor(path)));
  }

  private paths(): Set<string> {
    return new Set([...this.contributions.values()].flatMap(({ hints }) => hints.map((hint) => hint.path)));
  }

  private noteTexts({ lines, hints }: Contribution): void {
    for (const { path, buildLine } of hints) {
      const line = lines.now(path, buildLine);
      const text = line === null ? null : this.documents.lineText(path, line);
      if (text !== null) lines.texts.note(path, buildLine, text);
    }
  }

  private placed(path: string): PlacedHint[] {
    const several = this.contributions.size > 1;
    return [...this.contributions.values()].flatMap(({ targetName, lines, hints, asOf }) =>
      hints
        .filter((hint) => hint.path === path)
        .flatMap((hint) => {
          const line = lines.now(path, hint.buildLine);
          if (line === null) return [];
          const text = this.documents.lineText(path, line);
          const change = text === null ? 'none' : lines.texts.changeOf(path, hint.buildLine, text);
          const isUnsure = hint.isUnsure || change !== 'none' || asOf !== null;
          return [{ line, hint, isUnsure, change, targetName, heading: several ? targetName : null, asOf }];
        }),
    );
  }
}

interface PlacedHint {
  readonly line: number;
  readonly hint: SiteHint;
  readonly isUnsure: boolean;
  readonly change: LineChange;
  readonly targetName: string;
  /** The same for a hover, when several targets are connected. */
  readonly heading: string | null;
  readonly asOf: string | null;
}

function joinLine(line: number, placed: readonly PlacedHint[]): LineHint {
  const ordered = [...placed].sort((a, b) => kindOrder.indexOf(a.hint.kind) - kindOrder.indexOf(b.hint.kind));
  const said = worthSaying(ordered);
  const text = joinTexts(said, (hint) => hint.text);
  const shortText = joinTexts(said, (hint) => hint.shortText ?? hint.text);
  return {
    line,
    kinds: [...new Set(ordered.map(({ hint }) => hint.kind))],
    text,
    ...(shortText !== text && { shortText }),
    growing: ordered.some(({ hint, asOf }) => hint.growing && asOf === null),
    confidence: confidences.find((sure) => ordered.some(({ hint }) => hint.confidence === sure)) ?? null,
    unsure: ordered.every(({ isUnsure }) => isUnsure),
  };
}

/** Beside a verdict what the line costs else is for the hover. */
function worthSaying(ordered: readonly PlacedHint[]): readonly PlacedHint[] {
  const judged = ordered.filter(({ hint }) => hint.confidence !== null && hint.confidence !== 'info');
  return judged.length === 0 ? ordered : judged;
}

/** Each with the name of its target where two say something of the line. */
function joinTexts(said: readonly PlacedHint[], textOf: (hint: SiteHint) => string): string {
  const several = new Set(said.map(({ targetName }) => targetName)).size > 1;
  const texts = said.map(({ hint, targetName, asOf }) => {
    const text = asOf === null ? textOf(hint) : `${textOf(hint)} · ${asOf}`;
    return several ? `${text} (${plainText(targetName)})` : text;
  });
  return plainText(texts.join(' · '), longestSentence);
}
