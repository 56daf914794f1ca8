import type { Baseline, IgnoreRule } from '../model/finding';
import type { NewMoment, PastMoment } from '../model/pastMoment';
import type { SeriesPoint } from '../model/series/series';
import type { StoredSnapshot, SnapshotFileName, SnapshotAbout } from '../model/snapshot';
import type { Target } from '../model/target/target';
import type { IgnoreFiles } from './watchFiles';

/** Snapshots on disk. A snapshot is listed only once it is whole. */
export interface SnapshotStore {
  begin(target: Target): Promise<SnapshotDraft>;
  /** Newest first. Entries that cannot be read are left out, never fatal. */
  list(): Promise<readonly StoredSnapshot[]>;
  /** @throws LeakLensError `not-found` */
  get(id: string): Promise<StoredSnapshot>;
  read(id: string, file: SnapshotFileName): Promise<Uint8Array>;
  rename(id: string, name: string): Promise<StoredSnapshot>;
  /** A pinned snapshot stays when the store is full. */
  pin(id: string, pinned: boolean): Promise<StoredSnapshot>;
  delete(id: string): Promise<void>;
}

/** A snapshot being written, out of sight. Ends with `commit` or `abandon`. */
export interface SnapshotDraft {
  readonly id: string;
  write(file: SnapshotFileName, bytes: Uint8Array): Promise<void>;
  /** Makes it visible in one step. */
  commit(about: SnapshotAbout): Promise<StoredSnapshot>;
  abandon(): Promise<void>;
}

/** Series on disk, one file a target, append only; they survive windows and reloads. */
export interface SeriesStore {
  /** In order of time; downsampled when old. Unreadable lines are left out. */
  load(target: Target): Promise<readonly SeriesPoint[]>;
  append(target: Target, point: SeriesPoint): Promise<void>;
  /** All of it. */
  delete(targetId: string): Promise<void>;
}

/** What polls were answered in the past, on disk, a few moments of it; survives windows, reloads and restarts. */
export interface PastStore {
  /** Those of which something is kept. */
  targets(): Promise<readonly Target[]>;
  /** In order of time. What cannot be read is left out. */
  list(targetId: string): Promise<readonly PastMoment[]>;
  /** Adds a moment; then those go that are out of date, too close to others for their age, or too much for `maxBytes`. */
  keep(target: Target, moment: NewMoment, maxBytes: number): Promise<void>;
  /** @throws LeakLensError `not-found` */
  read(targetId: string, atMillis: number, file: SnapshotFileName): Promise<Uint8Array>;
  /** All of it. */
  delete(targetId: string): Promise<void>;
}

/** Baselines on disk, one a target; they survive windows and restarts of the service. */
export interface BaselineStore {
  /** Null when none was set, or when it cannot be read any more. */
  load(target: Target): Promise<Baseline | null>;
  save(target: Target, baseline: Baseline): Promise<void>;
  clear(target: Target): Promise<void>;
}

/** What was known of targets when they were followed last, so that a window that is opened again goes on with it. */
export interface VerdictStore {
  /** As it was saved; null when nothing was. @throws LeakLensError `store` */
  load(target: Target): Promise<string | null>;
  /** @throws LeakLensError `store` */
  save(target: Target, text: string): Promise<void>;
}

/** The findings that a person does not want to see, in `.leaklens.json` of a workspace folder. */
export interface WorkspaceIgnores extends IgnoreFiles {
  /** Adds a rule to that file, or to a new one in the folder; one with the same id is replaced, all else stays. @returns its path. @throws LeakLensError */
  add(folder: string, rule: IgnoreRule): Promise<string>;
  /** Takes the rule for a finding out of that file; all else stays. @returns its path, null when no rule there names the finding. @throws LeakLensError */
  remove(folder: string, id: string): Promise<string | null>;
}
