import type { Disposable } from '../../base/disposable';
import type { Finding, Probed, ProbeName } from '../../model/finding';
import type { PollCost, PollPace } from '../../model/target/pollPace';
import type { SeriesLimit } from '../../model/series/outlook';
import type { SeriesPoint } from '../../model/series/series';
import type { Told } from '../../model/told';
import type { FollowSettings, Round } from './follower';
import type { NodeReports } from './nodeLooks';
import type { TargetSource } from '../sources/targetSource';

/**
 * One target as its runtime asks it: which questions make a round, which may be missing and what is lost then, which process answers, what
 * the answers mean. Opened for each target that is followed, and disposed with its follower. Who follows knows nothing else of a runtime.
 */
export interface RuntimeSession extends Disposable {
  /**
   * Asks one round of questions, one at a time. Null where what is asked has nothing newer than the round before, which stands.
   * @throws LeakLensError where there is no round without what went wrong
   */
  ask(round: RoundBeginning, signal: AbortSignal): Promise<Heard | null>;
  /** What the round that was asked last means. @throws LeakLensError */
  understand(process: RoundProcess, signal: AbortSignal): Promise<Understood>;
  /** The round understood last judged again, with what the source has said by now. @throws LeakLensError */
  judgeAgain(): Promise<Told>;
  /** Settles when the source has said all that was asked of it so far. */
  explained(): Promise<void>;
  /** What a later session of the same target goes on with: which process answered, and what was found. @throws LeakLensError */
  remember(): Promise<string>;
  /** How often the target may be asked, so that it costs no more than it should. */
  pace(): PollPace;
  /** More rounds are there to be asked at once: those of a history. */
  readonly isBehind?: boolean;
  /**
   * Tries something at the service that is more than a read, to know more of a finding: a person has agreed. What is told from then on says
   * what came of it. Absent where the runtime has nothing of the kind. @throws LeakLensError
   */
  probe?(finding: Finding['id'], probe: ProbeName, signal: AbortSignal): Promise<Probed>;
  /** What a node is asked for a person or an agent, by the connection that follows it; absent where the runtime has nothing of the kind. */
  readonly reports?: NodeReports;
  /** Somebody wants the runtime's own proof in the next round, whatever it costs the service. */
  demandProof(): void;
  /** That proof has not been asked for yet, and the service may have it. */
  readonly isProofDemanded: boolean;
  /** False once the service has said that its runtime has no such proof. */
  readonly canProve: boolean;
}

export interface RoundBeginning {
  /** The round before failed: another process may answer by now. */
  readonly isDoubtful: boolean;
}

/** What a round's answers say by themselves. */
export interface Heard {
  /** When the round was answered, ms since 1970. */
  readonly atMillis: number;
  readonly values: SeriesPoint['values'];
  /** Of a history: what is known of the time since the round before, ascending. */
  readonly before?: readonly Pick<SeriesPoint, 'atMillis' | 'values'>[];
  /** What of it must stay below which limit. */
  readonly limits: readonly SeriesLimit[];
  readonly cost: PollCost;
  /** Another process answers than in the round before. */
  readonly isOtherProcess: boolean;
}

/** Which process a round is of. */
export interface RoundProcess {
  /** Counts the processes seen behind the target. */
  readonly life: number;
  readonly isOther: boolean;
}

/** What a round means. */
export type Understood = Pick<
  Round,
  'report' | 'sources' | 'rebuilt' | 'isNewBuild' | 'buildId' | 'marks' | 'capabilities' | keyof Told
>;

export interface SessionOptions {
  readonly source: TargetSource;
  readonly settings: () => FollowSettings;
  /** What an earlier session of the target remembered; null for a target that is new. What is no such text is passed over. */
  readonly memory: string | null;
  /** The source said more: the newest round can be judged again. Awaited before `explained` settles. Never rejects. */
  readonly onNews: () => Promise<void>;
  /** Something went wrong that does not spoil the round. English, for the log. */
  readonly warned: (what: string, error: unknown) => void;
}

export type OpenSession = (options: SessionOptions) => RuntimeSession;
