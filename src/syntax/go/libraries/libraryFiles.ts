import type { GoFile } from '../tree/goNode';
import { packageName } from '../tree/packageName';
import { GoPackage } from '../package/goPackage';
import type { ParseGo } from '../tree/goParser';
import { directoryOf, type SourceFolder, type SourceIndex } from '../outline/sourceIndex';

/** Beyond, the files that are asked about are parsed, and the rest of their package is not. */
const maxPackageCharacters = 1_000_000;
/** Folders and text that are looked through for one answer; larger repositories are looked through in part. */
const maxFolders = 5000;
const maxCharacters = 64 * 1024 * 1024;

export interface SourceText {
  readonly path: string;
  readonly text: string;
}

/** The Go files of some folders, and packages made of them. */
export class LibraryFiles {
  private readonly disk: Pick<SourceFolder, 'readText'>;
  private readonly index: Pick<SourceIndex, 'folder'>;
  private readonly parser: () => Promise<ParseGo>;

  constructor(
    disk: Pick<SourceFolder, 'readText'>,
    index: Pick<SourceIndex, 'folder'>,
    parser: () => Promise<ParseGo>,
  ) {
    this.disk = disk;
    this.index = index;
    this.parser = parser;
  }

  /** Files whose text is as asked, tests left out. */
  async matching(folders: readonly string[], isWanted: (file: SourceText) => boolean): Promise<readonly SourceText[]> {
    const found: SourceText[] = [];
    let characters = 0;
    for (const folder of folders.slice(0, maxFolders)) {
      for (const file of await this.textsOf(folder)) {
        characters += file.text.length;
        if (isWanted(file)) found.push(file);
      }
      if (characters > maxCharacters) break;
    }
    return found;
  }

  /** The package of some files of one folder, whole where it is not large; null when none of them parses. */
  async packageOf(wanted: readonly SourceText[]): Promise<GoPackage | null> {
    const [first] = wanted;
    if (first === undefined) return null;
    const parse = await this.parser();
    const paths = new Set(wanted.map(({ path }) => path));
    const others = (await this.textsOf(directoryOf(first.path))).filter(({ path }) => !paths.has(path));
    const files: GoFile[] = [];
    let characters = 0;
    let complete = true;
    for (const [at, { path, text }] of [...wanted, ...others].entries()) {
      const isTooMuch = at >= wanted.length && characters + text.length > maxPackageCharacters;
      const file = isTooMuch ? null : parse(path, text);
      if (file === null) complete = false;
      else if (files[0] === undefined || packageName(file) === packageName(files[0])) {
        files.push(file);
        characters += text.length;
      }
    }
    return files[0] === undefined ? null : new GoPackage(files, { name: packageName(files[0]), complete });
  }

  async textOf(path: string): Promise<SourceText | null> {
    const text = await this.disk.readText(path).catch(() => null);
    return text === null ? null : { path, text };
  }

  private async textsOf(folder: string): Promise<readonly SourceText[]> {
    const { files } = await this.index.folder(folder);
    return files.filter(({ path }) => !path.endsWith('_test.go'));
  }
}
