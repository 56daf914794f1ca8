import type { Capabilities } from './capabilities';
import type { Problem } from '../errors';
import type { ReplicaOf, VersionException } from '../replica';
import type { PollCost, PollPace } from './pollPace';
import type { Outlook, SeriesLimit } from '../series/outlook';
import type { SeriesId, SeriesPoint } from '../series/series';
import type { ServiceCondition } from '../serviceCondition';
import type { Target, TargetPhase } from './target';

/** How it stands with one connected target. */
export interface TargetStatus {
  readonly target: Target;
  readonly phase: TargetPhase;
  /** What may be said of it. */
  readonly condition: ServiceCondition;
  /** Absent where it belongs to no service that is known. */
  readonly replicaOf?: ReplicaOf;
  /** The numbers by which it grows while its peers of that service do not. */
  readonly outlierIn: readonly SeriesId[];
  /** Its version, where that grows while the others of the service do not. */
  readonly outlyingVersion: VersionException | null;
  /** The reason for `reconnecting`; null otherwise. */
  readonly problem: Problem | null;
  /** When the next attempt starts, ms since 1970, while reconnecting. */
  readonly nextAttemptMillis: number | null;
  /** The newest good point; null before the first. */
  readonly latest: SeriesPoint | null;
  /** Id of what runs there. */
  readonly runtime: string;
  /** Per minute, by series; absent until there are enough points, and where growth says nothing. */
  readonly growth: Readonly<Record<SeriesId, number>>;
  /** Live-heap growth in bytes per minute once there are enough points: `liveHeap` of `growth`. */
  readonly liveHeapPerMinute: number | null;
  /** Goroutine growth per minute once there are enough points: `goroutines` of `growth`. */
  readonly goroutinesPerMinute: number | null;
  /** What of it must stay below which limit, as of the newest round. */
  readonly limits: readonly SeriesLimit[];
  /** When what is limited reaches its limits, as far as that can be foreseen. */
  readonly outlooks: readonly Outlook[];
  /** What the last poll cost: bytes received and the service's answering time. */
  readonly cost: PollCost | null;
  /** How often it is asked, and why; null before the first poll. */
  readonly pace: PollPace | null;
  /** What the service offers, as far as it was asked. */
  readonly capabilities: Capabilities;
}
