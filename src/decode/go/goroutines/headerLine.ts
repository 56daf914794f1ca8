import { decodeText } from '../../base/textLines';
import type { TextLines } from '../../base/textLines';
import { parseGoroutineHeader, type GoroutineHeader } from './goroutineHeader';
import { indexWithin } from './stackLine';

const colon = 58;
const openBracket = 91;
const headerMark = 'goroutine ';

/** A header with labels of any use is far shorter; longer lines are not searched. */
const longestSearched = 16 * 1024;

/** Where a header stands in its line. */
export interface HeaderSpan {
  readonly id: number;
  /** Of the bracket. */
  readonly start: number;
  readonly end: number;
}

/** A line of `goroutine?debug=2` (or of a crash) that opens a goroutine. */
export function isGoroutineHeader(lines: TextLines): boolean {
  if (!lines.startsWith(headerMark) || lines.bytes[lines.end - 1] !== colon) return false;
  const digit = lines.bytes[lines.start + headerMark.length] ?? 0;
  return digit >= 48 && digit <= 57;
}

/** The header that a whole line is; null where its bracket is missing. */
export function headerSpan({ bytes, start, end }: TextLines): HeaderSpan | null {
  const bracket = indexWithin(bytes, openBracket, start, end);
  return bracket < 0 ? null : { id: numberAt(bytes, start + headerMark.length), start: bracket, end };
}

/** `leaktest.go:144: leaktest: leaked goroutine: goroutine 19 [sleep]:` */
const embedded =
  /(?:^|[^\w])goroutine (\d{1,15}) (?:gp=\S{1,30} m=\S{1,30} (?:mp=\S{1,30} )?)?(\[[^\]]{1,300}\].{0,4096}:)$/;

/**
 * `[Goroutine 8 in state chan receive, with example.com/gl.leak on top of the stack:`, as go.uber.org/goleak lists what it found
 * (stack.String in its internal/stack).
 */
const listed = /(?:^|[\s[])Goroutine (\d{1,15}) in state (.{1,300}), with .{0,2000} on top of the stack:$/;

/** A header with other text in front of it in its line, or one of goleak; null when the line has none. */
export function findHeader(lines: TextLines): { readonly id: number; readonly header: GoroutineHeader } | null {
  const { bytes, start, end } = lines;
  if (bytes[end - 1] !== colon || end - start > longestSearched) return null;
  const text = decodeText(bytes, start, end);
  const word = Math.max(text.lastIndexOf('goroutine '), text.indexOf('Goroutine '));
  if (word < 0) return null;
  const part = text.slice(Math.max(0, word - 1));
  const [, id = '', rest = ''] = embedded.exec(part) ?? [];
  if (id !== '') return headerOf(id, rest);
  const [, number = '', state = ''] = listed.exec(part) ?? [];
  return number === '' ? null : headerOf(number, `[${state}]:`);
}

function headerOf(id: string, text: string): { readonly id: number; readonly header: GoroutineHeader } | null {
  const header = parseGoroutineHeader(text);
  return header === null ? null : { id: Number(id), header };
}

/** The decimal number that begins at `at`. */
function numberAt(bytes: Uint8Array, at: number): number {
  let value = 0;
  for (let next = at; ; next += 1) {
    const digit = (bytes[next] ?? 0) - 48;
    if (!(digit >= 0 && digit <= 9)) return value;
    value = value * 10 + digit;
  }
}
