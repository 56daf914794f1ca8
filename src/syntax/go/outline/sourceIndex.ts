import type { SourceTree } from '../../../shared/ports/sourceTree';
import { GoNames } from './goNames';
import type { GoOutline } from './goOutline';
import { outlineOf } from './outlineOf';

/** What the room needs of the file system. */
export type SourceFolder = Pick<SourceTree, 'readText' | 'stamp' | 'goFiles' | 'findModules' | 'findSourceFolders'>;

/** A Go file as it is on disk. */
export interface IndexedFile {
  /** Absolute, forward slashes. */
  readonly path: string;
  readonly stamp: string;
  readonly text: string;
  readonly outline: GoOutline;
}

/** The Go files of one folder, whatever package they belong to. */
export interface IndexedFolder {
  /** Another number means that a file came, went or changed. */
  readonly version: number;
  /** In the order of their names. */
  readonly files: readonly IndexedFile[];
  /** False when a file was left out: it cannot be read, or there is too much. */
  readonly complete: boolean;
}

/** Some 2 million lines: more is no package. */
const maxFolderCharacters = 64 * 1024 * 1024;
/** Of all folders that are remembered: the texts are most of it, a byte a character. */
const maxCharactersKept = 96 * 1024 * 1024;
const maxFoldersKept = 500;
/** Within this time the files on disk are taken to be what they were; then the disk is asked for their dates. */
const freshMillis = 5000;

interface Entry extends IndexedFolder {
  readonly characters: number;
  checkedAtMillis: number;
}

/**
 * The outlines of Go files, each read once until it changes: whether it has, its date, size and number on disk tell. Cheap enough for
 * a whole workspace, a hundred times cheaper than parsing.
 */
export class SourceIndex {
  readonly names = new GoNames();
  private readonly disk: SourceFolder;
  /** By folder, the last asked for last. */
  private readonly entries = new Map<string, Entry>();
  private versions = 0;

  constructor(disk: SourceFolder) {
    this.disk = disk;
  }

  /** @param directory absolute, forward slashes */
  async folder(directory: string): Promise<IndexedFolder> {
    const known = this.entries.get(directory);
    this.entries.delete(directory);
    const isFresh = known !== undefined && performance.now() - known.checkedAtMillis < freshMillis;
    const entry = isFresh ? known : await this.refresh(directory, known);
    this.entries.set(directory, entry);
    this.trim(entry);
    return entry;
  }

  /** Files came, went or changed: the file or folder is looked at again, or all are. */
  forget(path?: string): void {
    if (path === undefined) {
      this.entries.clear();
      return;
    }
    this.entries.delete(path);
    const directory = directoryOf(path);
    const entry = this.entries.get(directory);
    if (entry === undefined) return;
    const files = entry.files.map((file) => (file.path === path ? { ...file, stamp: '' } : file));
    this.entries.set(directory, { ...entry, files, checkedAtMillis: -Infinity });
  }

  private async refresh(directory: string, known: Entry | undefined): Promise<Entry> {
    const before = new Map((known?.files ?? []).map((file) => [file.path, file]));
    const files: IndexedFile[] = [];
    let characters = 0;
    let complete = true;
    for (const path of await this.disk.goFiles(directory)) {
      const file = characters > maxFolderCharacters ? null : await this.read(path, before.get(path));
      if (file === null) complete = false;
      else files.push(file);
      characters += file?.text.length ?? 0;
    }
    const isSame = known?.files.length === files.length && files.every((file) => before.get(file.path) === file);
    if (!isSame) this.versions += 1;
    const version = isSame ? known.version : this.versions;
    return { version, files, complete, characters, checkedAtMillis: performance.now() };
  }

  private async read(path: string, before: IndexedFile | undefined): Promise<IndexedFile | null> {
    const stamp = await this.disk.stamp(path);
    if (stamp === null) return null;
    if (before?.stamp === stamp) return before;
    const text = await this.disk.readText(path).catch(() => null);
    return text === null ? null : { path, stamp, text, outline: outlineOf(text, this.names) };
  }

  private trim(latest: Entry): void {
    let characters = 0;
    for (const entry of this.entries.values()) characters += entry.characters;
    for (const [directory, entry] of this.entries) {
      if ((characters <= maxCharactersKept && this.entries.size <= maxFoldersKept) || entry === latest) break;
      this.entries.delete(directory);
      characters -= entry.characters;
    }
  }
}

export function directoryOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash <= 0 ? '/' : path.slice(0, slash);
}
