import { decodeText } from './textLines';

/**
 * A span of bytes as text of at most so many characters, the last of them an ellipsis where some are left out. Of a name of fifty megabytes
 * no more than that is made text.
 */
export function cutName(
  bytes: Uint8Array,
  { start, end }: { readonly start: number; readonly end: number },
  longest: number,
): string {
  // A character takes one byte at least.
  if (end - start <= longest) return decodeText(bytes, start, end);
  const bytesOfCharacter = 4;
  const text = decodeText(bytes, start, Math.min(end, start + longest * bytesOfCharacter));
  return text.length <= longest ? text : `${text.slice(0, longest - 1)}…`;
}
