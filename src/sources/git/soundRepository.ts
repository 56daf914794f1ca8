import { lstat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { readRegularFile } from '../../disk/readRegularFile';
import { withRegularFile } from '../../disk/regularFile';

/** What git reads to its end before it answers anything, whatever it is and however long (as of 2.52). */
const readWhole: readonly string[] = [
  'HEAD',
  'config',
  'config.worktree',
  'commondir',
  'packed-refs',
  'shallow',
  'index',
  'info/attributes',
  'info/grafts',
  'objects/info/alternates',
  'objects/info/commit-graph',
];
/** The index and the packed references of the largest repositories have some hundred megabytes. */
const maxBytes = 1024 ** 3;
const maxParents = 64;
const maxPointerBytes = 4096;

/** False for a repository whose own files are pipes or devices, which would keep git busy; true when there is none. */
export async function isSoundRepository(folder: string): Promise<boolean> {
  const place = await repositoryAround(folder);
  if (place === null) return true;
  for (const directory of await gitFolders(place)) {
    for (const name of readWhole) if (!(await isSound(join(directory, name)))) return false;
  }
  return true;
}

/** The nearest `.git`, as git finds it. */
async function repositoryAround(folder: string): Promise<string | null> {
  let parent = folder;
  for (let step = 0; step < maxParents; step += 1) {
    const place = join(parent, '.git');
    if ((await lstat(place).catch(() => null)) !== null) return place;
    if (dirname(parent) === parent) return null;
    parent = dirname(parent);
  }
  return null;
}

/** A worktree and a submodule have a file that points at the folder (`gitdir: …`), and that may point at another (`commondir`). */
async function gitFolders(place: string): Promise<readonly string[]> {
  const own = (await firstLine(place))?.replace(/^gitdir: /, '');
  const folder = own === undefined ? place : resolve(dirname(place), own);
  const common = await firstLine(join(folder, 'commondir'));
  return common === undefined ? [folder] : [folder, resolve(folder, common)];
}

async function firstLine(path: string): Promise<string | undefined> {
  const bytes = await readRegularFile(path, { maxBytes: maxPointerBytes }).catch(() => null);
  return bytes?.toString('utf8').split(/\r?\n/)[0];
}

async function isSound(path: string): Promise<boolean> {
  try {
    return await withRegularFile(path, {}, ({ size }) => Promise.resolve(size <= maxBytes));
  } catch (error) {
    return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
  }
}
