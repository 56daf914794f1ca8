import { asBuffer } from '../textSpan';

const escape = 0x1b;
const bell = 0x07;

/** Control sequences, and strings that a terminal takes: operating system, application program and device (ECMA-48, 5.4 and 5.6). */
const commonest = '\x1b[';
const strings = ['\x1b]', '\x1b_', '\x1bP'] as const;

/** Ways in which people see an escape that nobody obeys: `less` and `cat -v`, source text, and a copy that lost it. */
const written = ['^[[', '\\u001b[', '\\x1b[', '\\033[', '\\e[', '[0m'] as const;
const writtenColour = /(?:\^\[|\\u001b|\\x1b|\\033|\\e)\[[0-9;]{0,30}[A-Za-z]|\[\d{1,3}(?:;\d{1,3}){0,5}m/gi;

/** Longest sequence that is taken off; what is longer is text. */
const longestSequence = 512;

/**
 * A text without what colours it on a terminal, links and titles included; the same array where there is nothing of the kind.
 * @param near of the text where it matters: signs that are rare are looked for there
 */
export function withoutColours(bytes: Uint8Array, near: Buffer): Uint8Array {
  const buffer = asBuffer(bytes);
  const hasSequences = buffer.includes(commonest) || strings.some((start) => near.includes(start));
  const plain = hasSequences ? withoutSequences(buffer) : buffer;
  if (!written.some((sign) => near.includes(sign))) return plain === buffer ? bytes : plain;
  return new Uint8Array(Buffer.from(plain.toString('latin1').replace(writtenColour, ''), 'latin1'));
}

function withoutSequences(buffer: Buffer): Buffer {
  const kept = Buffer.alloc(buffer.length);
  let length = 0;
  for (let at = 0; at < buffer.length;) {
    const next = buffer.indexOf(escape, at);
    const stop = next < 0 ? buffer.length : next;
    length += buffer.copy(kept, length, at, stop);
    at = next < 0 ? buffer.length : behindSequence(buffer, next);
  }
  return kept.subarray(0, length);
}

/** Behind a sequence, or a string that ends with a bell or a terminator; behind the escape alone where none follows. */
function behindSequence(bytes: Buffer, start: number): number {
  const kind = String.fromCharCode(bytes[start + 1] ?? 0);
  if (kind === '[') {
    let at = start + 2;
    while (at < bytes.length && at - start < 32 && (bytes[at] ?? 0) < 0x40) at += 1;
    return Math.min(bytes.length, at + 1);
  }
  if (!']_P'.includes(kind)) return start + 1;
  const most = Math.min(bytes.length, start + longestSequence);
  for (let at = start + 2; at < most; at += 1) {
    if (bytes[at] === bell) return at + 1;
    if (bytes[at] === escape) return bytes[at + 1] === 0x5c ? at + 2 : at;
  }
  return start + 1;
}
