import type { HolderPlace } from '../../../shared/model/holder';
import type { RetentionFacts, RetentionQuestion } from '../../../shared/model/go/retention';
import { ImportPaths } from '../libraries/importPaths';
import type { LibraryFiles } from '../libraries/libraryFiles';
import type { SourceIndex } from '../outline/sourceIndex';
import type { GoPackage } from '../package/goPackage';
import { mentionedPackages } from './retainedNames';
import { retainedWalk } from './retainedWalk';

/** Folders that are looked through, and packages that are parsed, for one answer. */
const maxFolders = 5000;
const maxPackages = 80;

/** Finds where what retains memory is declared. */
export class RetainedAnswerer {
  private readonly files: LibraryFiles;
  private readonly index: Pick<SourceIndex, 'folder'>;

  constructor(files: LibraryFiles, index: Pick<SourceIndex, 'folder'>) {
    this.files = files;
    this.index = index;
  }

  async explain({ chains, folders }: RetentionQuestion): Promise<RetentionFacts> {
    const packages = await this.packages(new Set(chains.flatMap(mentionedPackages)), folders);
    const found = new Map<string, HolderPlace | null>();
    for (const chain of chains)
      retainedWalk(chain, (path) => packages.get(path) ?? []).forEach((place, at) => {
        const frame = chain[at] ?? '';
        const before = found.get(frame);
        const isSame = before === undefined || (before?.path === place?.path && before?.line === place?.line);
        found.set(frame, isSame ? place : null);
      });
    return { places: [...found].flatMap(([frame, place]) => (place === null ? [] : [[frame, place] as const])) };
  }

  private async packages(
    wanted: ReadonlySet<string>,
    folders: readonly string[],
  ): Promise<ReadonlyMap<string, readonly GoPackage[]>> {
    const imports = new ImportPaths(this.files);
    const found = new Map<string, GoPackage[]>();
    let count = 0;
    for (const folder of folders.slice(0, maxFolders)) {
      const { files } = await this.index.folder(folder);
      const own = files.filter(({ path }) => !path.endsWith('_test.go'));
      const path = own[0]?.outline.packageName === 'main' ? 'main' : await imports.of(folder);
      if (path === null || !wanted.has(path) || count >= maxPackages) continue;
      const goPackage = await this.files.packageOf(own.slice(0, 1));
      if (goPackage === null) continue;
      count += 1;
      found.set(path, [...(found.get(path) ?? []), goPackage]);
    }
    return found;
  }
}
