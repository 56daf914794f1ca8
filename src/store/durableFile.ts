import { constants, open, rename, rm } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Only the person who runs LeakLens may read what it stores: profiles name internals of a service. */
export const privateFolder = 0o700;
export const privateFile = 0o600;

/**
 * A symbolic link is an error, and a pipe does not block. Windows lacks both: there they are undefined, and `|` takes
 * that as 0.
 */
const guarded = constants.O_NOFOLLOW | constants.O_NONBLOCK;

/** Writes a file that must not exist yet; when this resolves, its bytes are on the disk. */
export async function writeNewFile(path: string, bytes: Uint8Array, mode = privateFile): Promise<void> {
  const handle = await open(path, 'wx', mode);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * Replaces a file in one step: a reader sees the old or the new one, also after a crash. `temporary` is in the same
 * folder.
 */
export async function replaceFile(
  path: string,
  temporary: string,
  bytes: Uint8Array,
  mode = privateFile,
): Promise<void> {
  try {
    await writeNewFile(temporary, bytes, mode);
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await syncFolder(dirname(path));
}

/** Makes a rename in the folder durable. Where folders cannot be opened (Windows) the system sees to it. */
export async function syncFolder(path: string): Promise<void> {
  const handle = await open(path, 'r').catch(() => null);
  if (handle === null) return;
  try {
    await handle.sync();
  } catch {
    // Some file systems refuse to sync a folder; the rename itself has happened.
  } finally {
    await handle.close();
  }
}

/**
 * Reads a regular file; a symbolic link is not followed.
 * With `fromEnd` the last `maxBytes` of a larger file are read, otherwise a larger file is an error.
 * @throws the file system's error, or a plain Error for what is no file or too large
 */
export async function readRegularFile(path: string, maxBytes: number, fromEnd = false): Promise<Buffer> {
  const handle = await open(path, constants.O_RDONLY | guarded);
  try {
    const stat = await handle.stat();
    if (!stat.isFile()) throw new Error('not a file');
    if (stat.size > maxBytes && !fromEnd) throw new Error(`larger than ${maxBytes} bytes`);
    const length = Math.min(stat.size, maxBytes);
    return await readFully(handle, stat.size - length, length);
  } finally {
    await handle.close();
  }
}

async function readFully(handle: FileHandle, start: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await handle.read(buffer, filled, length - filled, start + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return buffer.subarray(0, filled);
}

/** Adds to the end of a file, which is made when it is missing, in one write. Answers the size before. */
export async function appendTo(path: string, bytes: Uint8Array): Promise<number> {
  const flags = constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | guarded;
  const handle = await open(path, flags, privateFile);
  try {
    const { size } = await handle.stat();
    await handle.writeFile(bytes);
    return size;
  } finally {
    await handle.close();
  }
}
