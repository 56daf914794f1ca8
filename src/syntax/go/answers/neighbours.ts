import { groupedBy } from '../../../shared/base/groupedBy';
import type { GoesTo } from '../holders/border';
import { mention } from '../outline/goOutline';
import { directoryOf, type IndexedFile, type SourceIndex } from '../outline/sourceIndex';
import type { ModuleFolders } from './modulePackages';

/** The files of a package, all of them. */
export interface Neighbour {
  /** Import path; for a program its folder. */
  readonly path: string;
  readonly folder: string;
  readonly version: number;
  readonly files: readonly IndexedFile[];
}

/** Types with a method of a name in more packages than this tell nothing. */
const mostImplementers = 6;

/** The packages of the module that a value goes on into. */
export class Neighbours {
  private readonly index: Pick<SourceIndex, 'folder' | 'names'>;
  private readonly module: ModuleFolders;

  constructor(index: Pick<SourceIndex, 'folder' | 'names'>, module: ModuleFolders) {
    this.index = index;
    this.module = module;
  }

  async of(goesTo: GoesTo): Promise<readonly Neighbour[]> {
    const found: Neighbour[] = [];
    for (const path of goesTo.imports) {
      const folder = this.module.folderOf(path);
      const imported = folder === null ? null : await this.imported(folder, path);
      if (imported !== null) found.push(imported);
    }
    for (const { path, name } of goesTo.callersOf) found.push(...(await this.callers(directoryOf(path), name)));
    for (const name of goesTo.implementers) found.push(...(await this.implementers(name)));
    return [...new Map(found.map((each) => [each.path, each])).values()];
  }

  /** Null where the folder has not exactly one package that can be imported, or not all of it can be read. */
  private async imported(folder: string, path: string): Promise<Neighbour | null> {
    const packages = (await this.packagesIn(folder)).filter(({ files: [first] }) => nameOf(first) !== 'main');
    const [only] = packages;
    return only === undefined || packages.length > 1 ? null : { ...only, path };
  }

  /** Those that import the package of the function and mention it. */
  private async callers(folder: string, name: string): Promise<readonly Neighbour[]> {
    const imported = this.module.importPathOf(folder);
    return imported === null
      ? []
      : this.where((file) => file.outline.imports.includes(imported) && this.mentions(file, name));
  }

  private async implementers(name: string): Promise<readonly Neighbour[]> {
    const code = this.index.names.of(name);
    const found = await this.where(({ outline }) =>
      outline.parts.some(({ kind, names }) => kind === 'method' && names.includes(code)),
    );
    return found.length > mostImplementers ? [] : found;
  }

  private mentions({ outline }: IndexedFile, name: string): boolean {
    const code = mention(this.index.names.of(name), 'selected');
    return outline.parts.some(({ mentions, inside }) => mentions.includes(code) || inside.includes(code));
  }

  private async where(isWanted: (file: IndexedFile) => boolean): Promise<readonly Neighbour[]> {
    const found: Neighbour[] = [];
    for (const folder of this.module.folders)
      found.push(...(await this.packagesIn(folder)).filter(({ files }) => files.some(isWanted)));
    return found;
  }

  private async packagesIn(folder: string): Promise<readonly Neighbour[]> {
    const { files, version, complete } = await this.index.folder(folder);
    if (!complete) return [];
    const own = files.filter(({ path }) => !path.endsWith('_test.go'));
    return [...groupedBy(own, (file) => nameOf(file))].map(([name, some]) => ({
      path: name === 'main' ? folder : (this.module.importPathOf(folder) ?? folder),
      folder,
      version,
      files: some,
    }));
  }
}

function nameOf(file: IndexedFile | undefined): string {
  return file?.outline.packageName ?? '';
}
