import type { Finding } from '../../model/finding';
import type { LineSeries } from '../../model/lineSeries';
import type { PastMoment } from '../../model/pastMoment';
import type { Target } from '../../model/target/target';

/** Whose past is looked at on the lines, and when. */
export interface Travel {
  readonly targetId: string;
  readonly targetName: string;
  /** Of the moment, ms since 1970. */
  readonly atMillis: number;
}

/** When something was found. */
export interface Find {
  readonly atMillis: number;
  readonly finding: Finding;
}

/** What is kept of the past of targets. Each rejects with a `LeakLensError`. */
export interface PastApi {
  /** Ends when all is kept that was begun, of an engine that is disposed of, too. Never rejects. */
  settled(): Promise<void>;
  /** Those of which moments are kept, followed or not. */
  targets(): Promise<readonly Target[]>;
  /** The moments of which profiles are kept, in order of time; none of a runtime that has no profiles. */
  moments(targetId: string): Promise<readonly PastMoment[]>;
  /** What was found as a leak, with the moment of which that is known first; in order of time. */
  finds(targetId: string): Promise<readonly Find[]>;
  /** The lines that weighed most, over the moments that are kept and, of a target that is followed, now. */
  lines(targetId: string): Promise<readonly LineSeries[]>;
  /** Lines say what they said at a moment that is kept, until somebody is back. @throws LeakLensError `not-found` */
  travel(targetId: string, atMillis: number, signal: AbortSignal): Promise<Travel>;
  /** Lines say what is now. */
  backToNow(): void;
  /** Takes away all numbers and profiles that are kept of a target. One that is followed begins anew. */
  deleteHistory(targetId: string): Promise<void>;
}
