import type { BuildInfo, PublishedBuild } from './buildInfo';
import type { Credentials } from './credentials';
import type { Disposable } from './disposable';
import type { Baseline, IgnoreRule } from './finding';
import type { GcTrace } from './gctrace';
import type { GoroutineDump } from './goroutine';
import type { MemoryStatistics } from './memoryStatistics';
import type { Profile } from './profile';
import type { ProxySettings } from './proxySettings';
import type { RuntimeMetrics } from './runtimeMetrics';
import type { SeriesPoint } from './series';
import type { SnapshotAbout, SnapshotFileName, StoredSnapshot } from './snapshot';
import type { GoFolders, GoModuleVersion, GoReplacement } from './sourcePaths';
import type { Target } from './target';
import type { TlsOptions } from './tlsOptions';

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
  | 'goroutine-dump'
  /** The goroutines that the runtime's own detector proves to be stuck (Go 1.27; 1.26 by experiment): costs a collection. */
  | 'goroutine-leak';

export interface SourceAnswer {
  /** The body as received: gzip is left to the decoder. */
  readonly bytes: Uint8Array;
  /** URL asked, without credentials. */
  readonly url: string;
  /** Wall time from sending the request to the last byte. */
  readonly elapsedMillis: number;
}

/** Pages that Go services serve beside pprof, and that tell of their runtime at a small price: expvar's, and Prometheus'. */
export type NeighbourPage = 'variables' | 'metrics';

/** What came of asking for such a page. */
export interface NeighbourAnswer {
  /** Null when nothing of the kind is there. */
  readonly answer: SourceAnswer | null;
  /** Wall time of asking, ms: also that of a refusal, which tells how far away the service is. Null when nothing was asked. */
  readonly elapsedMillis: number | null;
}

/** One target that answers. Requests of one source never overlap: a second waits for the first. */
export interface ProfileSource extends Disposable {
  readonly target: Target;
  /** @throws LeakLensError */
  fetch(request: ProfileRequest, signal: AbortSignal): Promise<SourceAnswer>;
  /** Resident set size of the process in bytes where this machine can tell (a local process on Linux), else null. Never throws. */
  residentBytes(): Promise<number | null>;
  /** How the program that runs there was built, where this machine can tell (a local process on Linux), else null. Never throws. */
  buildInfo?(): Promise<BuildInfo | null>;
  /** When the program that runs there was written, ms since 1970, where this machine can tell (a local process on Linux), else null. Never throws. */
  builtAtMillis?(): Promise<number | null>;
  /** What is served beside pprof (`/debug/vars`, `/metrics`). One request. Never throws. */
  neighbour?(page: NeighbourPage): Promise<NeighbourAnswer>;
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
  /** Sent with each request. They win over `credentials`, and those over credentials in the URL. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly credentials?: Credentials;
  readonly tls?: TlsOptions;
  readonly proxy?: ProxySettings;
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
  /** Prometheus text with go_* and process_* metrics, expvar's /debug/vars, or the statistics at the end of heap?debug=1. */
  runtimeMetrics(bytes: Uint8Array, subject: string): RuntimeMetrics;
  /** What /debug/vars says of the build; null when it says nothing, or more than one thing. */
  publishedBuild(bytes: Uint8Array, subject: string): PublishedBuild | null;
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
}

/** Baselines on disk, one a target; they survive windows and restarts of the service. */
export interface BaselineStore {
  /** Null when none was set, or when it cannot be read any more. */
  load(target: Target): Promise<Baseline | null>;
  save(target: Target, baseline: Baseline): Promise<void>;
  clear(target: Target): Promise<void>;
}

/** The findings that a person does not want to see, in `.leaklens.json` of a workspace folder. */
export interface WorkspaceIgnores {
  /** Of the nearest file, from the folder upwards; none without one. @throws LeakLensError `unreadable` with what is wrong in it */
  read(folder: string): Promise<readonly IgnoreRule[]>;
  /** Adds a rule to that file, or to a new one in the folder; one with the same id is replaced, all else stays. @returns its path. @throws LeakLensError */
  add(folder: string, rule: IgnoreRule): Promise<string>;
  /** Takes the rule for a finding out of that file; all else stays. @returns its path, null when no rule there names the finding. @throws LeakLensError */
  remove(folder: string, id: string): Promise<string | null>;
}

/** A Go module of the workspace. */
export interface GoModule {
  /** Module path as in go.mod. */
  readonly path: string;
  /** Absolute folder of go.mod. */
  readonly directory: string;
  /** How it came to be part of the workspace; in or around a folder when absent. */
  readonly joinedBy?: 'go.work' | 'replace';
  /** Of its go.mod and of the go.work that names it. */
  readonly replaces?: readonly GoReplacement[];
  readonly requires?: readonly GoModuleVersion[];
  /** What vendor/modules.txt says lies in its vendor folder. */
  readonly vendored?: readonly GoModuleVersion[];
}

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

/** What version control knows of a file. Runs a program, so it is asked only in trusted workspaces. */
export interface SourceHistory {
  /** The text of the file at the revision; null when it cannot be told, or is kept in another form than on disk. Never throws. */
  textAt(question: HistoryQuestion, signal: AbortSignal): Promise<string | null>;
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
