import { parseHexUint64 } from './int64';
import type { Int64 } from './int64';

/** A frame as the comments of Go's debug=1 texts name it. */
export interface SymbolLine {
  /** The program counter less one (Go before 1.6: the program counter itself). */
  readonly address: Int64;
  /** Empty when the runtime knows no function there. */
  readonly name: string;
  readonly file: string;
  /** 0 when unknown. */
  readonly line: number;
}

const opening = '#\t0x';

/** No runtime writes a longer one. */
const longestLine = 16 * 1024;

/**
 * Reads `#	0x684484	main.allocBig+0x64		/src/main.go:63`, as printStackRecord of Go's runtime/pprof/pprof.go writes it. Its
 * columns are set by text/tabwriter: one tab or more stand between them. Where a terminal or a tracker made spaces of tabs, or lost the `#`,
 * the first two columns end at white space, as neither holds any. Null when the line is another comment.
 */
export function parseSymbolLine(text: string): SymbolLine | null {
  if (!text.startsWith(opening) || !text.includes('\t', opening.length)) return parseSpaced(text);
  const [hex = '', call = '', place = ''] = text.slice(opening.length).trimEnd().split(/\t+/, 3);
  const address = parseHexUint64(hex);
  if (address === null) return null;
  return { address, name: withoutOffset(call), ...parsePlace(place) };
}

const spaced = /^[ \t]*#?[ \t]*0x([0-9a-f]{1,40})(?:[ \t]+(\S{1,4096})(?:[ \t]+(\S.*))?)?$/;

function parseSpaced(text: string): SymbolLine | null {
  if (text.length > longestLine) return null;
  const [, hex = '', call = '', place = ''] = spaced.exec(text.trimEnd()) ?? [];
  const address = hex === '' ? null : parseHexUint64(hex);
  return address === null ? null : { address, name: withoutOffset(call), ...parsePlace(place) };
}

/** `main.f+0x1d` is `main.f`. A name may itself hold a plus sign. */
function withoutOffset(call: string): string {
  const plus = call.lastIndexOf('+0x');
  return plus > 0 && parseHexUint64(call.slice(plus + 3)) !== null ? call.slice(0, plus) : call;
}

/** What a fence, a quote or a list puts directly behind the last line of a text. */
const closing = /(?<=:\d{1,9})[`"'\])},]{1,4}$/;

/** The line stands behind the last colon: `C:/src/main.go:12`. */
function parsePlace(text: string): { file: string; line: number } {
  const place = text.replace(closing, '');
  const colon = place.lastIndexOf(':');
  const line = Number(place.slice(colon + 1));
  return colon < 0 || !Number.isSafeInteger(line) ? { file: place, line: 0 } : { file: place.slice(0, colon), line };
}
