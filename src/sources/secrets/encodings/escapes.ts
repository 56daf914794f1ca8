import { ViewBuilder, type View } from './view';

/** What an escape means: a character, or a byte of one. */
interface Escaped {
  readonly code: number;
  readonly isByte: boolean;
  readonly length: number;
}

/** The escape that stands at a place, or null. */
type Escape = (text: string, at: number) => Escaped | null;

/**
 * Undoes what URLs, JSON, Go, JavaScript, HTML and XML make of characters; what nobody sees (controls, marks without width) is
 * dropped, since it would be dropped before the text is shown.
 */
export function unescape(view: View): View {
  const text = Buffer.from(view.bytes).toString('latin1');
  const built = new ViewBuilder(view);
  for (let at = 0; at < text.length;) {
    const unseen = unseenBytes(text, at);
    const escape = unseen > 0 ? null : escapeAt(text, at);
    if (escape?.isByte === true) built.add(escape.code, at, at + escape.length);
    else if (escape !== null) built.addCharacter(escape.code, at, at + escape.length);
    else if (unseen === 0) built.add(text.charCodeAt(at), at, at + 1);
    at += escape?.length ?? Math.max(unseen, 1);
  }
  return built.build();
}

/** In UTF-8: C0, DEL, C1, soft hyphen, marks of direction and width, the byte order mark. */
// eslint-disable-next-line no-control-regex -- they are what is looked for
const unseen = /[\0-\x1f\x7f]|\xc2[\x80-\x9f\xad]|\xe2\x80[\x8b-\x8f\xa8-\xae]|\xe2\x81[\xa0-\xaf]|\xef\xbb\xbf/y;

function unseenBytes(text: string, at: number): number {
  unseen.lastIndex = at;
  return unseen.exec(text)?.[0].length ?? 0;
}

function escapeAt(text: string, at: number): Escaped | null {
  switch (text[at]) {
    case '%':
      return percentEscape(text, at);
    case '\\':
      return backslashEscape(text, at);
    case '&':
      return entity(text, at);
    default:
      return null;
  }
}

/** `%73`, `%2573` of what was escaped twice, `%u0073`. A byte each, so that UTF-8 comes out whole. */
const percentEscape: Escape = (text, at) => {
  const [all = '', unit, byte] = matchAt(/%(?:25){0,4}(?:u([0-9a-f]{4})|([0-9a-f]{2}))/iy, text, at) ?? [];
  if (all === '') return null;
  return byte === undefined ? found(unit ?? '', 16, all) : rawByte(byte, 16, all);
};

/** JSON, JavaScript, Go and C; before anything else a backslash means what follows it. */
const backslashEscape: Escape = (text, at) => {
  const pattern =
    /\\{1,8}(?:u\{([0-9a-f]{1,6})\}|u(d[89ab][0-9a-f]{2})\\{1,8}u(d[c-f][0-9a-f]{2})|U([0-9a-f]{8})|u([0-9a-f]{4}))/iy;
  const [all = '', braced, high, low, long, short] = matchAt(pattern, text, at) ?? [];
  if (high !== undefined && low !== undefined) {
    const codePoint = 0x10000 + ((parseInt(high, 16) & 0x3ff) << 10) + (parseInt(low, 16) & 0x3ff);
    return { code: codePoint, isByte: false, length: all.length };
  }
  if (all !== '') return found(braced ?? long ?? short ?? '', 16, all);
  const [bytes = '', hex, octal] = matchAt(/\\{1,8}(?:x([0-9a-f]{2})|([0-3][0-7]{2}))/iy, text, at) ?? [];
  if (bytes !== '') return hex === undefined ? rawByte(octal ?? '', 8, bytes) : rawByte(hex, 16, bytes);
  const [pair = ''] = matchAt(/\\{1,8}[^\\]/y, text, at) ?? [];
  return pair === '' ? null : { code: pair.charCodeAt(pair.length - 1), isByte: true, length: pair.length };
};

const namedEntities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  sol: '/',
  colon: ':',
  equals: '=',
  plus: '+',
  num: '#',
  percnt: '%',
  excl: '!',
  dollar: '$',
  quest: '?',
  commat: '@',
};

/** HTML and XML, `&amp;amp;` of what was escaped twice as well. */
const entity: Escape = (text, at) => {
  const pattern = /&(?:amp;){0,4}(?:#0*(\d{1,7});?|#x0*([0-9a-f]{1,6});?|([a-z]{2,6});)/iy;
  const [all = '', decimal, hex, name] = matchAt(pattern, text, at) ?? [];
  if (decimal !== undefined) return found(decimal, 10, all);
  if (hex !== undefined) return found(hex, 16, all);
  const character = namedEntities[name?.toLowerCase() ?? ''];
  return character === undefined ? null : { code: character.charCodeAt(0), isByte: false, length: all.length };
};

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function found(digits: string, radix: number, all: string): Escaped {
  return { code: parseInt(digits, radix), isByte: false, length: all.length };
}

/** Above 0x7f it is no character but part of one. */
function rawByte(digits: string, radix: number, all: string): Escaped {
  return { code: parseInt(digits, radix), isByte: true, length: all.length };
}

/** `=73`, and lines that end in `=` go on (RFC 2045, 6.7). */
export function unquotePrintable(view: View): View {
  const text = Buffer.from(view.bytes).toString('latin1');
  const built = new ViewBuilder(view);
  for (let at = 0; at < text.length;) {
    const [all = '', byte] = matchAt(/=(?:([0-9a-f]{2})|[ \t]*\r?\n)/iy, text, at) ?? [];
    if (byte !== undefined) built.add(parseInt(byte, 16), at, at + all.length);
    else if (all === '') built.add(text.charCodeAt(at), at, at + 1);
    at += Math.max(all.length, 1);
  }
  return built.build();
}

/** `[115 51 99]` and `115, 51, 99`, as Go and JSON write bytes. */
export function readDecimals(view: View): View {
  const text = Buffer.from(view.bytes).toString('latin1');
  const built = new ViewBuilder(view);
  let end = -1;
  for (const match of text.matchAll(/(?<!\d)\d{1,3}(?!\d)/g)) {
    const value = Number(match[0]);
    if (value > 0xff) continue;
    if (!/^[\s,;]{1,3}$/.test(text.slice(end, match.index))) built.add(0, match.index, match.index + 1);
    end = match.index + match[0].length;
    built.add(value, match.index, end);
  }
  return built.build();
}
