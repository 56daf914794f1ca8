import type { ArchiveLabels } from '../../model/archive/archive';
import type { ReplicaOf } from '../../model/replica';
import type { PollCost } from '../../model/target/pollPace';
import type { HistoryMoment } from '../runtime/archivedRuntime';
import type { SourceAnswer } from './profileSource';
import type { TargetSource } from './targetSource';

/**
 * One replica of a service as an archive keeps it. It is never asked itself: its history is told from its beginning, and then what the
 * archive has scraped since.
 */
export interface ReplicaSource extends TargetSource {
  readonly labels: ArchiveLabels;
  readonly replicaOf: ReplicaOf;
  /** The next moment that was not told yet; null where there is none. @throws LeakLensError also where nothing was scraped for long */
  next(signal: AbortSignal): Promise<HistoryMoment | null>;
  /** Moments are there that were not told yet. */
  readonly isBehind: boolean;
  /** From one question for news to the next, ms: nothing is scraped more often. */
  readonly pauseMillis: number;
  /** Of all that its archive was asked so far. */
  readonly cost: PollCost;
  /** The profile of the moment told last; null where that has none of its name. The same answer until there is a newer one. */
  told(profile: string): SourceAnswer | null;
  /** When that moment was, ms since 1970; 0 before the first. */
  readonly toldMillis: number;
  /** The newest profile of a name of pprof's. @throws LeakLensError */
  newest(profile: string, signal: AbortSignal): Promise<SourceAnswer>;
}

/** Whether a target stands in an archive. */
export function isReplicaSource(source: TargetSource): source is ReplicaSource {
  return 'replicaOf' in source && 'next' in source;
}
