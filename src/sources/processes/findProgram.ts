import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { programFolders } from './programPath';

/**
 * Absolute path of a program on a PATH, null when there is none. Relative entries are skipped, and so is the working
 * directory, where Windows would look first: a workspace must not choose what is run.
 */
export async function findProgram(name: string, path: string): Promise<string | null> {
  const file = process.platform === 'win32' ? `${name}.exe` : name;
  for (const folder of programFolders(path)) {
    const candidate = join(folder, file);
    if (await isProgram(candidate)) return candidate;
  }
  return null;
}

async function isProgram(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}
