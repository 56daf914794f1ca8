import type { Observation, ResolveFile } from './analyser';
import type { Baseline, Doubt, Finding, FindingSite } from './finding';
import type { AllocationFacts, LibraryFacts, LibraryQuestion, SourceQuestion, WaitFacts } from './goSource';
import type { Profile } from './profile';

/** A poll as verdicts need it: what the profiles said, and what the machine and the runtime's own detector say. */
export interface LeakObservation extends Observation {
  /** Resident set size of the process, bytes; null when not known. */
  readonly residentBytes: number | null;
  /** The goroutineleak profile when it was asked for in this poll and the service has one. */
  readonly leaked: Profile | null;
}

/** Thresholds a person may change. The rules that nobody sets stand in `src/analyse/verdicts/thresholds.ts`. */
export interface VerdictThresholds {
  /** Fewer goroutines on one line are never more than `possible`. */
  readonly minimumGoroutines: number;
  /** A site or heap that grew by fewer bytes is never more than `possible`. */
  readonly minimumGrowthBytes: number;
  /** Shorter watching is never `probable`. */
  readonly minimumWatchSeconds: number;
}

const mebibyte = 1024 * 1024;

/** What holds for editor and command line alike while nobody sets anything else. */
export const defaultThresholds: VerdictThresholds = {
  /** Four goroutines more are a pool that grows by a worker for each CPU; five that never leave are worth a look. */
  minimumGoroutines: 5,
  /** Below, the runtime's own housekeeping and four samples of a heap profile explain the growth. */
  minimumGrowthBytes: 2 * mebibyte,
  /** In less time a cache that fills, a pool that opens and a leak are one and the same; a watch of half a minute must do. */
  minimumWatchSeconds: 25,
};

/** What the source says, looked up beforehand; null when it was not read (yet) or tells nothing. */
export interface SourceKnowledge {
  readonly wait: (question: SourceQuestion) => WaitFacts | null;
  readonly allocation: (question: Pick<SourceQuestion, 'path' | 'line' | 'function'>) => AllocationFacts | null;
  readonly library: (question: LibraryQuestion) => LibraryFacts | null;
}

/** Lines whose source would sharpen the next verdict; few, and only of the workspace. */
export interface SourceQuestions {
  readonly waits: readonly SourceQuestion[];
  readonly allocations: readonly Pick<SourceQuestion, 'path' | 'line' | 'function'>[];
  /** Goroutines of libraries that pile up. */
  readonly libraries: readonly LibraryQuestion[];
}

/** Something that grew while it was watched and is no finding. */
export interface Grown {
  readonly what: 'live-heap' | 'goroutines' | 'line' | 'wait';
  /** Null for the whole process. */
  readonly site: FindingSite | null;
  readonly unit: 'bytes' | 'goroutines';
  readonly before: number;
  readonly now: number;
  /** Why there is no verdict on it; null where nothing is known to speak against one. */
  readonly doubt: Doubt | null;
  /** How long it must be watched in all for a verdict, if it goes on; null where more than a day would not do. */
  readonly needsSeconds: number | null;
}

/** What a round tells. */
export interface Told {
  /** Worst first. */
  readonly findings: readonly Finding[];
  /** What was probable or proven once in this process and is not told any more; its `course` says what became of it. */
  readonly takenBack: readonly Finding[];
  readonly grown: readonly Grown[];
}

/**
 * Follows one target over its polls and says what leaks. Pure: no clock, no outside. Bounded in sites and points. A restart
 * is a new life: counts begin anew, ids and what was fixed stay known.
 */
export interface Judge {
  /** Takes in one poll. `life` counts the processes seen behind this target. */
  observe(observation: LeakObservation, resolve: ResolveFile, life: number): void;
  questions(): SourceQuestions;
  /** Worst first. Cheap enough to ask after each poll, and again when more is known of the source. */
  findings(knowledge: SourceKnowledge, thresholds: VerdictThresholds): readonly Finding[];
  /** What was probable or proven once in this process and is not told any more; its `course` says what became of it. */
  takenBack(): readonly Finding[];
  /** What grew in this process and is none of the findings just told: the whole first, then lines, most first. */
  grown(thresholds: VerdictThresholds): readonly Grown[];
}

/** Verdicts as one value, for an entry file to pass on. */
export interface Verdicts {
  createJudge(): Judge;
  /** The findings with what became of them since the baseline; entries of the baseline that are gone come back as `fixed`. */
  compare(findings: readonly Finding[], baseline: Baseline): readonly Finding[];
  baselineOf(findings: readonly Finding[], targetUrl: string, atMillis: number): Baseline;
  /** When to ask for the goroutineleak profile is the follower's business; whether a profile is one, this tells. */
  isLeakProfile(profile: Profile): boolean;
}
