import { ViewBuilder, type View } from './view';

export interface Alphabet {
  /** Each digit stands for so many. */
  readonly bits: 4 | 5 | 6;
  /** Of each byte as a digit; 0xff for what is none. */
  readonly valueOf: Uint8Array;
  /** What may stand between two digits. */
  readonly skips: RegExp;
}

/** RFC 4648: base16, base32, base64 with both alphabets, broken into lines or not. */
export const alphabets: readonly Alphabet[] = [
  { bits: 4, valueOf: digitValues('0123456789abcdef', '0123456789ABCDEF'), skips: /(?:0x|\\x|[\s:,-]){1,8}/y },
  {
    bits: 5,
    valueOf: digitValues('abcdefghijklmnopqrstuvwxyz234567', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'),
    skips: /[\r\n]+/y,
  },
  { bits: 6, valueOf: digitValues(`${letters()}0123456789+/`, `${letters()}0123456789-_`), skips: /[\r\n]+[ \t]*/y },
];

function letters(): string {
  return 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
}

function digitValues(...spellings: readonly string[]): Uint8Array {
  const values = new Uint8Array(256).fill(0xff);
  for (const digits of spellings) Buffer.from(digits).forEach((digit, value) => (values[digit] = value));
  return values;
}

/** At so many places within a run of digits a byte may begin. */
export function phasesOf(bits: Alphabet['bits']): number {
  return bits === 4 ? 2 : bits === 5 ? 8 : 4;
}

interface DigitReading extends Alphabet {
  /** So many digits into a run the first byte begins. */
  readonly phase: number;
}

/** Each run of digits as the bytes that it stands for; runs shorter than `leastBytes` are left out. */
export function readDigits(view: View, reading: DigitReading, leastBytes: number): View {
  const { bytes } = view;
  const text = Buffer.from(bytes).toString('latin1');
  const built = new ViewBuilder(view);
  for (let at = 0; at < bytes.length; at += 1) {
    if (reading.valueOf[bytes[at] ?? 0] === 0xff) continue;
    const before = built.length;
    at = readRun(text, at, reading, built);
    if (built.length - before < leastBytes) built.shorten(before);
    else built.add(0, at - 1, at);
  }
  return built.build();
}

/** @returns where the run ends, behind its last digit */
function readRun(
  text: string,
  from: number,
  { bits, valueOf, skips, phase }: DigitReading,
  built: ViewBuilder,
): number {
  let [left, value, filled, end, begin] = [phase, 0, 0, from, from];
  for (let at = from; at < text.length; at += 1) {
    // A separator only counts when a digit follows it.
    if (valueOf[text.charCodeAt(at)] === 0xff) at += lengthAt(skips, text, at);
    const digit = valueOf[text.charCodeAt(at)] ?? 0xff;
    if (digit === 0xff) break;
    end = at + 1;
    if (left > 0) {
      left -= 1;
      continue;
    }
    if (filled === 0) begin = at;
    value = ((value << bits) | digit) & 0xffff;
    filled += bits;
    if (filled < 8) continue;
    filled -= 8;
    built.add((value >> filled) & 0xff, begin, end);
    // The digit that ends this byte begins the next, unless it ends with it.
    begin = at;
  }
  return end;
}

function lengthAt(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0].length ?? 0;
}
