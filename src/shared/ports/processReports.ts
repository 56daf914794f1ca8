import type { GcCycle } from '../model/process/gctrace';
import type { GoroutineDump, GoroutineGroup } from '../model/go/goroutine';
import type { MemoryStatistics } from '../model/process/memoryStatistics';
import type { Profile } from '../model/profile';
import type { Frame } from '../model/sourceLocation';

/** What can be said of a whole process, apart from its profiles. */

/** A group of goroutines with the frame of the program at which they wait. */
export interface WaitingGroup extends GoroutineGroup {
  /** The innermost frame that is not the runtime's own; null without a stack. */
  readonly site: Frame | null;
}

export interface WaitingGroups {
  readonly total: number;
  readonly truncated: boolean;
  /** Largest first. */
  readonly groups: readonly WaitingGroup[];
}

/**
 * All memory that a Go runtime took from the operating system, in parts that add up to `total` exactly. Bytes; null where the
 * service does not tell. Fields of runtime.MemStats in brackets.
 */
export interface MemoryAccounting {
  /** What the last collection found alive, as far as is known; never more than HeapAlloc. */
  readonly live: number | null;
  /** The rest of HeapInuse: garbage, what was allocated since the collection, and gaps between objects. */
  readonly garbage: number | null;
  /** Free pages that the runtime keeps (HeapIdle less HeapReleased). */
  readonly idle: number | null;
  /** Free pages handed back to the operating system (HeapReleased). */
  readonly released: number | null;
  /** StackSys. */
  readonly stacks: number | null;
  /** What the runtime needs itself: MSpanSys, MCacheSys, BuckHashSys, GCSys, OtherSys. */
  readonly runtime: number | null;
  /** Sys. */
  readonly total: number | null;
  /** Peak resident set size since the process started; null when the service does not tell. */
  readonly maxRss: number | null;
}

/** How the heap moves over a gctrace. Bytes. */
export interface GcTrend {
  /** Empty where services are not told apart. */
  readonly service: string;
  /** Whether there are enough collections to tell growth from chance. */
  readonly isEnough: boolean;
  /** Collections of the last process in the log, which the rest is about. */
  readonly cycles: number;
  readonly forced: number;
  /** From the first collection to the last; null where the trace has no times. */
  readonly seconds: number | null;
  readonly firstLive: number;
  readonly lastLive: number;
  readonly leastLive: number;
  readonly mostLive: number;
  /** Growth of the live heap (Theil-Sen); null when there is none above the rounding of the trace, or no time to relate it to. */
  readonly livePerMinute: number | null;
  /** The same for each collection. */
  readonly livePerCycle: number | null;
  /** Stacks to be scanned; null before Go 1.18. */
  readonly stacks: GcMeasure | null;
  /** Globals to be scanned; null before Go 1.18. */
  readonly globals: GcMeasure | null;
  /** Objects alive; only Go before 1.5 tells. */
  readonly objects: GcMeasure | null;
}

/** How one further number of the trace moves over the collections of a process. Bytes, but for objects. */
export interface GcMeasure {
  readonly first: number;
  readonly last: number;
  readonly least: number;
  readonly most: number;
  /** Growth by time (Theil-Sen); null when there is none, or no time to relate it to. */
  readonly perMinute: number | null;
  /** The same for each collection. */
  readonly perCycle: number | null;
}

/** These reports as one value, for an entry file to pass on. */
export interface ProcessReports {
  /** Of a dump, with states, ages and creators. */
  goroutines(dump: GoroutineDump): WaitingGroups;
  /** Of a goroutine profile: states as far as stacks tell them. */
  goroutineProfile(profile: Profile): WaitingGroups;
  /** @param liveBytes what the last collection found alive; null when not known */
  memory(statistics: Partial<MemoryStatistics>, liveBytes: number | null): MemoryAccounting;
  /** Of each process in the log, in its order. */
  gcRuns(cycles: readonly GcCycle[]): readonly GcTrend[];
  /** Null without a collection. */
  gcTrend(cycles: readonly GcCycle[]): GcTrend | null;
}
