import { mkdir, rmdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { errorCode, isMissing } from './storeError';

/**
 * Makes a folder, and those above it that are missing; what was made goes again when not all can be. Not by `mkdir` with
 * `recursive`: Node makes the parent anew for as long as the system answers ENOENT (src/node_file.cc, MKDirpAsync), and in
 * /proc it does so for ever.
 * @returns the folders made, outermost first. @throws the file system's error; EEXIST for a link that leads nowhere
 */
export async function makeFolders(path: string, mode?: number): Promise<readonly string[]> {
  const made: string[] = [];
  try {
    for (const folder of await missingFolders(path)) if (await makeOne(folder, mode)) made.push(folder);
    return made;
  } catch (error) {
    await removeFolders(made);
    throw error;
  }
}

/** Takes back what `makeFolders` made. What is not empty any more stays. */
export async function removeFolders(made: readonly string[]): Promise<void> {
  for (const folder of made.toReversed()) await rmdir(folder).catch(() => undefined);
}

/** Outermost first. Ends at the root, which is always there. */
async function missingFolders(path: string): Promise<readonly string[]> {
  const missing: string[] = [];
  let folder = path;
  while (!(await isThere(folder)) && dirname(folder) !== folder) {
    missing.unshift(folder);
    folder = dirname(folder);
  }
  return missing;
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    (error: unknown) => {
      if (isMissing(errorCode(error))) return false;
      throw error;
    },
  );
}

/** False when somebody else made it meanwhile. */
async function makeOne(path: string, mode: number | undefined): Promise<boolean> {
  try {
    await mkdir(path, { mode });
    return true;
  } catch (error) {
    if (errorCode(error) !== 'EEXIST' || !(await isThere(path))) throw error;
    return false;
  }
}
