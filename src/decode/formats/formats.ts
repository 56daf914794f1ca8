import { isContentionText, isJavaContention } from '../legacy/contentionText';
import { isCountText } from '../legacy/countText';
import { isCpuProfile } from '../legacy/cpuProfile';
import { isHeapText } from '../legacy/heapText';
import { isJemallocText } from '../legacy/jemallocText';
import { isJavaHeap } from '../legacy/java/javaText';
import { isThreadText } from '../legacy/threadText';
import { decodeText, TextLines } from '../base/textLines';

/** What unpacked bytes are, as far as their beginning tells. */
export type ProfileFormat =
  | 'profile-proto'
  /** Go's heap?debug=1, and the heap profiles of gperftools. */
  | 'heap-text'
  /** What jemalloc writes itself, without names. */
  | 'jemalloc-text'
  /** goroutine?debug=1, threadcreate?debug=1 and the like. */
  | 'count-text'
  /** block?debug=1, mutex?debug=1, contentionz. */
  | 'contention-text'
  | 'thread-text'
  | 'java-text'
  /** The binary CPU profile of gperftools. */
  | 'cpu-words'
  | 'html'
  /** Text of another kind. */
  | 'text';

/** Enough of the beginning to recognise any format, and to show a person what stands there. */
const headBytes = 256;

/** A heading that is longer is none. */
const maxHeadingBytes = 4096;

/**
 * Recognises a format by the first bytes; names and content types do not count. A profile.proto message begins with the tag
 * of a field of Profile and then bytes that no text holds.
 */
export function recogniseFormat(bytes: Uint8Array): ProfileFormat {
  if (bytes[0] === 0 && isCpuProfile(bytes)) return 'cpu-words';
  const head = bytes.subarray(0, headBytes);
  if (/^\s*<(!doctype|html|head|body|title|\?xml|svg|!--)/i.test(decodeText(head, 0, head.length))) return 'html';
  const heading = firstContent(bytes);
  if (head.every(isTextByte)) return recogniseText(bytes, heading);
  // A text may hold control characters, in names; no message begins like a heading.
  if (!/^(heap profile:|[\w./-]+ profile: total |--- )/.test(heading)) return 'profile-proto';
  const format = recogniseText(bytes, heading);
  return format === 'text' ? 'profile-proto' : format;
}

function recogniseText(bytes: Uint8Array, heading: string): ProfileFormat {
  if (isHeapText(heading)) return 'heap-text';
  if (isJemallocText(heading)) return 'jemalloc-text';
  if (isCountText(heading)) return 'count-text';
  if (isThreadText(heading)) return 'thread-text';
  if (isJavaHeap(heading)) return 'java-text';
  if (isContentionText(heading)) return isJavaContention(bytes) ? 'java-text' : 'contention-text';
  return 'text';
}

/** The first line that is neither empty nor a comment. */
export function firstContent(bytes: Uint8Array): string {
  const lines = new TextLines(bytes);
  while (lines.next()) {
    const line = decodeText(bytes, lines.start, Math.min(lines.end, lines.start + maxHeadingBytes)).trim();
    if (line !== '' && !line.startsWith('#')) return line;
  }
  return '';
}

/** Tab, line feed, carriage return, or anything that is no control character. */
function isTextByte(byte: number): boolean {
  return byte >= 32 ? byte !== 127 : byte === 9 || byte === 10 || byte === 13;
}
