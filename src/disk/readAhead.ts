import { open, type FileHandle } from 'node:fs/promises';

const partBytes = 256 * 1024;

/**
 * A file that a person named, part by part from its beginning, to its end or `maxBytes`: while one is looked at the next is read. Two buffers
 * take turns, so that what a part holds is good until the next is asked for.
 * @throws the file system's error; the signal's reason, between two parts
 */
export async function* readAhead(path: string, maxBytes: number, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  const handle = await open(path, 'r');
  const buffers = [Buffer.allocUnsafeSlow(partBytes), Buffer.allocUnsafeSlow(partBytes)] as const;
  let left = maxBytes;
  let coming = readInto(handle, buffers[0], left);
  try {
    for (let turn = 1; ; turn += 1) {
      const part = await coming;
      signal.throwIfAborted();
      if (part.length === 0) return;
      left -= part.length;
      coming = readInto(handle, buffers[turn % 2 === 0 ? 0 : 1], left);
      yield part;
    }
  } finally {
    // What is under way still writes into its buffer.
    await coming.catch(() => undefined);
    await handle.close();
  }
}

async function readInto(handle: FileHandle, buffer: Buffer, most: number): Promise<Uint8Array> {
  if (most === 0) return buffer.subarray(0, 0);
  const { bytesRead } = await handle.read(buffer, 0, Math.min(buffer.length, most), null);
  return buffer.subarray(0, bytesRead);
}
