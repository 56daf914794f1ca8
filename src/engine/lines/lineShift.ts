import type { LineEdit } from '../../shared/ports/engine/documents';
import { gone, lineKey, matchLines, pairEqual } from './matchLines';

/**
 * Where the lines of an earlier text stand in a later one: built up edit by edit, so that a hint stays with its code while
 * somebody types above it. Lines are 0-based; a line that was deleted has no place, until its text comes back (undo, or
 * cut and paste).
 */
export class LineShift {
  /** Line then → line now, or `gone`. */
  private readonly places: Int32Array;
  /** Line then → its text, for those that are gone. */
  private readonly lost: Map<number, string>;

  /** @param lineCount lines of the earlier text. */
  constructor(
    lineCount: number,
    earlier?: { readonly places: Int32Array; readonly lost: ReadonlyMap<number, string> },
  ) {
    this.places = earlier?.places.slice() ?? Int32Array.from({ length: lineCount }, (_, line) => line);
    this.lost = new Map(earlier?.lost);
  }

  /** Line now of a line then; null when it was deleted, or the earlier text had no such line. */
  now(then: number): number | null {
    const place = this.places[then] ?? gone;
    return place === gone ? null : place;
  }

  /** Follows one more edit. */
  apply(edit: LineEdit): void {
    const { startLine, before, after } = edit;
    if (before.length === 1 && after.length === 1) return;
    const moved = matchLines(edit);
    for (const [then, now] of this.places.entries()) {
      if (now < startLine) continue;
      const from = now - startLine;
      if (from >= before.length) this.places[then] = now + after.length - before.length;
      else this.move(then, startLine, moved[from] ?? gone, before[from] ?? '');
    }
    const taken = new Set(moved);
    this.findAgain(
      startLine,
      after.map((line, at) => (taken.has(at) ? '' : lineKey(line))),
    );
  }

  copy(): LineShift {
    return new LineShift(this.places.length, { places: this.places, lost: this.lost });
  }

  private move(then: number, startLine: number, place: number, text: string): void {
    this.places[then] = place === gone ? gone : startLine + place;
    if (place === gone) this.lost.set(then, lineKey(text));
  }

  /** @param inserted texts of new lines; empty for one that came from an old line. */
  private findAgain(startLine: number, inserted: readonly string[]): void {
    const lost = [...this.lost.keys()].sort((a, b) => a - b);
    const texts = lost.map((then) => this.lost.get(then) ?? '');
    for (const [nth, at] of pairEqual(texts, inserted)) {
      const then = lost[nth];
      if (then === undefined) continue;
      this.places[then] = startLine + at;
      this.lost.delete(then);
    }
  }
}
