/** Bytes as UTF-8 without a mark in front, and whether they were UTF-16, as PowerShell's `>` writes it. */
export interface Utf8Text {
  readonly bytes: Uint8Array;
  readonly wasUtf16: boolean;
}

/** So many bytes tell: text of a program begins with ASCII … */
const judgedBytes = 64;

/** … and with so many different characters. Empty strings of a message repeat one: `2\0 2\0 2\0`. */
const leastDifferent = 6;

/** The same array where it is UTF-8 without a byte order mark. */
export function asUtf8(bytes: Uint8Array): Utf8Text {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return { bytes: bytes.subarray(3), wasUtf16: false };
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return fromUtf16(bytes.subarray(2), 'utf-16le');
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return fromUtf16(bytes.subarray(2), 'utf-16be');
  if (isAsciiEvery(bytes, 0)) return fromUtf16(bytes, 'utf-16le');
  if (isAsciiEvery(bytes, 1)) return fromUtf16(bytes, 'utf-16be');
  return { bytes, wasUtf16: false };
}

/** Whether every second byte from `first` on is ASCII, and the others are zero. */
function isAsciiEvery(bytes: Uint8Array, first: 0 | 1): boolean {
  const end = Math.min(bytes.length, judgedBytes);
  if (end < judgedBytes || new Set(bytes.subarray(0, end)).size <= leastDifferent) return false;
  for (let at = 0; at < end; at += 1) {
    const byte = bytes[at] ?? 0;
    const isText = (byte >= 32 && byte < 127) || byte === 9 || byte === 10 || byte === 13;
    if (at % 2 === first ? !isText : byte !== 0) return false;
  }
  return true;
}

/** Decoded in pieces, so that no text as long as the file is made. */
const pieceBytes = 1024 * 1024;

function fromUtf16(bytes: Uint8Array, encoding: 'utf-16le' | 'utf-16be'): Utf8Text {
  const decoder = new TextDecoder(encoding);
  const encoder = new TextEncoder();
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += pieceBytes) {
    const isLast = at + pieceBytes >= bytes.length;
    pieces.push(encoder.encode(decoder.decode(bytes.subarray(at, at + pieceBytes), { stream: !isLast })));
  }
  return { bytes: Buffer.concat(pieces), wasUtf16: true };
}
