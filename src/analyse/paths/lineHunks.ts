import type { LineHunk } from '../../shared/model/sourcePaths';

/** No person's source has more. */
const maxLines = 200_000;
/** Comparisons, some tens of milliseconds. Texts that need more have little in common. */
const maxSteps = 3_000_000;
/** Lines that came and went, together. What is remembered of the search grows with the square. */
const maxEdits = 2_000;

/**
 * What has changed from one text to another, line by line; empty when nothing has, null when that is too much to be told. Line
 * ends do not count, nor whether the last line has one. (Myers, An O(ND) Difference Algorithm and Its Variations, 1986)
 */
export function lineHunks(before: string, after: string): readonly LineHunk[] | null {
  if (hasTooManyLines(before) || hasTooManyLines(after)) return null;
  const from = linesOf(before);
  const to = linesOf(after);
  const head = sharedHead(from, to);
  const tail = sharedTail(from, to, head);
  const ids = new Map<string, number>();
  const idOf = (line: string) => {
    const id = ids.get(line) ?? ids.size;
    ids.set(line, id);
    return id;
  };
  const olds = Int32Array.from(from.slice(head, from.length - tail), idOf);
  const news = Int32Array.from(to.slice(head, to.length - tail), idOf);
  const kept = keptLines(olds, news);
  return kept === null ? null : hunksBetween(kept, { head, oldLength: olds.length, newLength: news.length });
}

function hasTooManyLines(text: string): boolean {
  let lines = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
    lines += 1;
    if (lines > maxLines) return true;
  }
  return false;
}

function linesOf(text: string): readonly string[] {
  const lines = text.split(/\r?\n/);
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

function sharedHead(from: readonly string[], to: readonly string[]): number {
  const most = Math.min(from.length, to.length);
  let head = 0;
  while (head < most && from[head] === to[head]) head += 1;
  return head;
}

function sharedTail(from: readonly string[], to: readonly string[], head: number): number {
  const most = Math.min(from.length, to.length) - head;
  let tail = 0;
  while (tail < most && from[from.length - 1 - tail] === to[to.length - 1 - tail]) tail += 1;
  return tail;
}

/** Pairs of lines that stay, in order. */
type Kept = readonly (readonly [old: number, now: number])[];

/** The furthest old line reached on a diagonal (old line minus new line). */
type Reached = (diagonal: number) => number;

/** The longest way through both texts; null when it is too long to look for. */
function keptLines(olds: Int32Array, news: Int32Array): Kept | null {
  const most = Math.min(olds.length + news.length, maxEdits);
  const furthest = new Int32Array(2 * most + 3);
  const reached: Reached = (diagonal) => furthest[most + 1 + diagonal] ?? 0;
  /** What was reached before each number of edits, as far as it is looked at. */
  const trail: Int32Array[] = [];
  let steps = 0;
  for (let edits = 0; edits <= most && steps <= maxSteps; edits += 1) {
    trail.push(furthest.slice(most - edits, most + edits + 3));
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      const start = startOn(diagonal, edits, reached);
      let old = start;
      while (old < olds.length && old - diagonal < news.length && olds[old] === news[old - diagonal]) old += 1;
      steps += 1 + old - start;
      furthest[most + 1 + diagonal] = old;
      if (old >= olds.length && old - diagonal >= news.length) return walkBack(trail, olds.length, news.length);
    }
  }
  return null;
}

function startOn(diagonal: number, edits: number, reached: Reached): number {
  return isInsertion(diagonal, edits, reached) ? reached(diagonal + 1) : reached(diagonal - 1) + 1;
}

/** Whether a diagonal is entered by a line that came, from the one above, or by one that went. */
function isInsertion(diagonal: number, edits: number, reached: Reached): boolean {
  return diagonal === -edits || (diagonal !== edits && reached(diagonal - 1) < reached(diagonal + 1));
}

function walkBack(trail: readonly Int32Array[], oldLength: number, newLength: number): Kept {
  const kept: (readonly [number, number])[] = [];
  let old = oldLength;
  let now = newLength;
  for (let edits = trail.length - 1; edits >= 0; edits -= 1) {
    const reached: Reached = (diagonal) => trail[edits]?.[diagonal + edits + 1] ?? 0;
    const diagonal = old - now;
    const start = startOn(diagonal, edits, reached);
    while (old > start) {
      old -= 1;
      now -= 1;
      kept.push([old, now]);
    }
    if (isInsertion(diagonal, edits, reached)) now -= 1;
    else old -= 1;
  }
  return kept.reverse();
}

interface Between {
  /** Lines before those that were compared. */
  readonly head: number;
  readonly oldLength: number;
  readonly newLength: number;
}

function hunksBetween(kept: Kept, { head, oldLength, newLength }: Between): readonly LineHunk[] {
  const hunks: LineHunk[] = [];
  let oldFrom = 0;
  let newFrom = 0;
  for (const [old, now] of [...kept, [oldLength, newLength] as const]) {
    const oldCount = old - oldFrom;
    const newCount = now - newFrom;
    // A count of 0 stands after the line named.
    const oldStart = head + oldFrom + (oldCount > 0 ? 1 : 0);
    const newStart = head + newFrom + (newCount > 0 ? 1 : 0);
    if (oldCount > 0 || newCount > 0) hunks.push({ oldStart, oldCount, newStart, newCount });
    oldFrom = old + 1;
    newFrom = now + 1;
  }
  return hunks;
}
