import { gunzipSync } from 'node:zlib';
import { LeakLensError } from '../../shared/model/errors';
import { defaultMaxInflatedBytes } from './decodeLimits';
import { unreadable } from './unreadable';

/** Services gzip once and a proxy may do so again. More layers than this are a file that unpacks to itself. */
const maxLayers = 4;

/** Profiles shrink to a fifth or less, hardly to a fiftieth. A larger claim in the trailer is not believed in advance. */
const maxExpectedRatio = 50;

/** Whether the bytes begin like a gzip member. File names and content types are no guide: both lie in practice. */
export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/**
 * The bytes with every layer of gzip taken off; the same array when there is none. Members of a multi-member file are
 * joined.
 *
 * @throws LeakLensError `cut-off` when a gzip stream ends early, `too-large` above `maxBytes`, `unreadable` when it is
 * damaged.
 */
export function inflate(bytes: Uint8Array, subject: string, maxBytes = defaultMaxInflatedBytes): Uint8Array {
  let current = bytes;
  for (let layer = 0; isGzip(current); layer += 1) {
    if (layer === maxLayers) throw unreadable(subject, `still gzip after ${maxLayers} layers were unpacked`);
    current = inflateOnce(current, subject, maxBytes);
  }
  if (current.length > maxBytes) throw tooLarge(subject, maxBytes);
  return current;
}

function inflateOnce(bytes: Uint8Array, subject: string, maxBytes: number): Uint8Array {
  const { unpacked, consumed } = gunzip(bytes, subject, maxBytes);
  // Zeros behind the last member are padding; anything else behind them would be lost without a word.
  if (bytes.subarray(consumed).every((byte) => byte === 0)) return unpacked;
  throw unreadable(subject, `damaged gzip: its stream ends at byte ${consumed} of ${bytes.length}, and more follows`);
}

function gunzip(bytes: Uint8Array, subject: string, maxBytes: number): { unpacked: Uint8Array; consumed: number } {
  try {
    const options = { maxOutputLength: maxBytes, chunkSize: expectedBytes(bytes, maxBytes), info: true };
    // With `info`, Node answers what @types/node does not know: the engine, which counts what it has read.
    const result = gunzipSync(bytes, options) as unknown as { buffer: Uint8Array; engine: { bytesWritten: number } };
    return { unpacked: result.buffer, consumed: result.engine.bytesWritten };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(subject, maxBytes, error);
    if (code === 'Z_BUF_ERROR') {
      const detail = `the gzip stream ends early, after ${bytes.length} bytes`;
      throw new LeakLensError({ kind: 'cut-off', subject, detail }, error);
    }
    throw unreadable(subject, `damaged gzip: ${error instanceof Error ? error.message : String(error)}`, error);
  }
}

/**
 * Output chunk size that lets zlib write everything into one buffer: the gzip trailer states the length modulo 2^32
 * (RFC 1952, ISIZE). One byte more keeps zlib from opening a second chunk when the first is exactly full. The trailer
 * only sizes the buffer, so a false one costs time, never correctness.
 */
function expectedBytes(bytes: Uint8Array, maxBytes: number): number {
  const minimum = 64 * 1024;
  if (bytes.length < 18) return minimum;
  const stated = new DataView(bytes.buffer, bytes.byteOffset + bytes.length - 4, 4).getUint32(0, true);
  return Math.max(minimum, Math.min(stated, maxBytes, bytes.length * maxExpectedRatio) + 1);
}

function tooLarge(subject: string, maxBytes: number, cause?: unknown): LeakLensError {
  const detail = `it unpacks to more than ${maxBytes} bytes`;
  return new LeakLensError({ kind: 'too-large', subject, detail, limit: maxBytes }, cause);
}
