import type { SnapshotFileName, SnapshotManifest } from './snapshot';

/** A moment of a target's past of which the engine kept what the polls were answered. */
export interface PastMoment extends Pick<SnapshotManifest, 'files'> {
  /** Of the round, ms since 1970. */
  readonly atMillis: number;
  /** Counts the processes seen behind the target, as the points of its series do. */
  readonly life: number;
  /** Counts the builds among them; 0 where nobody knows. */
  readonly build: number;
  /** In this round something was found that the moment kept before had not shown. */
  readonly isFind: boolean;
}

/** A moment before it is kept. */
export interface NewMoment extends Omit<PastMoment, 'files'> {
  /** At least one. */
  readonly files: ReadonlyMap<SnapshotFileName, Uint8Array>;
}
