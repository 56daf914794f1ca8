import { realpath, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { isReallyWithin } from '../../disk/isReallyWithin';

/** The real path of a regular file that lies within one of some folders, links followed; null for any other, and for what is not there. */
export async function fileWithin(folders: readonly string[], path: string): Promise<string | null> {
  const real = await realpath(resolve(path)).catch(() => null);
  if (real === null || !(await stat(real)).isFile()) return null;
  for (const folder of folders) if (await isReallyWithin(real, folder)) return real;
  return null;
}
