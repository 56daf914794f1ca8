import type { Disposable } from './disposable';
import type { Finding } from './finding';
import type { VerdictThresholds } from './judge';
import type { Observation, ResolveFile } from './analyser';
import type { ProfileSource } from './ports';
import type { SeriesPoint } from './series';
import type { SiteReport } from './siteReport';

/** What a poll cost the service and the wire. */
export interface PollCost {
  readonly bytes: number;
  readonly millis: number;
  readonly requests: number;
}

/** One round of questions, answered and understood. */
export interface Round {
  readonly observation: Observation;
  readonly point: SeriesPoint;
  readonly cost: PollCost;
  readonly report: SiteReport;
  /** Worst first. */
  readonly findings: readonly Finding[];
  /** True when the process behind the target is another one than in the round before. */
  readonly restarted: boolean;
  /** Where the round's files are. */
  readonly resolve: ResolveFile;
}

/** What may change while a target is followed; read anew for each round. */
export interface FollowSettings {
  readonly intervalMillis: number;
  /** goroutine?debug=2 is asked only below so many goroutines. */
  readonly dumpLimit: number;
  /** Smaller counts on a line are not shown, so they need no dump to explain them. */
  readonly leastGoroutines: number;
  readonly thresholds: VerdictThresholds;
}

export interface FollowEvents {
  /** Awaited before the pause begins. */
  readonly round: (round: Round) => Promise<void>;
  /** A round failed; the next starts at the time named, ms since 1970. */
  readonly failed: (error: unknown, nextAttemptMillis: number) => void;
  /** Something went wrong that does not spoil the round. English, for the log. */
  readonly warned: (what: string, error: unknown) => void;
}

/** Polls one target, one question at a time, and says what it sees. */
export interface Follower extends Disposable {
  /** Polls now; settles when the round is over, good or bad. */
  pollNow(): Promise<void>;
  intervalChanged(): void;
  /** Asks the runtime's leak detector with the next round, at the price of a collection. */
  askForLeaks(): void;
}

export interface FollowOptions {
  readonly source: ProfileSource;
  readonly settings: () => FollowSettings;
  readonly events: FollowEvents;
  /** Of the first process seen. */
  readonly firstLife: number;
}

/** Follows targets in one workspace: one for each window or command. */
export interface Followers {
  follow(options: FollowOptions): Follower;
}
