import type { SourceTree } from '../shared/ports';
import { childOf, ofType, textOf } from './goNode';
import type { GoFile } from './goNode';
import { GoPackage } from './goPackage';
import type { ParseGo } from './goParser';

/** What the room needs of the file system. */
export type SourceFolder = Pick<SourceTree, 'readText' | 'isFile' | 'goFiles'>;

/** Larger packages are generated; what is left out makes their answers weaker, never wrong. */
const maxFiles = 200;
/** About 120 bytes each: what a package may take while it is asked about, and what all remembered ones may take together. */
const maxNodesPerPackage = 400_000;
const maxNodesKept = 150_000;
const maxPackagesKept = 24;
/** Within this time the files on disk are taken to be what they were; then they are read again and compared. */
const freshMillis = 2000;

interface Entry {
  readonly goPackage: GoPackage;
  readonly nodes: number;
  /** Text of every file that was read, whether it is part of the package or not. */
  readonly texts: ReadonlyMap<string, string>;
  checkedAtMillis: number;
}

/** Parsed packages, the last asked for last. */
export class PackageCache {
  private readonly folder: SourceFolder;
  private readonly parser: () => Promise<ParseGo>;
  private readonly entries = new Map<string, Entry>();

  constructor(folder: SourceFolder, parser: () => Promise<ParseGo>) {
    this.folder = folder;
    this.parser = parser;
  }

  /** The package of a file and the file in it; null when the file is not there or does not parse. */
  async open(path: string): Promise<{ readonly goPackage: GoPackage; readonly file: GoFile } | null> {
    const entry = await this.entryOf(path);
    const file = entry?.goPackage.files.find((each) => each.path === path);
    return entry === null || file === undefined ? null : { goPackage: entry.goPackage, file };
  }

  forget(path?: string): void {
    if (path === undefined) this.entries.clear();
    else
      for (const [key, { texts }] of this.entries)
        if (key === path || texts.has(path) || directoryOf(key) === directoryOf(path) || directoryOf(key) === path)
          this.entries.delete(key);
  }

  private async entryOf(path: string): Promise<Entry | null> {
    for (const [key, entry] of this.entries)
      if (entry.goPackage.files.some((file) => file.path === path)) {
        this.entries.delete(key);
        if (!(await this.isFresh(entry, path))) break;
        this.entries.set(key, entry);
        return entry;
      }
    const read = await this.read(path);
    if (read !== null) this.remember(path, read);
    return read;
  }

  private async isFresh(entry: Entry, path: string): Promise<boolean> {
    const now = performance.now();
    if (now - entry.checkedAtMillis < freshMillis) return true;
    const texts = await this.readTexts(path);
    if (texts.size !== entry.texts.size) return false;
    for (const [each, text] of texts) if (entry.texts.get(each) !== text) return false;
    entry.checkedAtMillis = now;
    return true;
  }

  private remember(path: string, entry: Entry): void {
    this.entries.set(path, entry);
    let nodes = 0;
    for (const each of this.entries.values()) nodes += each.nodes;
    // The package just asked for stays, however large: the next question is most likely about it.
    for (const [key, each] of this.entries) {
      if ((nodes <= maxNodesKept && this.entries.size <= maxPackagesKept) || each === entry) break;
      this.entries.delete(key);
      nodes -= each.nodes;
    }
  }

  /** The file asked about comes first: it is read whatever the limits leave out. */
  private async readTexts(path: string): Promise<Map<string, string>> {
    const withTests = path.endsWith('_test.go');
    const listed = await this.folder.goFiles(directoryOf(path));
    const others = listed.filter((each) => each !== path && (withTests || !each.endsWith('_test.go')));
    const texts = new Map<string, string>();
    for (const each of [path, ...others].slice(0, maxFiles)) {
      const text = await this.folder.readText(each).catch(() => null);
      if (text !== null) texts.set(each, text);
    }
    return texts;
  }

  private async read(path: string): Promise<Entry | null> {
    const texts = await this.readTexts(path);
    if (!texts.has(path)) return null;
    const parse = await this.parser();
    const files: GoFile[] = [];
    let nodes = 0;
    let complete = texts.size < maxFiles;
    for (const [each, text] of texts) {
      const file = nodes > maxNodesPerPackage ? null : parse(each, text);
      if (file === null && each === path) return null;
      if (file === null) complete = false;
      else if (files[0] === undefined || packageName(file) === packageName(files[0])) {
        files.push(file);
        nodes += file.nodes;
      }
    }
    const name = files[0] === undefined ? '' : packageName(files[0]);
    return { goPackage: new GoPackage(files, { name, complete }), nodes, texts, checkedAtMillis: performance.now() };
  }
}

function directoryOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash <= 0 ? '/' : path.slice(0, slash);
}

function packageName(file: GoFile): string {
  const clause = ofType(file.root, 'package_clause');
  const name = clause === null ? null : (childOf(clause, 'name') ?? clause.children[0] ?? null);
  return name === null ? '' : textOf(name);
}
