import { constants } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
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
