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

/** A snapshot in the store. */
export interface StoredSnapshot extends SnapshotManifest {
  /** Absolute path of its folder. */
  readonly directory: string;
}
