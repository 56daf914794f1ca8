import type { ByteWriter } from '../byteWriter';

const quote = 0x22;
const backslash = 0x5c;
const colon = 0x3a;

/** A string of a line of JSON that is a value, with the name of the field that it belongs to. */
export interface JsonText {
  readonly key: string;
  /** Between the quotes. */
  readonly start: number;
  readonly end: number;
}

const longestKey = 200;

/** The texts of an object, nested ones included, in their order. Nothing is proved of what stands between them. */
export function* jsonTexts(bytes: Buffer, start: number, end: number): Generator<JsonText> {
  let key = '';
  for (let at = start; at < end;) {
    const open = bytes.indexOf(quote, at);
    if (open < 0 || open >= end) return;
    const close = closingQuote(bytes, open + 1, end);
    if (close < 0) return;
    if (isKey(bytes, close + 1, end)) key = bytes.toString('latin1', open + 1, Math.min(close, open + 1 + longestKey));
    else yield { key, start: open + 1, end: close };
    at = close + 1;
  }
}

/** Whether a string that ends in front of `from` is the name of a field. */
export function isKey(bytes: Buffer, from: number, end: number): boolean {
  let at = from;
  while (at < end && (bytes[at] === 32 || bytes[at] === 9)) at += 1;
  return bytes[at] === colon;
}

/** The quote that ends a string which begins at `start`; -1 without one. */
export function closingQuote(bytes: Buffer, start: number, end: number): number {
  for (let at = start; at < end; at += 1) {
    if (bytes[at] === quote) return at;
    if (bytes[at] === backslash) at += 1;
  }
  return -1;
}

const plain: Readonly<Record<string, number>> = { n: 10, t: 9, b: 8, f: 12, '"': quote, '\\': backslash, '/': 0x2f };

/** Writes what an escape stands for, and answers where it ends. What is none is written as it is. */
export function writeEscape(writer: ByteWriter, bytes: Buffer, at: number, end: number): number {
  const code = String.fromCharCode(at + 1 < end ? (bytes[at + 1] ?? 0) : 0);
  if (code === 'r') return at + 2;
  const known = plain[code];
  if (known !== undefined) {
    writer.byte(known);
    return at + 2;
  }
  const digits = code === 'u' ? 4 : code === 'x' ? 2 : 0;
  const hex = bytes.toString('latin1', at + 2, Math.min(end, at + 2 + digits));
  if (digits === 0 || !new RegExp(`^[0-9a-fA-F]{${String(digits)}}$`).test(hex)) {
    writer.byte(backslash);
    return at + 1;
  }
  return writeUnit(writer, bytes, { unit: Number.parseInt(hex, 16), next: at + 2 + digits, end });
}

/** A character beyond U+FFFF is two escapes. */
function writeUnit(
  writer: ByteWriter,
  bytes: Buffer,
  { unit, next, end }: { readonly unit: number; readonly next: number; readonly end: number },
): number {
  const isHigh = unit >= 0xd800 && unit < 0xdc00;
  const low =
    isHigh && next + 6 <= end
      ? /^\\u(d[c-f][0-9a-f]{2})$/i.exec(bytes.toString('latin1', next, next + 6))?.[1]
      : undefined;
  if (low === undefined) {
    writer.character(unit >= 0xd800 && unit < 0xe000 ? 0xfffd : unit);
    return next;
  }
  writer.character(0x10000 + ((unit - 0xd800) << 10) + (Number.parseInt(low, 16) - 0xdc00));
  return next + 6;
}

/** Writes the text of a JSON string. */
export function writeJsonText(writer: ByteWriter, bytes: Buffer, { start, end }: JsonText): void {
  for (let at = start; at < end;) {
    const next = bytes.indexOf(backslash, at);
    const stop = next < 0 || next > end ? end : next;
    writer.append(bytes, at, stop);
    at = stop < end ? writeEscape(writer, bytes, stop, end) : end;
  }
}
