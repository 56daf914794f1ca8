import type { ArchiveLabels } from './archive/archive';
import type { Finding } from './finding';
import type { Problem } from './errors';
import type { SeriesId, SeriesPoint } from './series/series';

/** One finding in one of the replicas that have it. */
export interface ReplicaAmount extends Pick<Finding, 'amount' | 'rate'> {
  readonly name: string;
}

/** Who has a finding, of how many. */
export interface HavingReplicas {
  /** Worst first. */
  readonly having: readonly ReplicaAmount[];
  /** All replicas of the service. */
  readonly of: number;
}

/** One of the processes of a service, as it was looked at. */
export interface WatchedReplica {
  readonly name: string;
  /** Empty where nothing labels it. */
  readonly labels: ArchiveLabels;
  readonly points: readonly SeriesPoint[];
  /** Ids of what was found in it, explanations left out. */
  readonly findings: readonly string[];
  /** Its profiles were looked at, nothing was found in them, and nothing of it was lost. */
  readonly isHealthy: boolean;
  /** Why its profiles could not be looked at; null where they could, or nobody tried. */
  readonly problem: Problem | null;
  /** False for what was left out because others grew more. */
  readonly isLookedAt: boolean;
  /** The numbers by which it grows while its peers do not. */
  readonly outlierIn: readonly SeriesId[];
}

/** The service that a target is one replica of. */
export interface ReplicaOf {
  /** What a person, or an archive, calls it. */
  readonly service: string;
  /** The archive's address by which all its replicas were connected at once; null where each was connected by itself. */
  readonly address: string | null;
}

/** Several processes that are one service. */
export interface WatchedFleet {
  readonly service: string;
  /** Those with findings first. */
  readonly replicas: readonly WatchedReplica[];
}
