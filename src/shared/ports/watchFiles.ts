import type { Baseline, IgnoreRule } from '../model/finding';
import type { SnapshotFileName, SnapshotManifest } from '../model/snapshot';

/** The rules for findings that a person does not want to see, and where they stand. */
export interface IgnoreFile {
  /** Absolute. */
  readonly path: string;
  readonly rules: readonly IgnoreRule[];
}

/** Finds ignore files. */
export interface IgnoreFiles {
  /**
   * The nearest one: in the folder, or in one above it up to the first that holds `.git`; null when there is none.
   * @throws LeakLensError `unreadable`, `too-large`, `store`
   */
  nearest(directory: string): Promise<IgnoreFile | null>;
}

/** Baselines on disk, one a folder. */
export interface BaselineFolders {
  /** Null when the folder, or the baseline in it, is not there yet. @throws LeakLensError `unreadable`, `too-large`, `store` */
  read(directory: string): Promise<Baseline | null>;
  /** Whether a baseline could be written there. Leaves nothing behind. @throws LeakLensError `store` */
  check(directory: string): Promise<void>;
  /** Makes the folder when it is missing; replaces an earlier baseline in one step. Answers the file's path. @throws LeakLensError `store` */
  write(directory: string, baseline: Baseline): Promise<string>;
}

/** A snapshot in a folder of a person's choice, as the command `capture` wrote it. */
export interface Capture extends SnapshotManifest {
  /** As stored. @throws LeakLensError */
  read(file: SnapshotFileName): Promise<Uint8Array>;
}

export interface CaptureReader {
  /** Null when the folder holds none. @throws LeakLensError `unreadable`, `store` */
  open(directory: string): Promise<Capture | null>;
}
