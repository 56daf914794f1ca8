import { directoryOf } from '../outline/sourceIndex';
import type { LibraryFiles } from './libraryFiles';

const maxParents = 24;

/** Import paths of folders, by the go.mod above them. */
export class ImportPaths {
  private readonly files: Pick<LibraryFiles, 'textOf'>;
  private readonly known = new Map<string, string | null>();

  constructor(files: Pick<LibraryFiles, 'textOf'>) {
    this.files = files;
  }

  /** Null where no go.mod lies above. */
  async of(folder: string, depth = 0): Promise<string | null> {
    const known = this.known.get(folder);
    if (known !== undefined) return known;
    const mod = await this.files.textOf(`${folder}/go.mod`);
    const own = mod === null ? null : (/^\s*module\s+"?([^\s"]+)/m.exec(mod.text)?.[1] ?? null);
    const above =
      own === null && folder !== '/' && depth < maxParents ? await this.of(directoryOf(folder), depth + 1) : null;
    const path = own ?? (above === null ? null : `${above}${folder.slice(folder.lastIndexOf('/'))}`);
    this.known.set(folder, path);
    return path;
  }
}
