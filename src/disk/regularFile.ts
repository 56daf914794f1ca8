import { constants } from 'node:fs';
import { lstat, open, realpath, stat } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { FileRefusal } from './fileRefusal';
import { isPseudoFile, isPseudoPath } from './pseudoFileSystem';

export interface OpenRules {
  /** `refused`: a symbolic link at the path itself is. Those above it are whoever's who named the path. Otherwise followed. */
  readonly links?: 'followed' | 'refused';
  /** Asked with the real path of what was opened; a file is refused for which it says no. */
  readonly allows?: (realPath: string) => boolean | Promise<boolean>;
}

/** An open regular file: it neither blocks nor goes on for ever, unless somebody writes to it for ever. */
export interface RegularFile {
  readonly handle: FileHandle;
  /** Bytes, when it was opened. */
  readonly size: number;
  readonly mode: number;
}

/** A pipe does not block, and no terminal becomes ours. Windows lacks these: there they are undefined, and `|` takes that as 0. */
const careful = constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOCTTY;

/**
 * Runs `use` with the file open.
 * @throws the file system's error; FileRefusal for all that is no regular file on a disk, and for what the rules say no to
 */
export async function withRegularFile<T>(
  path: string,
  rules: OpenRules,
  use: (file: RegularFile) => Promise<T>,
): Promise<T> {
  // Looked at first, because opening alone sets some devices to work.
  const before = rules.links === 'refused' ? await lstat(path) : await stat(path);
  if (before.isSymbolicLink()) throw new FileRefusal('link', 'it is a symbolic link, which is not followed');
  if (!before.isFile()) throw notAFile();
  const handle = await open(path, careful | (rules.links === 'refused' ? constants.O_NOFOLLOW : 0));
  try {
    return await use(await examine(handle, path, rules));
  } finally {
    await handle.close();
  }
}

/** What counts is what was opened: the path may lead elsewhere by now. */
async function examine(handle: FileHandle, path: string, { allows }: OpenRules): Promise<RegularFile> {
  const found = await handle.stat({ bigint: true });
  if (!found.isFile()) throw notAFile();
  if (await isPseudoFile(handle)) throw new FileRefusal('pseudo-file', 'it is no file on a disk');
  if (allows !== undefined) {
    const real = await realpath(path);
    const there = await lstat(real, { bigint: true });
    const isSame = there.dev === found.dev && there.ino === found.ino;
    if (!isSame || isPseudoPath(real) || !(await allows(real)))
      throw new FileRefusal('outside', 'a link leads out of the folder');
  }
  return { handle, size: Number(found.size), mode: Number(found.mode) };
}

function notAFile(): FileRefusal {
  return new FileRefusal('no-file', 'it is not a file');
}
