import type { FileHandle } from 'node:fs/promises';

export interface Part {
  /** Byte to begin at; null goes on where the handle stands, which is all that pipes know. */
  readonly start: number | null;
  /** At most so many bytes are read, and held. */
  readonly maxBytes: number;
  /** As many as there are said to be. Saves work when it is true, and nothing else. */
  readonly expected?: number;
  /** Ends the reading early: asked with what is there so far. */
  readonly isEnough?: (soFar: Buffer) => boolean;
  readonly signal?: AbortSignal | undefined;
}

const leastBytes = 64 * 1024;

/** Reads to the end, or to `maxBytes`. @throws the file system's error; the signal's reason, between two reads */
export async function readBytes(handle: FileHandle, part: Part): Promise<Buffer> {
  const { start, maxBytes, expected = 0, isEnough, signal } = part;
  let buffer: Buffer = Buffer.allocUnsafe(Math.min(maxBytes, Math.max(expected + 1, leastBytes)));
  let filled = 0;
  while (filled < maxBytes) {
    if (filled === buffer.length) buffer = grown(buffer, maxBytes);
    const position = start === null ? null : start + filled;
    const { bytesRead } = await handle.read(buffer, filled, buffer.length - filled, position);
    if (bytesRead === 0) break;
    filled += bytesRead;
    signal?.throwIfAborted();
    if (isEnough?.(buffer.subarray(0, filled)) === true) break;
  }
  return buffer.subarray(0, filled);
}

function grown(buffer: Buffer, maxBytes: number): Buffer {
  const larger = Buffer.allocUnsafe(Math.min(maxBytes, 2 * buffer.length));
  buffer.copy(larger);
  return larger;
}
