import { opendir } from 'node:fs/promises';

/** Generated packages reach some hundreds; a folder with more entries than this is no source folder that people read. */
const maxEntries = 5000;

/**
 * Absolute paths, forward slashes, of the .go files that lie in a folder itself, sorted by name. Names that begin with a dot
 * or an underscore are left out, as the go tool leaves them out. Empty for a folder that cannot be read.
 */
export async function listGoFiles(directory: string, limit: number = maxEntries): Promise<readonly string[]> {
  const top = directory.replaceAll('\\', '/').replace(/\/+$/, '');
  const found: string[] = [];
  let left = limit;
  try {
    for await (const entry of await opendir(directory)) {
      if (left <= 0) break;
      left -= 1;
      // What a link leads to is looked at when it is read.
      if ((entry.isFile() || entry.isSymbolicLink()) && isGoFile(entry.name)) found.push(`${top}/${entry.name}`);
    }
  } catch {
    // A folder that cannot be read, or went away meanwhile, holds no source for us.
  }
  return found.sort();
}

function isGoFile(name: string): boolean {
  return name.endsWith('.go') && !name.startsWith('.') && !name.startsWith('_');
}
