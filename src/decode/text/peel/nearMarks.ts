import { findMarks } from './envelopeVote';
import type { TextMarks } from '../textMarks';
import { asBuffer } from '../textSpan';

/** Marks that are looked at, and the text around each. */
const looked = 64;
const bytesBefore = 200;
const bytesBehind = 600;

/** What a text looks like where it matters, so that a clean one is not searched whole for each sign; all of a text without a mark. */
export function nearMarks(text: Uint8Array, marks: TextMarks): Buffer {
  const bytes = asBuffer(text);
  const pieces = [...findMarks(bytes, marks, looked)].map((at) =>
    bytes.subarray(Math.max(0, at - bytesBefore), at + bytesBehind),
  );
  return pieces.length === 0 ? bytes : Buffer.concat(pieces);
}
