import { dirname, isAbsolute, join, resolve, sep } from 'node:path';
import { isReallyWithin } from '../../disk/isReallyWithin';
import type { GoModule } from '../../shared/model/go/goModule';
import type { GoModuleVersion, GoReplacement } from '../../shared/model/sourcePaths';
import { parseGoFile, parseVendoredModules, type GoFile } from './parseGoFile';
import { readTextFile } from '../files/readTextFile';
import { walkFolders } from './walkFolders';

const maxGoFileBytes = 4 * 1024 * 1024;
const maxParents = 16;
const maxEntries = 20_000;
/** A go.work or go.mod that names more folders than this is nobody's. */
const maxModules = 2_000;

/**
 * The Go modules in and below the folders, nearest to the top first, nested ones included; for a folder that lies inside a
 * module or a workspace of modules, those; and the folders that a go.work or a `replace` names, wherever they lie.
 * Symbolic links to folders are not followed below the folders, and a go.mod or go.work that is one counts as long as it stays in
 * its own folder or in those.
 */
export async function findModules(folders: readonly string[], entries = maxEntries): Promise<readonly GoModule[]> {
  const tops = [...new Set(folders.map((path) => resolve(path)))];
  const finder = new ModuleFinder(tops);
  const budget = { entriesLeft: entries };
  const works: string[] = [];
  for (const folder of tops) {
    await finder.add(await finder.enclosing(folder, 'go.mod'));
    const work = await finder.enclosing(folder, 'go.work');
    if (work !== null) works.push(work);
    for (const found of await walkFolders(folder, budget)) {
      if (found.hasGoMod) await finder.add(found.directory);
      if (found.hasGoWork) works.push(found.directory);
    }
  }
  for (const directory of new Set(works)) await finder.addWork(directory);
  await finder.addReplaced();
  return finder.modules();
}

/** Folders that hold Go files, by the same walk, and in modules that lie elsewhere. */
export async function findSourceFolders(folders: readonly string[], entries = maxEntries): Promise<readonly string[]> {
  const budget = { entriesLeft: entries };
  const found = new Set<string>();
  const modules = (await findModules(folders, entries)).filter(({ joinedBy }) => joinedBy !== undefined);
  const tops = [...folders.map((path) => resolve(path)), ...modules.map(({ directory }) => directory)];
  for (const top of new Set(tops)) {
    for (const { directory, hasGoFiles } of await walkFolders(top, budget))
      if (hasGoFiles) found.add(slashed(directory));
  }
  return [...found];
}

/** Collects modules by folder, each once: what lies in the workspace's folders is asked for before what they name. */
class ModuleFinder {
  private readonly found = new Map<string, GoModule>();
  private readonly tops: readonly string[];

  /** @param tops the workspace's folders */
  constructor(tops: readonly string[]) {
    this.tops = tops;
  }

  modules(): readonly GoModule[] {
    return [...this.found.values()].map((module) => ({
      ...module,
      directory: slashed(module.directory),
      ...(module.replaces !== undefined && { replaces: module.replaces.map(slashedReplacement) }),
    }));
  }

  async add(directory: string | null, joinedBy?: GoModule['joinedBy']): Promise<void> {
    if (directory === null || this.found.has(directory) || this.found.size >= maxModules) return;
    const file = await this.readGoFile(directory, 'go.mod');
    if (file === null || file.module === null) return;
    const { module: path, requires, replaces } = file;
    const vendored = await this.readVendored(directory);
    this.found.set(directory, {
      path,
      directory,
      ...(joinedBy !== undefined && { joinedBy }),
      ...(replaces.length > 0 && { replaces }),
      ...(requires.length > 0 && { requires }),
      ...(vendored.length > 0 && { vendored }),
    });
  }

  /** The modules that a go.work joins; what it replaces holds for each of them. */
  async addWork(directory: string): Promise<void> {
    const file = await this.readGoFile(directory, 'go.work');
    if (file === null) return;
    for (const used of file.uses.slice(0, maxModules)) {
      await this.add(used, 'go.work');
      this.replaceIn(used, file.replaces);
    }
  }

  /** Folders that stand in for a module. Only those named by a module of the workspace itself: the go tool ignores others. */
  async addReplaced(): Promise<void> {
    for (const { replaces = [] } of this.modules()) {
      for (const { directory } of replaces.slice(0, maxModules)) await this.add(directory, 'replace');
    }
  }

  /** The nearest parent that has such a file, as the go tool would find it from inside the folder. */
  async enclosing(folder: string, name: 'go.mod' | 'go.work'): Promise<string | null> {
    let directory = folder;
    for (let level = 0; level < maxParents && dirname(directory) !== directory; level += 1) {
      const file = await this.readGoFile(directory, name);
      if (file !== null && (name === 'go.work' || file.module !== null)) return directory;
      directory = dirname(directory);
    }
    return null;
  }

  private async readGoFile(directory: string, name: 'go.mod' | 'go.work'): Promise<GoFile | null> {
    const inFolder = (path: string) => (isAbsolute(path) ? resolve(path) : resolve(directory, path));
    const text = await this.read(directory, name);
    return text === null ? null : parseGoFile(text, inFolder);
  }

  private async readVendored(directory: string): Promise<readonly GoModuleVersion[]> {
    const text = await this.read(directory, join('vendor', 'modules.txt'));
    return text === null ? [] : parseVendoredModules(text);
  }

  /** Null for a file that is not there, cannot be read, or really lies elsewhere. */
  private async read(directory: string, name: string): Promise<string | null> {
    const allows = async (real: string) => {
      for (const folder of [directory, ...this.tops]) if (await isReallyWithin(real, folder)) return true;
      return false;
    };
    return readTextFile(join(directory, name), maxGoFileBytes, allows).catch(() => null);
  }

  private replaceIn(directory: string, replaces: readonly GoReplacement[]): void {
    const module = this.found.get(directory);
    if (module !== undefined && replaces.length > 0)
      this.found.set(directory, { ...module, replaces: [...replaces, ...(module.replaces ?? [])] });
  }
}

function slashedReplacement(replacement: GoReplacement): GoReplacement {
  const { directory } = replacement;
  return directory === null ? replacement : { ...replacement, directory: slashed(directory) };
}

/** Paths have forward slashes everywhere in LeakLens; a backslash is part of a name where it separates nothing. */
function slashed(path: string): string {
  return sep === '\\' ? path.replaceAll(sep, '/') : path;
}
