import type { ByteWriter } from '../byteWriter';
import { writeEscape } from './jsonLine';
import type { LineSpan } from '../textSpan';

const backslash = 0x5c;
const hash = 0x23;
const quote = 0x22;

/** Whether a text has ends of lines or indents that a logger or syslog escaped. */
export function hasEscapes(text: string): boolean {
  return text.includes('\\n') || text.includes('#012') || startsEscaped(text);
}

/** A line that is indented by an escape, as syslog writes each line of a message, or one of a text profile with escapes between its columns. */
export function startsEscaped(text: string): boolean {
  return /^[ ]*#?(?:#011|\\{1,4}t)/.test(text);
}

/**
 * Writes a line with its escapes undone. A quote that is not escaped begins or ends a field of the logger, and so a line; syslog
 * writes control characters as `#` and three octal digits.
 */
export function writeEscaped(writer: ByteWriter, bytes: Buffer, { start, end }: LineSpan): void {
  const hasLines = bytes.toString('latin1', start, end).includes('\\n');
  for (let at = start; at < end;) {
    const byte = bytes[at] ?? 0;
    if (byte === backslash) at = writeEscape(writer, bytes, at, end);
    else if (byte === hash && /^#0[01][0-7]$/.test(bytes.toString('latin1', at, Math.min(end, at + 4)))) {
      writer.byte(Number.parseInt(bytes.toString('latin1', at + 1, at + 4), 8));
      at += 4;
    } else {
      writer.byte(byte === quote && hasLines ? 10 : byte);
      at += 1;
    }
  }
  writer.endLine();
}
