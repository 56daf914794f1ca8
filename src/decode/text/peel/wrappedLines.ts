import { ByteWriter } from '../byteWriter';
import { findMarks } from './envelopeVote';
import type { TextMarks } from '../textMarks';
import { asBuffer, headOf, lineAround, lineBehind, type LineSpan } from '../textSpan';

/** Marks that are looked at, and lines behind each. */
const voters = 64;
const linesEach = 24;

/** Widths of terminals. */
const narrowest = 40;
const widest = 400;

/** Lines of a terminal that one line of a text takes. */
const mostParts = 12;

const longestHead = widest + 1;

/** A text whose lines a terminal had broken. */
interface Unwrapped {
  readonly bytes: Uint8Array;
  readonly columns: number;
}

/**
 * Joins lines that were broken at the width of a terminal, as a copy out of tmux or `script` has them. Known by lines that are all as
 * long as the longest, and which the next ones make whole; null for any other text.
 */
export function unwrapped(text: Uint8Array, { isWhole, ...marks }: TextMarks): Unwrapped | null {
  if (isWhole === undefined) return null;
  const bytes = asBuffer(text);
  const columns = widthOf(bytes, marks, isWhole);
  if (columns === 0) return null;
  const writer = new ByteWriter();
  for (let line: LineSpan | null = firstLine(bytes); line !== null;) {
    const last = joinedUpTo(bytes, line, columns, isWhole);
    for (let part: LineSpan | null = line; part !== null && part.start <= last.start; part = lineBehind(bytes, part))
      writer.append(bytes, part.start, part.end);
    writer.endLine();
    line = lineBehind(bytes, last);
  }
  return { bytes: writer.bytes(), columns };
}

function firstLine(bytes: Buffer): LineSpan | null {
  return bytes.length === 0 ? null : lineAround(bytes, 0);
}

/** The length of the longest lines near marks, where one of them is broken; 0 where none is. */
function widthOf(bytes: Buffer, marks: TextMarks, isWhole: (line: string) => boolean): number {
  const spans = new Map<number, LineSpan>();
  for (const at of findMarks(bytes, marks, voters)) {
    let line: LineSpan | null = lineAround(bytes, at);
    for (let left = linesEach; left > 0 && line !== null; left -= 1) {
      spans.set(line.start, line);
      line = lineBehind(bytes, line);
    }
  }
  const lengths = [...spans.values()].map(({ start, end }) => end - start);
  const columns = lengths.reduce((most, length) => Math.max(most, length), 0);
  if (columns < narrowest || columns > widest) return 0;
  const isBroken = [...spans.values()].some(
    (line) => line.end - line.start === columns && joinedUpTo(bytes, line, columns, isWhole) !== line,
  );
  return isBroken ? columns : 0;
}

/** The last part of a line that was broken; the line itself where it was not. */
function joinedUpTo(bytes: Buffer, line: LineSpan, columns: number, isWhole: (line: string) => boolean): LineSpan {
  if (line.end - line.start !== columns) return line;
  let text = headOf(bytes, line, longestHead);
  const isAlone = isWhole(text);
  let last = line;
  for (let part = 1; part < mostParts && last.end - last.start === columns; part += 1) {
    const next = lineBehind(bytes, last);
    if (next === null || next.end - next.start > columns) return line;
    const behind = headOf(bytes, next, longestHead);
    // What a terminal broke goes on without an indent.
    if (/^(?:\t| {2})/.test(behind)) return line;
    if (isAlone && (/^\s|^$|^created by /.test(behind) || isWhole(behind.trimEnd()))) return line;
    text += behind;
    last = next;
  }
  return last !== line && isWhole(text) ? last : line;
}
