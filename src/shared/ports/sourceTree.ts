import type { GoModule } from '../model/go/goModule';
import type { GoFolders } from '../model/sourcePaths';

/** What path resolution may know of the file system. A link that leads out of the folders that are open is no file for it. */
export interface SourceTree {
  /** Says which folders an editor has open, in place of what was said before. @param folders absolute */
  openFolders(folders: readonly string[]): void;
  /** Modules below the folders, found by a bounded walk, nested ones included, and the module that encloses each folder. */
  findModules(folders: readonly string[]): Promise<readonly GoModule[]>;
  /** Folders that hold Go files, below the same folders and by the same walk, and in modules that lie elsewhere. */
  findSourceFolders(folders: readonly string[]): Promise<readonly string[]>;
  /** Where Go's own sources and the module cache lie on this machine. */
  findGoFolders(): Promise<GoFolders>;
  isFile(path: string): Promise<boolean>;
  /** @throws LeakLensError `not-found` */
  readText(path: string): Promise<string>;
  /** When a file was last written, ms since 1970; null when it is not there. */
  savedAtMillis(path: string): Promise<number | null>;
  /** Made of a file's date, size and number on disk: as long as it is the same, the text is taken to be. Null when it is not there. */
  stamp(path: string): Promise<string | null>;
  /** Absolute paths, forward slashes, of the .go files that lie in a folder itself: sorted, bounded, empty when it cannot be read. */
  goFiles(directory: string): Promise<readonly string[]>;
}

/** A file of the past. */
export interface HistoryQuestion {
  /** Absolute. */
  readonly path: string;
  /** An object name, 7 to 64 hexadecimal digits. */
  readonly revision: string;
  /** Absolute folders that a person trusts: of a file that really lies in none of them nothing is told. */
  readonly trusted: readonly string[];
}

/** A working copy. */
export interface WorkingCopy {
  /** Absolute folder, forward slashes. */
  readonly top: string;
  /** Addresses of the repositories that it is a copy of, as its settings have them. */
  readonly remotes: readonly string[];
}

/** What version control knows of a file. Runs a program, so it is asked only in trusted workspaces. */
export interface SourceHistory {
  /** The text of the file at the revision; null when it cannot be told, or is kept in another form than on disk. Never throws. */
  textAt(question: HistoryQuestion, signal: AbortSignal): Promise<string | null>;
  /** The working copy that a folder, which a person trusts, is part of; null for none, and where it cannot be told. Never throws. */
  workingCopy(folder: string, signal: AbortSignal): Promise<WorkingCopy | null>;
}
