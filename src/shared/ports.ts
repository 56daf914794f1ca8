import type { Disposable } from './disposable';
import type { GcTrace } from './gctrace';
import type { GoroutineDump } from './goroutine';
import type { MemoryStatistics } from './memoryStatistics';
import type { Profile } from './profile';
import type { RuntimeMetrics } from './runtimeMetrics';
import type { SeriesPoint } from './series';
import type { SnapshotFileName, SnapshotManifest, StoredSnapshot } from './snapshot';
import type { Target } from './target';

/**
 * What the engine needs of the outside, room by room. The rooms implement these; the entry files pass them in; tests
 * pass the real ones, or a fake where the outside cannot be made to fail on command.
 */

/** What a source can be asked for. */
export type ProfileRequest =
  /** Heap profile, proto. */
  | 'heap'
  /** Heap profile as text, which ends with runtime.MemStats. */
  | 'heap-text'
  /** Goroutine profile, proto: counts by stack, cheap at any size. */
  | 'goroutine'
  /** Every goroutine with state, age and creator: stops the world in proportion to their number. */
  | 'goroutine-dump';

export interface SourceAnswer {
  /** The body as received: gzip is left to the decoder. */
  readonly bytes: Uint8Array;
  /** URL asked, without credentials. */
  readonly url: string;
  /** Wall time from sending the request to the last byte. */
  readonly elapsedMillis: number;
}

/** One target that answers. Requests of one source never overlap: a second waits for the first. */
export interface ProfileSource extends Disposable {
  readonly target: Target;
  /** @throws LeakLensError */
  fetch(request: ProfileRequest, signal: AbortSignal): Promise<SourceAnswer>;
  /** Resident set size of the process in bytes where this machine can tell (a local process on Linux), else null. Never throws. */
  residentBytes(): Promise<number | null>;
}

export interface SourceLimits {
  /** For a whole answer. */
  readonly timeoutMillis: number;
  /** Cap on a body as received. */
  readonly maxBodyBytes: number;
}

export interface SourceOptions extends SourceLimits {
  /** Read before each request after connecting, so that a limit a person raises holds at once; else the limits above hold. */
  readonly currentLimits?: () => SourceLimits;
  readonly name?: string;
  /** Sent with each request. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** Finds the pprof endpoint behind what a person typed, and proves that it answers. */
export interface SourceConnector {
  /** @throws LeakLensError */
  connect(url: string, options: SourceOptions, signal: AbortSignal): Promise<ProfileSource>;
}

/** Bytes → model. Pure; gzip is recognised by its magic bytes. @throws LeakLensError of kind `unreadable`, `cut-off` or `too-large`. */
export interface Decoder {
  /** Any format that pprof reads: profile.proto, and the older texts and binary files (`src/decode/formats.ts`). */
  profile(bytes: Uint8Array, subject: string): Profile;
  memoryStatistics(bytes: Uint8Array, subject: string): MemoryStatistics;
  goroutineDump(bytes: Uint8Array, subject: string): GoroutineDump;
  /** What GODEBUG=gctrace=1 wrote, of any Go version, between other log lines. */
  gctrace(bytes: Uint8Array, subject: string): GcTrace;
  /** Prometheus text with go_* and process_* metrics, or expvar's /debug/vars. */
  runtimeMetrics(bytes: Uint8Array, subject: string): RuntimeMetrics;
}

/** Snapshots on disk. A snapshot is listed only once it is whole. */
export interface SnapshotStore {
  begin(target: Target): Promise<SnapshotDraft>;
  /** Newest first. Entries that cannot be read are left out, never fatal. */
  list(): Promise<readonly StoredSnapshot[]>;
  /** @throws LeakLensError `not-found` */
  get(id: string): Promise<StoredSnapshot>;
  read(id: string, file: SnapshotFileName): Promise<Uint8Array>;
  rename(id: string, name: string): Promise<StoredSnapshot>;
  delete(id: string): Promise<void>;
}

/** A snapshot being written, out of sight. Ends with `commit` or `abandon`. */
export interface SnapshotDraft {
  readonly id: string;
  write(file: SnapshotFileName, bytes: Uint8Array): Promise<void>;
  /** Makes it visible in one step. */
  commit(about: Pick<SnapshotManifest, 'capturedAtMillis' | 'summary'>): Promise<StoredSnapshot>;
  abandon(): Promise<void>;
}

/** Series on disk, one file a target, append only; they survive windows and reloads. */
export interface SeriesStore {
  /** In order of time; downsampled when old. Unreadable lines are left out. */
  load(target: Target): Promise<readonly SeriesPoint[]>;
  append(target: Target, point: SeriesPoint): Promise<void>;
}

/** A Go module of the workspace. */
export interface GoModule {
  /** Module path as in go.mod. */
  readonly path: string;
  /** Absolute folder of go.mod. */
  readonly directory: string;
}

/** What path resolution may know of the file system. */
export interface SourceTree {
  /** Modules below the folders, found by a bounded walk, nested ones included, and the module that encloses each folder. */
  findModules(folders: readonly string[]): Promise<readonly GoModule[]>;
  isFile(path: string): Promise<boolean>;
  /** @throws LeakLensError `not-found` */
  readText(path: string): Promise<string>;
}

/** Time, so that tests can own it. */
export interface Clock {
  /** ms since 1970. */
  now(): number;
  /** Runs `callback` once after `millis`; disposing cancels. */
  after(millis: number, callback: () => void): Disposable;
}

/** Where the engine tells what happened, for the output channel. Words are English: they are for a report. */
export interface Log {
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}
