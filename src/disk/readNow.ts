import { closeSync, constants, fstatSync, openSync, readSync, statSync } from 'node:fs';

/** No terminal becomes ours, and no pipe that took the file's place is waited for. Windows lacks these: there they are undefined, and `|` takes that as 0. */
const careful = constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOCTTY;

/**
 * The first bytes of a regular file, without a thread that reads and without what Node loads to wait for one, which for a small file takes longer
 * than to read it. For the command line alone, where nobody else is served meanwhile.
 * @returns null for what is no regular file or says that it is empty, as files of the kernel do that may make their reader wait
 * @throws the file system's error
 */
export function readNow(path: string, maxBytes: number): Buffer | null {
  if (!isFilled(statSync(path))) return null;
  const file = openSync(path, careful);
  try {
    const found = fstatSync(file);
    return isFilled(found) ? readFrom(file, Math.min(maxBytes, found.size)) : null;
  } finally {
    closeSync(file);
  }
}

function isFilled(found: { readonly size: number; isFile(): boolean }): boolean {
  return found.isFile() && found.size > 0;
}

function readFrom(file: number, bytes: number): Buffer {
  const buffer = Buffer.allocUnsafe(bytes);
  let filled = 0;
  while (filled < bytes) {
    const read = readSync(file, buffer, filled, bytes - filled, filled);
    if (read === 0) break;
    filled += read;
  }
  return buffer.subarray(0, filled);
}
