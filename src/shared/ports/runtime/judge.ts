import type { Finding } from '../../model/finding';
import type {
  SourceQuestion,
  WaitFacts,
  AllocationFacts,
  LibraryQuestion,
  LibraryFacts,
} from '../../model/go/goSource';
import type { LevelsBetween } from '../../model/archive/levels';
import type { Profile } from '../../model/profile';
import type { Grown } from '../../model/told';
import type { VerdictThresholds } from '../../model/verdictThresholds';
import type { Observation, ResolveFile } from './analyser';

/** A poll as verdicts need it: what the profiles said, and what the machine and the runtime's own detector say. */
export interface LeakObservation extends Observation {
  /** Resident set size of the process, bytes; null when not known. */
  readonly residentBytes: number | null;
  /** The goroutineleak profile when it was asked for in this poll and the service has one. */
  readonly leaked: Profile | null;
  /** Of history: what the sums were since the observation before, ascending in time. Absent where every moment is observed. */
  readonly between?: readonly LevelsBetween[];
}

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
  /** What was told of an earlier process and is neither back nor over in this one; its `course` says `earlier`. */
  earlier(): readonly Finding[];
  /** What it has found, as text, for a judge of the same target in a later watch. */
  remember(): string;
  /** Before its first poll: goes on with what another one remembered. What is no such text is passed over. */
  recall(remembered: string): void;
  /** What grew in this process and is none of the findings just told: the whole first, then lines, most first. */
  grown(thresholds: VerdictThresholds): readonly Grown[];
}

/** Verdicts on Go processes as one value. */
export interface Verdicts {
  createJudge(): Judge;
  /** When to ask for the goroutineleak profile is the follower's business; whether a profile is one, this tells. */
  isLeakProfile(profile: Profile): boolean;
}
