import type { Disposable } from '../../base/disposable';
import type { Finding } from '../../model/finding';
import type { Redacted } from '../../model/redaction';
import type { PreparedSources } from '../../model/sourcePaths';
import type { SiteReport } from '../../model/siteReport';
import type { SnapshotAbout, SnapshotFileName, SnapshotManifest } from '../../model/snapshot';
import type { CapabilityKind } from '../../model/target/capabilities';
import type { TargetSource } from '../sources/targetSource';

/** The moments of one runtime's processes, as files: which there are, what a process is asked for them, and what they say. */
export interface Moments {
  /**
   * Asks for all that a snapshot holds, one question at a time. Each file is read before it is kept: a snapshot that cannot be read back
   * is none. @throws LeakLensError when asking went wrong, or nothing is offered that a snapshot could hold
   */
  capture(ask: MomentAsk, signal: AbortSignal): Promise<CapturedMoment>;
  /** What the files say, with their lines found in the workspace. @throws LeakLensError */
  read(kept: KeptMoment, signal: AbortSignal): Promise<ReadMoment>;
  /** The same with where the lines stand in the source as it is now. Absent where no profiles are kept by themselves. @throws LeakLensError */
  place?(kept: KeptMoment, signal: AbortSignal): Promise<PlacedMoment>;
  /** What they say when they are judged alone: one moment shows what waits in numbers, not what grows. @throws LeakLensError */
  judge(kept: KeptMoment): Promise<readonly Finding[]>;
  /** @param subject whose files they are, for errors */
  openRedaction(subject: string): FileRedaction;
}

export interface MomentAsk {
  readonly source: TargetSource;
  /** Keeps a file, out of sight. */
  readonly write: (file: SnapshotFileName, bytes: Uint8Array) => Promise<void>;
  /** Without what can be private. */
  readonly redact: boolean;
  /** All there is (every goroutine, every process) is asked for below so many of them. */
  readonly listLimit: number;
  /** Cap on an answer after unpacking. */
  readonly maxAnswerBytes: () => number;
  /** Told before each question: percent done, 0 to 100, and what is asked. */
  readonly progress: (percent: number, asks: CapabilityKind) => void;
}

/** What stands in the manifest beside the files. */
export type CapturedMoment = Omit<SnapshotAbout, 'runtime'>;

/** The files of a moment, wherever they are kept. */
export interface KeptMoment extends Pick<SnapshotManifest, 'files' | 'capturedAtMillis'> {
  /** Of whom or where, for errors. */
  readonly subject: string;
  /** @throws LeakLensError */
  readonly read: (file: SnapshotFileName) => Promise<KeptFile>;
}

export interface KeptFile {
  readonly bytes: Uint8Array;
  /** For errors. */
  readonly subject: string;
  /** Cap on the bytes after unpacking. */
  readonly maxBytes: number;
}

export interface ReadMoment {
  readonly report: SiteReport;
  /** Numbers of the process, as its runtime names them (`heapAlloc`, in bytes); empty where they were not told. */
  readonly numbers: Readonly<Record<string, number>>;
}

export interface PlacedMoment {
  readonly report: SiteReport;
  readonly sources: PreparedSources;
}

/** Takes out of one file after the other what can be private, and reads each back as a proof. */
export interface FileRedaction extends Disposable {
  /** @throws LeakLensError */
  file(name: SnapshotFileName, file: Omit<KeptFile, 'subject'>, signal: AbortSignal): Promise<Redacted>;
}
