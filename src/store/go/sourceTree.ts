import type { Stats } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { LeakLensError } from '../../shared/model/errors';
import type { SourceTree } from '../../shared/ports/sourceTree';
import { findGoFolders } from './findGoFolders';
import { findModules, findSourceFolders } from './findModules';
import { listGoFiles } from './listGoFiles';
import { readTextFile } from '../files/readTextFile';
import { SourceRoots } from './sourceRoots';

/**
 * The workspace's files, as path resolution needs them. Of files nothing is remembered: they come and go while a person
 * works. Which folders they may be read from is.
 */
export function createSourceTree(): SourceTree & { readonly openedFolders: () => readonly string[] } {
  const roots = new SourceRoots();
  return {
    openFolders: (folders) => roots.name('open', folders),
    openedFolders: () => roots.namedAs('open').map((folder) => folder.replaceAll('\\', '/')),
    async findModules(folders) {
      const modules = await findModules(folders);
      const directories = modules.map(({ directory }) => directory);
      roots.name('module', directories);
      return modules;
    },
    findSourceFolders: (folders) => findSourceFolders(folders),
    async findGoFolders() {
      const found = await findGoFolders();
      // Distributions may put the sources elsewhere, and a link in their place.
      const goRoots = found.roots.flatMap(({ path }) => [path, `${path}/src`]);
      roots.name('go', [...goRoots, ...found.moduleCaches]);
      return found;
    },
    isFile: async (path) => (await sourceAt(path, roots)) !== null,
    readText: (path) => readText(path, roots),
    savedAtMillis: async (path) => (await sourceAt(path, roots))?.mtimeMs ?? null,
    stamp: async (path) => stampOf(await sourceAt(path, roots)),
    async goFiles(directory) {
      const real = await realpath(directory).catch(() => null);
      return real !== null && (await roots.allowsFolder(directory, real)) ? listGoFiles(directory) : [];
    },
  };
}

/** A link to a file counts, as long as it stays in the same folder: that is how some build tools lay out their sources. */
async function sourceAt(path: string, roots: SourceRoots) {
  try {
    const found = await stat(path);
    return found.isFile() && (await roots.allowsFile(path, await realpath(path))) ? found : null;
  } catch {
    return null;
  }
}

function stampOf(found: Stats | null): string | null {
  return found === null ? null : `${found.mtimeMs} ${found.size} ${found.ino}`;
}

const maxSourceBytes = 8 * 1024 * 1024;

/** @throws LeakLensError `not-found`, also for a folder and for what no source may be read from; `too-large` above 8 MB */
async function readText(path: string, roots: SourceRoots): Promise<string> {
  if ((await sourceAt(path, roots)) === null)
    throw new LeakLensError({ kind: 'not-found', subject: path, detail: 'there is no such file' });
  return readTextFile(path, maxSourceBytes, (real) => roots.allowsFile(path, real));
}
