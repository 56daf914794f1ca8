import type { Disposable } from '../../base/disposable';
import type { Capabilities } from '../../model/target/capabilities';
import type { Finding, Probed, ProbeName } from '../../model/finding';
import type { PollCost, PollPace } from '../../model/target/pollPace';
import type { SeriesLimit } from '../../model/series/outlook';
import type { SeriesPoint } from '../../model/series/series';
import type { SiteReport } from '../../model/siteReport';
import type { PreparedSources } from '../../model/sourcePaths';
import type { Grown, Told } from '../../model/told';
import type { VerdictThresholds } from '../../model/verdictThresholds';
import type { TargetSource } from '../sources/targetSource';
import type { NodeReports } from './nodeLooks';

/** One round of questions, answered and understood. */
export interface Round {
  readonly point: SeriesPoint;
  /** Of a history: what is known of the time since the round before, ascending. */
  readonly before?: readonly SeriesPoint[];
  /** What of the point must stay below which limit. */
  readonly limits: readonly SeriesLimit[];
  readonly cost: PollCost;
  readonly pace: PollPace;
  /** What the service offers, as far as it was asked. */
  readonly capabilities: Capabilities;
  readonly report: SiteReport;
  /** Worst first. */
  readonly findings: readonly Finding[];
  /** What was told of this process as probable or proven and is not any more. */
  readonly takenBack: readonly Finding[];
  /** What was told of an earlier process, while this one has not been watched for long enough to tell. */
  readonly earlier: readonly Finding[];
  /** What grew and is no finding. */
  readonly grown: readonly Grown[];
  /** True when the process behind the target is another one than in the round before. */
  readonly restarted: boolean;
  /** True when that process is, or may be, another build: lines are those of other source. */
  readonly rebuilt: boolean;
  /** True when it is known to be another build. */
  readonly isNewBuild: boolean;
  /** Of that process, as the program itself has it; empty or absent where nobody knows. */
  readonly buildId?: string;
  /**
   * What only that process can say, however it is reached: of two targets that have one of these in common, both are the same process.
   * Empty or absent where it says nothing of the kind.
   */
  readonly marks?: readonly string[];
  /** Where the round's files and lines are. */
  readonly sources: PreparedSources;
}

/** What may change while a target is followed; read anew for each round. */
export interface FollowSettings {
  readonly intervalMillis: number;
  /** Share of one core that LeakLens may cost the service, 0 to 1; the interval is stretched to keep to it. */
  readonly costBudget: number;
  /** All there is (every goroutine, every process) is asked for only below so many of them: that costs the service in proportion. */
  readonly listLimit: number;
  /** Between two such questions. */
  readonly listIntervalMillis: number;
  /** Smaller counts on a line are not shown, so that nothing has to be asked to explain them. */
  readonly leastOnLine: number;
  readonly thresholds: VerdictThresholds;
  /** What the process may take in memory, as a person says it, bytes; null for what can be found out. */
  readonly memoryLimitBytes: number | null;
  /** Cap on an answer, as received and after unpacking; all that is made of it is bounded in proportion. */
  readonly maxAnswerBytes: number;
}

export interface FollowEvents {
  /** Awaited before the pause begins. The findings say what was known of the source by then: no poll waits for more. */
  readonly round: (round: Round) => Promise<void>;
  /** The source said more: the newest round judged again, and `source` of the round answers by it. Must not throw. */
  readonly explained: (told: Told) => void;
  /** What was asked answers, and has nothing newer than the round before. */
  readonly unchanged?: () => void;
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
  /** What a later follower of the same target goes on with. @throws LeakLensError */
  remember(): Promise<string>;
  /** Settles when the source has said all that was asked of it so far, and the events have told so. */
  explained(): Promise<void>;
  /** What a node is asked for a person or an agent; null where the runtime has nothing of the kind. */
  readonly reports: NodeReports | null;
  /** Tries something at the service that is more than a read: a person has agreed. @throws LeakLensError */
  probe(finding: Finding['id'], probe: ProbeName, signal: AbortSignal): Promise<Probed>;
  /**
   * Asks the runtime's leak detector, at the price of a collection, in the round that runs or begins now, and in one more where
   * that was past the question. Settles when the round is over, good or bad.
   * @returns false when the service has no leak detector
   */
  askForLeaks(): Promise<boolean>;
}

export interface FollowOptions {
  readonly source: TargetSource;
  readonly settings: () => FollowSettings;
  readonly events: FollowEvents;
  /** Of the first process seen, or, with a memory, of the process that it is of. */
  readonly firstLife: number;
  /** The same of builds: that of the newest point that is known, 0 without one. */
  readonly firstBuild: number;
  /** What an earlier follower of the target remembered; null where there was none. */
  readonly memory: string | null;
}

/** Follows targets: one for each window or command. */
export interface Followers {
  follow(options: FollowOptions): Follower;
}
