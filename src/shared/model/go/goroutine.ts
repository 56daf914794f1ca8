import type { Peeled } from '../peeled';
import type { Frame } from '../sourceLocation';

/**
 * What those were doing who started goroutines, and who started them: the ancestors that a dump has with
 * GODEBUG=tracebackancestors=N.
 */
export interface GoroutineOrigin {
  /** Goroutines of the group that came about so. */
  readonly count: number;
  /**
   * The stack of the goroutine that started them, at its `go` statement, leaf first; behind it the `go` statement that started that
   * one, and its stack, and so on. Lines are those of return addresses, often the call's and sometimes the next one's; what was
   * inlined is shown in part, and not always rightly (runtime/traceback.go, printAncestorTraceback).
   */
  readonly stack: readonly Frame[];
}

/** Goroutines that wait (or run) at the same place with the same history. */
export interface GoroutineGroup {
  readonly count: number;
  /** The runtime's own wait reason or status: `chan send`, `select (no cases)`, `running`. An open set. Empty when the format does not tell. */
  readonly state: string;
  /** Minutes blocked as the runtime counts them (since the first GC that saw the goroutine blocked); null when it says none. */
  readonly minutes: { readonly min: number; readonly max: number } | null;
  /** Leaf first, as the format shows it. */
  readonly stack: readonly Frame[];
  /** The `go` statement that started them; null when unknown (only goroutine?debug=2 tells). */
  readonly createdBy: Frame | null;
  /** How they came about, the most frequent first; absent where the dump does not tell. */
  readonly origins?: readonly GoroutineOrigin[];
  readonly labels: Readonly<Record<string, string>>;
  /** Numbers of the goroutines in order of the text, by which the same ones are found in a later dump; absent where a format has none. */
  readonly ids?: readonly number[];
  /** Minutes that each of `ids` is blocked, in their order; 0 where the runtime says none. Absent where it says none of any. */
  readonly minutesEach?: readonly number[];
  /** How many of them are locked to their thread (runtime.LockOSThread); absent where none is, or the format does not tell. */
  readonly lockedToThread?: number;
  /** Marked `(leaked)` by the runtime's own leak detector (Go 1.26 and later). */
  readonly leaked: boolean;
}

export interface GoroutineDump {
  /** Goroutines counted in this dump. */
  readonly total: number;
  /** True when the text was cut (the runtime stops at 64 MiB), so that `total` is a lower bound. */
  readonly truncated: boolean;
  /** False where the heading that counts the goroutines is missing, so that `total` is a lower bound. */
  readonly isTotalKnown?: boolean;
  readonly groups: readonly GoroutineGroup[];
}

/** A dump of a text that may hold several. */
export interface TextDump {
  /** Of the service that wrote it, as the envelope names it; empty where there is one only. */
  readonly service: string;
  /** Line at which it begins in what was taken out of the envelope, from 1. */
  readonly line: number;
  readonly dump: GoroutineDump;
}

/** All dumps of a text, of each service in the order of the text, and what they were taken out of. */
export interface GoroutineText {
  readonly peeled: Peeled;
  /** At least one. */
  readonly dumps: readonly TextDump[];
}

/** What a goroutine waits on, in the few classes that a person tells apart: Go's, where findings and lines have any runtime's. */
export type WaitKind =
  | 'chan-send'
  | 'chan-receive'
  | 'select'
  | 'select-forever'
  | 'mutex'
  | 'rwmutex'
  | 'waitgroup'
  | 'cond'
  | 'semaphore'
  | 'sleep'
  | 'io'
  | 'syscall'
  | 'running'
  | 'other';
