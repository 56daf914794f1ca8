import { directoryOf, type SourceIndex } from '../outline/sourceIndex';
import type { ImportPaths } from './importPaths';
import { baseName } from '../../../shared/base/fileLine';

/** More packages than one program of a workspace has. */
const maxPackages = 5000;

/**
 * The folders of a workspace whose packages are compiled into one program: its main package, and what that imports, and so on.
 * A repository may hold dozens of programs that open the same kind of thing, and only one of them is being watched.
 */
export class CompiledFolders {
  private readonly index: Pick<SourceIndex, 'folder'>;
  private readonly imports: ImportPaths;

  constructor(index: Pick<SourceIndex, 'folder'>, imports: ImportPaths) {
    this.index = index;
    this.imports = imports;
  }

  /**
   * @param mainPath a file of the main package
   * @param folders those of the workspace that hold Go files
   */
  async of(mainPath: string, folders: readonly string[]): Promise<readonly string[]> {
    const byName = await this.byLastElement(folders);
    const compiled = new Set([directoryOf(mainPath)]);
    // A set is walked through with what is added on the way.
    for (const folder of compiled) {
      if (compiled.size >= maxPackages) break;
      const { files } = await this.index.folder(folder);
      const imported = new Set(files.filter(isCompiled).flatMap(({ outline }) => outline.imports));
      for (const path of imported)
        for (const candidate of byName.get(baseName(path)) ?? [])
          if (!compiled.has(candidate) && (await this.imports.of(candidate)) === path) compiled.add(candidate);
    }
    const isOpen = new Set(folders);
    return [...compiled].filter((folder) => isOpen.has(folder));
  }

  /** By the last element of their import path, which need not be the folder's name: that of a module's root is what go.mod says. */
  private async byLastElement(folders: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
    const byName = new Map<string, string[]>();
    for (const folder of folders) {
      const name = baseName((await this.imports.of(folder)) ?? folder);
      const known = byName.get(name);
      if (known === undefined) byName.set(name, [folder]);
      else known.push(folder);
    }
    return byName;
  }
}

function isCompiled({ path }: { readonly path: string }): boolean {
  return !path.endsWith('_test.go');
}
