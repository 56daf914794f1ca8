import type { LineEdit } from '../../shared/ports/engine/documents';

/** The place of a line that is not there any more. */
export const gone = -1;

/** A line as it is recognised: indentation and alignment, which formatters change, do not count. Empty for a blank one. */
export function lineKey(line: string): string {
  return line.replace(/\s+/g, ' ').trim();
}

/**
 * Where each line of `before` stands in `after`, 0-based, or `gone`: a line with the same text, else the line that kept its
 * beginning or end, else, where as many lines came as went between two known ones, the line at the same place.
 */
export function matchLines(edit: LineEdit): Int32Array {
  const { before, after } = edit;
  const places = new Int32Array(before.length).fill(gone);
  for (const [from, to] of pairEqual(before.map(lineKey), after.map(lineKey))) places[from] = to;
  const last = before.length - 1;
  if (edit.keepsTail && places[last] === gone) places[last] = after.length - 1;
  // A single line that was split keeps its beginning, where its statement begins.
  if (edit.keepsHead && (places[0] === gone || last === 0)) places[0] = 0;
  fillGaps(places, after.length);
  return places;
}

/** Pairs texts that occur equally often in both lists, in order. Others could be mistaken for one another. */
export function pairEqual(from: readonly string[], to: readonly string[]): [from: number, to: number][] {
  const targets = placesByText(to);
  const pairs: [number, number][] = [];
  for (const [text, sources] of placesByText(from)) {
    const found = targets.get(text) ?? [];
    if (found.length === sources.length) for (const [nth, at] of sources.entries()) pairs.push([at, found[nth] ?? at]);
  }
  return pairs;
}

function placesByText(texts: readonly string[]): Map<string, number[]> {
  const places = new Map<string, number[]>();
  for (const [at, text] of texts.entries()) {
    if (text === '') continue;
    const known = places.get(text);
    if (known === undefined) places.set(text, [at]);
    else known.push(at);
  }
  return places;
}

function fillGaps(places: Int32Array, afterLength: number): void {
  for (let from = 0; from < places.length; from += 1) {
    if (places[from] !== gone) continue;
    let end = from;
    while (end < places.length && places[end] === gone) end += 1;
    const first = from === 0 ? 0 : (places[from - 1] ?? 0) + 1;
    const beyond = end === places.length ? afterLength : (places[end] ?? 0);
    if (beyond - first === end - from) for (let at = from; at < end; at += 1) places[at] = first + at - from;
    from = end;
  }
}
