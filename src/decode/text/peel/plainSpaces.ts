import { asBuffer } from '../textSpan';

const noBreak = Buffer.from('\u00a0');
const zeroWidth = Buffer.from('\u200b');

/**
 * Spaces as a text has them that no page, chat or word processor had; the same array where there are no others.
 * @param near of the text where it matters: others are looked for there
 */
export function withPlainSpaces(bytes: Uint8Array, near: Buffer): Uint8Array {
  if (!near.includes(noBreak) && !near.includes(zeroWidth)) return bytes;
  const buffer = asBuffer(bytes);
  const text = buffer.toString('latin1').replaceAll(noBreak.toString('latin1'), ' ');
  return new Uint8Array(Buffer.from(text.replaceAll(zeroWidth.toString('latin1'), ''), 'latin1'));
}
