import type { ProcessMarks } from './analyser';
import type { PublishedBuild } from '../../model/process/buildInfo';
import type { Disposable } from '../../base/disposable';
import type { AllocationFacts, LibraryFacts, WaitFacts } from '../../model/go/goSource';
import type { SourceQuestions } from './judge';
import type { Told } from '../../model/told';
import type { LevelsBetween } from '../../model/archive/levels';
import type { VerdictThresholds } from '../../model/verdictThresholds';
import type { MemoryStatistics } from '../../model/process/memoryStatistics';
import type { ProfileRequest } from '../sources/profileSource';
import type { Redacted } from '../../model/redaction';
import type { RuntimeMetrics } from '../../model/process/runtimeMetrics';
import type { SiteReport } from '../../model/siteReport';
import type { SnapshotFileName } from '../../model/snapshot';
import type { RecordedFiles } from '../../model/sourcePaths';

/** What an answer says together with the others of its round. */
export type TakenRequest = Exclude<ProfileRequest, 'heap-text'>;

/** What was answered to one question. The reader takes the bytes over: they are gone for whoever gave them. */
export interface ReadAnswer {
  readonly bytes: Uint8Array;
  /** URL or file, for errors. */
  readonly subject: string;
  /** Cap on the bytes after unpacking; all that is made of them is bounded in proportion. */
  readonly maxBytes: number;
}

export interface TakenAnswer extends ReadAnswer {
  readonly request: TakenRequest;
  /** Set for the first of a round: what was taken before it, of a round that failed, is forgotten. */
  readonly beginsRound?: boolean;
}

/** What is known of a round so far. */
export interface TakenSoFar {
  /** Null without a goroutine profile. */
  readonly goroutines: number | null;
  /** Samples of the heap profile; 0 without one. */
  readonly heapStacks: number;
  /** The service has a leak detector, and it has answered in this round. */
  readonly hasLeakProfile: boolean;
}

/** What the answers of one round say by themselves, without any source. */
export interface Gathered {
  readonly marks: ProcessMarks;
  /** Of the program; empty when the profile does not say. */
  readonly buildId: string;
  /** Null without a heap profile. */
  readonly liveHeapBytes: number | null;
  /** Null without a goroutine profile. */
  readonly goroutines: number | null;
  readonly hasDump: boolean;
  readonly recorded: RecordedFiles;
}

/** When a round was answered, and what the machine says of the process. */
export interface RoundMoment {
  /** ms since 1970. */
  readonly atMillis: number;
  /** Resident set size, bytes; null when not known. */
  readonly residentBytes: number | null;
  /** Null when they were not asked for in this round, or the service does not tell. */
  readonly memory: MemoryStatistics | null;
  /** Of history: what the sums were since the moment before, ascending in time. Absent where every moment is asked. */
  readonly between?: readonly LevelsBetween[];
}

/** The end of a round. */
export interface RoundEnd extends RoundMoment {
  /** Which profiles it has: at least one of them. */
  readonly taken: { readonly heap: boolean; readonly goroutines: boolean };
}

/** With what a round's lines are looked at. */
export interface RoundLook {
  /** Local paths in the workspace by recorded file. */
  readonly files: ReadonlyMap<string, string>;
  /** Counts the processes seen behind the target. */
  readonly life: number;
}

/** What the source said, by `waitFactsKey`, `allocationFactsKey` and `libraryFactsKey`; null for a question without an answer. */
export interface SourceFacts {
  readonly waits: ReadonlyMap<string, WaitFacts | null>;
  readonly allocations: ReadonlyMap<string, AllocationFacts | null>;
  readonly libraries: ReadonlyMap<string, LibraryFacts | null>;
}

/**
 * Reads what one target answers and follows what it means over its polls: all work that grows with what a service sends. What goes in
 * and comes out is plain data, and what comes out is small, so that the work can be done in a thread of its own.
 *
 * The first answer begins a round; `gather` ends it, and `report` and `judge` are of the round gathered last.
 */
export interface ReaderCalls {
  /** @throws LeakLensError `unreadable`, `cut-off`, `too-large`, `html-instead-of-profile` */
  take(answer: TakenAnswer): TakenSoFar;
  /** What stands at the end of `heap?debug=1`. @throws LeakLensError */
  memoryStatistics(answer: ReadAnswer): MemoryStatistics;
  /** What a page beside pprof says. @throws LeakLensError */
  runtimeMetrics(answer: ReadAnswer): RuntimeMetrics;
  gather(end: RoundEnd): Gathered;
  /** Follows the lines of the workspace. */
  report(look: RoundLook): SiteReport;
  /** @returns the lines whose source would sharpen the findings */
  judge(look: RoundLook): SourceQuestions;
  /** What the round tells of the target. */
  verdicts(request: { readonly facts: SourceFacts; readonly thresholds: VerdictThresholds }): Told;
  /** What was found so far, as text, for a reader of the same target in a later watch. */
  remember(nothing: null): string;
  /** Before the first round: goes on with what another one remembered. */
  recall(remembered: string): void;
  /** What /debug/vars says of the build. @throws LeakLensError */
  publishedBuild(answer: ReadAnswer): PublishedBuild | null;
  /** A file of a snapshot without what is private, read back as a proof. @throws LeakLensError */
  redact(file: { readonly name: SnapshotFileName } & Omit<ReadAnswer, 'subject'>): Redacted;
}

/** The calls as whoever asks sees them. Asked after it was disposed, or with a signal that has said so, a call is `cancelled`. */
export type TargetReader = Disposable & {
  readonly [K in keyof ReaderCalls]: (
    argument: Parameters<ReaderCalls[K]>[0],
    signal?: AbortSignal,
  ) => Promise<ReturnType<ReaderCalls[K]>>;
};

/** A reader for one target, or for one snapshot. @param subject what it reads, for errors that name nothing nearer */
export type OpenReader = (subject: string) => TargetReader;
