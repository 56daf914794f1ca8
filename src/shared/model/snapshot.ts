import type { CapabilityKind } from './target/capabilities';
import type { Target } from './target/target';

/**
 * A file of a snapshot: small letters, digits and dashes, and an ending that says how it is kept: `heap.pb.gz` opens in `go tool
 * pprof`, `goroutine.txt` is plain text. Which ones there are is the runtime's business.
 */
export type SnapshotFileName = string;

/** What stands in a snapshot's `manifest.json`; `version` is the format's. Manifests of version 1 are read as this, too. */
export interface SnapshotManifest {
  readonly version: 2;
  readonly id: string;
  /** Which runtime answered: it knows what the files say. */
  readonly runtime: string;
  readonly target: Target;
  /** What the person calls it; empty until renamed. */
  readonly name: string;
  /** Whether a person said that it stays; absent when nobody said: see `isPinned`. */
  readonly pinned?: boolean;
  /** ms since 1970. */
  readonly capturedAtMillis: number;
  readonly files: readonly { readonly name: SnapshotFileName; readonly bytes: number }[];
  readonly summary: SnapshotSummary;
  /** What the service did not offer when it was captured; absent when it offered all that was asked for. */
  readonly missing?: readonly NotOffered[];
}

/** Something that a snapshot does not hold because the service did not offer it. */
export interface NotOffered {
  readonly kind: CapabilityKind;
  /** One line of technical detail in English: the status line, or what was answered instead. Empty where it was redacted. */
  readonly why: string;
}

/** What whoever captures says of a snapshot when it is whole. */
export type SnapshotAbout = Pick<SnapshotManifest, 'runtime' | 'capturedAtMillis' | 'summary' | 'missing'>;

/** The few numbers that a list shows without opening the files, by the id of their series; what is not known is left out. */
export type SnapshotSummary = Readonly<Record<string, number>>;

/** Whether a snapshot stays when the store is full: one that got a name does, unless a person said otherwise. */
export function isPinned({ pinned, name }: Pick<SnapshotManifest, 'pinned' | 'name'>): boolean {
  return pinned ?? name !== '';
}

/** A snapshot in the store. */
export interface StoredSnapshot extends SnapshotManifest {
  /** Absolute path of its folder. */
  readonly directory: string;
  /** The main numbers of its summary in words, where the engine lists snapshots: `84.1 MB · 1,204 goroutines`. */
  readonly numbers?: string;
}
