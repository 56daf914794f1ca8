import { LeakLensError } from '../shared/errors';
import { unreadable } from './unreadable';
import { decodeText } from './textLines';

/** What unpacked bytes can be, as far as their beginning tells. */
export type ProfileFormat = 'profile-proto' | 'html' | 'text';

/** Enough of the beginning to recognise any format, and to show a person what stands there. */
const headBytes = 256;

/**
 * Recognises a format by the first bytes. A profile.proto message begins with the tag of a length-delimited field of
 * Profile (or of one of its numbers) and then bytes that no text holds; names and content types do not count.
 */
export function recogniseFormat(bytes: Uint8Array): ProfileFormat {
  const head = bytes.subarray(0, headBytes);
  if (/^\s*<(!doctype|html|head|body|title|\?xml)/i.test(decodeText(head, 0, head.length))) return 'html';
  return head.every(isTextByte) ? 'text' : 'profile-proto';
}

/** The error for bytes that no parser takes, with what stands at their beginning. */
export function unrecognised(bytes: Uint8Array, subject: string, expected: string): LeakLensError {
  if (recogniseFormat(bytes) === 'html') {
    const detail = `expected ${expected}, found an HTML page`;
    return new LeakLensError({ kind: 'html-instead-of-profile', subject, detail });
  }
  const [line = ''] = decodeText(bytes, 0, Math.min(bytes.length, headBytes)).trimStart().split('\n');
  return unreadable(subject, `expected ${expected}, found text which begins with ${JSON.stringify(line.slice(0, 80))}`);
}

/** Tab, line feed, carriage return, or anything that is no control character. */
function isTextByte(byte: number): boolean {
  return byte >= 32 ? byte !== 127 : byte === 9 || byte === 10 || byte === 13;
}
