import { findMarks } from './envelopeVote';
import type { TextMarks } from '../textMarks';
import { asBuffer, headOf, lineAround, lineBefore, lineBehind, linesOf, type LineSpan } from '../textSpan';

/** Marks that are looked at. */
const voters = 64;

/** Blank lines that may stand between a mark and its neighbours. */
const mostBlank = 4;

const headBytes = 400;

/** Whether the lines of a text stand in the opposite order, as viewers of logs show and export them. */
export function isNewestFirst(text: Uint8Array, marks: TextMarks): boolean {
  const { order } = marks;
  if (order === undefined) return false;
  const bytes = asBuffer(text);
  let balance = 0;
  for (const at of findMarks(bytes, marks, voters)) {
    const line = lineAround(bytes, at);
    const neighbour = (step: typeof lineBehind) => headOf(bytes, nextWithText(bytes, line, step), headBytes);
    balance += order(
      headOf(bytes, { start: at, end: line.end }, headBytes),
      neighbour(lineBefore),
      neighbour(lineBehind),
    );
  }
  // Numbers fall, too, where a process is started again.
  return balance <= (marks.spansLines ? -1 : -3);
}

const nothing: LineSpan = { start: 0, end: 0 };

function nextWithText(bytes: Buffer, line: LineSpan, step: typeof lineBehind): LineSpan {
  let next = step(bytes, line);
  for (let blank = 0; next !== null && blank < mostBlank && headOf(bytes, next, headBytes).trim() === ''; blank += 1)
    next = step(bytes, next);
  return next ?? nothing;
}

/** The last line first. */
export function inOppositeOrder(text: Uint8Array): Uint8Array {
  const bytes = asBuffer(text);
  const turned = new Uint8Array(bytes.length + 1);
  let end = turned.length;
  for (const line of linesOf(bytes)) {
    end -= line.end - line.start + 1;
    turned.set(bytes.subarray(line.start, line.end), end);
    turned[end + line.end - line.start] = 10;
  }
  return turned.subarray(Math.max(0, end));
}
