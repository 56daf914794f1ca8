import { stat } from 'node:fs/promises';
import { dirname, extname, join, resolve } from 'node:path';
import { isReallyWithin, isWithin } from '../../disk/isReallyWithin';
import { isPseudoPath } from '../../disk/pseudoFileSystem';

/** Deeper than any folder a person made. */
const maxParents = 64;

/** Who named a folder: an editor opened it, it has a go.mod, or Go keeps its library or the modules of others there. */
type NamedAs = 'open' | 'module' | 'go';

/**
 * The folders that sources are read from. Each was named by a person, a go.mod or a go.work, and may itself be a link. What
 * lies below one is read where it really is, and that has to be below the same folder: a link that leads out of it leads to
 * nothing. A path below none of them has to stay in every module around it, or in its own folder when there is none.
 */
export class SourceRoots {
  private readonly named = new Map<NamedAs, readonly string[]>();

  /** Replaces what was named so before. @param folders absolute */
  name(as: NamedAs, folders: readonly string[]): void {
    this.named.set(as, [...new Set(folders.map((folder) => resolve(folder)))]);
  }

  /** Folders that were named so last. */
  namedAs(as: NamedAs): readonly string[] {
    return this.named.get(as) ?? [];
  }

  /**
   * Whether the file that a path leads to may be read for that path. A link makes no source of another kind of file.
   * @param real the path with all links resolved
   */
  async allowsFile(path: string, real: string): Promise<boolean> {
    return extname(real) === extname(path) && (await this.allows(resolve(path), real));
  }

  allowsFolder(path: string, real: string): Promise<boolean> {
    // It has to lie in the same folders as a file in it.
    return this.allows(join(resolve(path), 'any'), join(real, 'any'));
  }

  private async allows(path: string, real: string): Promise<boolean> {
    if (isPseudoPath(real)) return false;
    if (real === path) return true;
    const around = [...this.named.values()].flat().filter((folder) => isWithin(path, folder));
    if (around.length === 0) return isReallyWithinAll(real, await modulesAround(path));
    for (const folder of around) if (await isReallyWithin(real, folder)) return true;
    return false;
  }
}

async function isReallyWithinAll(real: string, folders: readonly string[]): Promise<boolean> {
  for (const folder of folders) if (!(await isReallyWithin(real, folder))) return false;
  return true;
}

async function modulesAround(path: string): Promise<readonly string[]> {
  const modules: string[] = [];
  let folder = dirname(path);
  for (let step = 0; step < maxParents && dirname(folder) !== folder; step += 1) {
    if (await isFile(join(folder, 'go.mod'))) modules.push(folder);
    folder = dirname(folder);
  }
  return modules.length > 0 ? modules : [dirname(path)];
}

function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}
