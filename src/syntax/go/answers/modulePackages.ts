import type { SourceFolder } from '../outline/sourceIndex';
import { directoryOf } from '../outline/sourceIndex';

/** Of a larger repository, who calls what is not looked for: its folders would not stay in memory. */
const maxFolders = 400;
const keptMillis = 60_000;

/** The packages of a module, and of those that a go.work joins with it or a `replace` puts in another's place. */
export interface ModuleFolders {
  /** Folder of a package by its import path; null for one that does not lie here. */
  folderOf(importPath: string): string | null;
  importPathOf(folder: string): string | null;
  /** All that hold Go files; empty where they are too many to be looked through. */
  readonly folders: readonly string[];
}

interface Kept {
  readonly atMillis: number;
  readonly found: Promise<ModuleFolders>;
}

/** Finds the packages that can be imported from a file as what they are here: by no guess, and by no version from elsewhere. */
export class ModulePackages {
  private readonly disk: Pick<SourceFolder, 'findModules' | 'findSourceFolders'>;
  private readonly kept = new Map<string, Kept>();

  constructor(disk: Pick<SourceFolder, 'findModules' | 'findSourceFolders'>) {
    this.disk = disk;
  }

  of(path: string): Promise<ModuleFolders> {
    const folder = directoryOf(path);
    const now = performance.now();
    for (const [each, { atMillis }] of this.kept) if (now - atMillis > keptMillis) this.kept.delete(each);
    const known = this.kept.get(folder)?.found ?? this.read(folder);
    if (!this.kept.has(folder)) this.kept.set(folder, { atMillis: now, found: known });
    return known;
  }

  forget(): void {
    this.kept.clear();
  }

  private async read(folder: string): Promise<ModuleFolders> {
    const found = await this.disk.findModules([folder]);
    // A module below is joined by a go.work or a `replace`, or is another program.
    const modules = found.filter(({ joinedBy, directory }) => joinedBy !== undefined || isWithin(folder, directory));
    const tops = modules.map(({ directory }) => directory);
    // A module that lies in another one is not part of it: the outer one may import another version.
    const nested = (await this.disk.findModules(tops)).map(({ directory }) => directory);
    const isTop = new Set(tops);
    const moduleOf = (path: string) => {
      const around = nested.filter((directory) => isWithin(path, directory));
      const nearest = around.reduce((longest, each) => (each.length > longest.length ? each : longest), '');
      return isTop.has(nearest) ? (modules.find(({ directory }) => directory === nearest) ?? null) : null;
    };
    const importPathOf = (path: string) => {
      const module = moduleOf(path);
      return module === null ? null : `${module.path}${path.slice(module.directory.length)}`;
    };
    const folders = (await this.disk.findSourceFolders(tops)).filter((path) => importPathOf(path) !== null);
    const byImport = new Map(folders.map((path) => [importPathOf(path) ?? '', path]));
    return {
      folderOf: (path) => byImport.get(path) ?? null,
      importPathOf,
      folders: folders.length > maxFolders ? [] : folders,
    };
  }
}

function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith('/') ? folder : `${folder}/`);
}
