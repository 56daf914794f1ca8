import { opendir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { readBytes } from '../../disk/readBytes';
import { withRegularFile } from '../../disk/regularFile';

const maxEntries = 1000;
const maxPrograms = 4;

/** Starts of ELF, Mach-O (either order) and PE files. */
const starts = ['7f454c46', 'feedface', 'feedfacf', 'cefaedfe', 'cffaedfe', '4d5a'];

/** Programs that lie in the folder of a file: one of them may have written it. */
export async function programsBeside(path: string): Promise<readonly string[]> {
  const folder = dirname(resolve(path));
  const found: string[] = [];
  let seen = 0;
  try {
    for await (const entry of await opendir(folder)) {
      seen += 1;
      if (seen > maxEntries || found.length === maxPrograms) break;
      const candidate = join(folder, entry.name);
      if (entry.isFile() && (await isExecutable(candidate))) found.push(candidate);
    }
  } catch {
    // What cannot be listed has none that could be read.
  }
  return found;
}

async function isExecutable(path: string): Promise<boolean> {
  try {
    const start = await withRegularFile(path, {}, ({ handle }) => readBytes(handle, { start: 0, maxBytes: 4 }));
    const hex = start.toString('hex');
    return starts.some((one) => hex.startsWith(one));
  } catch {
    return false;
  }
}
