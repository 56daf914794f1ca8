import { chmod, lstat, readdir } from 'node:fs/promises';
import process from 'node:process';
import { LeakLensError } from '../../shared/model/errors';
import { privateFolder } from './durableFile';
import { makeFolders } from './makeFolders';
import { errorCode, isMissing } from './storeError';

/**
 * Folders of the store itself. What they are reached through is the person's own affair, but they themselves are real
 * folders: behind a symbolic link somebody else may decide what is read, written and deleted.
 */

/** Makes the folder, or takes the one that is there, for its owner alone. @throws LeakLensError `store` for a link or a file; else the file system's error */
export async function makeOwnFolder(path: string): Promise<void> {
  await makeFolders(path, privateFolder).catch((error: unknown) => {
    // A link that leads nowhere, or a file: said below, in our words.
    if (errorCode(error) !== 'EEXIST') throw error;
  });
  const { mode } = await assertFolder(path);
  const openToOthers = (mode & 0o077) !== 0 && process.platform !== 'win32';
  if (openToOthers) await chmod(path, privateFolder);
}

/** Names in a folder of the store; none when it is not there yet. @throws as `makeOwnFolder` */
export async function namesInOwnFolder(path: string): Promise<string[]> {
  try {
    await assertFolder(path);
    return await readdir(path);
  } catch (error) {
    if (isMissing(errorCode(error))) return [];
    throw error;
  }
}

/** Passes for a folder that is missing. @throws as `makeOwnFolder` */
export async function assertNotLinked(path: string): Promise<void> {
  await assertFolder(path).catch((error: unknown) => {
    if (!isMissing(errorCode(error))) throw error;
  });
}

async function assertFolder(path: string) {
  const stat = await lstat(path);
  if (stat.isDirectory()) return stat;
  const detail = stat.isSymbolicLink() ? 'it is a symbolic link, which is not followed' : 'it is not a folder';
  throw new LeakLensError({ kind: 'store', subject: path, detail });
}
