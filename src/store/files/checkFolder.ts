import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { writeNewFile } from './durableFile';
import { makeFolders, removeFolders } from './makeFolders';
import { randomName } from './safeName';

/** A name for what is not whole yet, in the folder of what it will be. */
export function draftIn(folder: string): string {
  return join(folder, `.draft-${randomName()}`);
}

/**
 * Whether a file can be made there, only making one tells: permissions, quotas and special file systems say no in their own ways. What
 * was made for that is taken away again.
 *
 * @param mode of folders that have to be made
 * @throws what the file system says
 */
export async function checkFolder(folder: string, mode?: number): Promise<void> {
  const made = await makeFolders(folder, mode);
  const draft = draftIn(folder);
  try {
    await writeNewFile(draft, Buffer.from('leaklens'));
  } finally {
    await rm(draft, { force: true });
    await removeFolders(made);
  }
}
