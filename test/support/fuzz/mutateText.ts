import type { Random } from './random';

/** Numbers at which 32 bits, a double, 64 bits and patience end, and texts that formats give a meaning. */
const tokens = [
  ...['0', '-1', '2147483648', '4294967296', '9007199254740993', '9223372036854775807', '9223372036854775808'],
  ...[
    '18446744073709551616',
    '99999999999999999999999999',
    '1e999',
    '-0',
    'NaN',
    '0x',
    '0xffffffffffffffff',
    '7'.repeat(500),
  ],
  ...[
    '\n',
    '\r\n',
    '\n\n',
    '\0',
    '\t\t\t',
    ' '.repeat(300),
    '\\',
    '"',
    '{',
    '}',
    '[',
    ']',
    '(',
    ')',
    ':',
    '@',
    '#',
    '=',
    '+0x',
  ],
  ...[
    'goroutine 1 [running]:\n',
    'goroutine profile: total 5\n',
    'heap profile: 1: 2 [3: 4] @ heap/1048576\n',
    '--- mutex:\n',
  ],
  ...[
    'MAPPED_LIBRARIES:\n',
    '--- Memory map: ---\n',
    '# runtime.MemStats\n',
    '# labels: {',
    'created by ',
    ', 9 minutes',
  ],
  ...[
    '{"log":"',
    '\\n',
    '\\u00',
    '\\ud83d',
    '#011',
    '#012',
    '\x1b[31m',
    'app-1  | ',
    '2024-05-02T10:11:12Z stderr F ',
    'level=info msg="',
  ],
  ...['gc 1 @', 'scvg1: inuse: ', 'build=$build$build', '$build', 'é\u{1f600}', '\ufeff', '...5 frames elided...\n'],
];

/** Longest line that is repeated or moved. */
const maxSpan = 4096;

/** Damages what stands in a text: its numbers, its marks, its lines. */
export function mutateText(bytes: Uint8Array, random: Random): Uint8Array {
  const text = Buffer.from(bytes).toString('latin1');
  const changed = random.pick([replaceNumber, insertToken, moveLine, stretch])(text, random);
  return new Uint8Array(Buffer.from(changed, 'latin1'));
}

function replaceNumber(text: string, random: Random): string {
  const start = nextMatch(text, /\d+/g, random.below(text.length + 1));
  if (start === null) return insertToken(text, random);
  return text.slice(0, start.index) + random.pick(tokens) + text.slice(start.index + start[0].length);
}

function insertToken(text: string, random: Random): string {
  const at = random.below(text.length + 1);
  return text.slice(0, at) + random.pick(tokens) + text.slice(at);
}

function moveLine(text: string, random: Random): string {
  const start = text.indexOf('\n', random.below(text.length + 1)) + 1;
  const end = text.indexOf('\n', start) + 1;
  if (end === 0) return text;
  const line = text.slice(start, Math.min(end, start + maxSpan));
  const rest = random.oneIn(2) ? text : text.slice(0, start) + text.slice(end);
  const target = rest.indexOf('\n', random.below(rest.length + 1)) + 1;
  return rest.slice(0, target) + line.repeat(1 + random.skewed(50)) + rest.slice(target);
}

/** One character a great many times: what regular expressions backtrack over. */
function stretch(text: string, random: Random): string {
  const at = random.below(text.length + 1);
  const character = random.oneIn(2)
    ? (text[at] ?? ' ')
    : random.pick(['\t', ' ', '1', 'a', '"', '{', '+', ':', '\\', ';', '$']);
  return text.slice(0, at) + character.repeat(1 + random.skewed(200_000)) + text.slice(at);
}

function nextMatch(text: string, pattern: RegExp, from: number): RegExpExecArray | null {
  pattern.lastIndex = from;
  return pattern.exec(text) ?? null;
}
