const lineFeed = 10;
const carriageReturn = 13;

/** A line without its end. */
export interface LineSpan {
  readonly start: number;
  readonly end: number;
}

/** The line around a position. */
export function lineAround(bytes: Buffer, at: number): LineSpan {
  const feed = bytes.indexOf(lineFeed, at);
  return { start: at === 0 ? 0 : bytes.lastIndexOf(lineFeed, at - 1) + 1, end: lineEnd(bytes, feed, at) };
}

/** The line behind another; null at the end. */
export function lineBehind(bytes: Buffer, { end }: LineSpan): LineSpan | null {
  const start = bytes.indexOf(lineFeed, end) + 1;
  if (start === 0 || start >= bytes.length) return null;
  return { start, end: lineEnd(bytes, bytes.indexOf(lineFeed, start), start) };
}

/** The line in front of another; null at the beginning. */
export function lineBefore(bytes: Buffer, { start }: LineSpan): LineSpan | null {
  return start === 0 ? null : lineAround(bytes, start - 1);
}

function lineEnd(bytes: Buffer, feed: number, start: number): number {
  const end = feed < 0 ? bytes.length : feed;
  return end > start && bytes[end - 1] === carriageReturn ? end - 1 : end;
}

/** All lines, one after the other. */
export function* linesOf(bytes: Buffer): Generator<LineSpan> {
  for (let start = 0; start < bytes.length;) {
    const feed = bytes.indexOf(lineFeed, start);
    yield { start, end: lineEnd(bytes, feed, start) };
    if (feed < 0) return;
    start = feed + 1;
  }
}

/** At most so many bytes of a line, one character each. */
export function headOf(bytes: Buffer, { start, end }: LineSpan, most: number): string {
  return bytes.toString('latin1', start, Math.min(end, start + most));
}

/** A text whose characters are the bytes of UTF-8, as it reads. */
export function utf8Of(latin1: string): string {
  return Buffer.from(latin1, 'latin1').toString('utf8');
}

/** The same memory, with Node's searches. */
export function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
