import type { Target } from './target';

/** The files of a snapshot. `.pb.gz` opens in `go tool pprof`. */
export type SnapshotFileName = 'heap.pb.gz' | 'goroutine.pb.gz' | 'heap.txt' | 'goroutine.txt';

/** What stands in a snapshot's `manifest.json`; `version` is the format's. */
export interface SnapshotManifest {
  readonly version: 1;
  readonly id: string;
  readonly target: Target;
  /** What the person calls it; empty until renamed. */
  readonly name: string;
  /** Whether a person said that it stays; absent when nobody said: see `isPinned`. */
  readonly pinned?: boolean;
  /** ms since 1970. */
  readonly capturedAtMillis: number;
  readonly files: readonly { readonly name: SnapshotFileName; readonly bytes: number }[];
  readonly summary: SnapshotSummary;
}

/** The few numbers that a list shows without opening the files. Bytes and counts. */
export interface SnapshotSummary {
  readonly liveHeap: number;
  readonly heapAlloc: number;
  readonly sys: number;
  readonly goroutines: number;
}

/** Whether a snapshot stays when the store is full: one that got a name does, unless a person said otherwise. */
export function isPinned({ pinned, name }: Pick<SnapshotManifest, 'pinned' | 'name'>): boolean {
  return pinned ?? name !== '';
}

/** A snapshot in the store. */
export interface StoredSnapshot extends SnapshotManifest {
  /** Absolute path of its folder. */
  readonly directory: string;
}
