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
  /** It went away meanwhile, as in a rollout, and was watched until then. */
  readonly isGone?: boolean;
  /** It came meanwhile. */
  readonly isLate?: boolean;
  /** Other addresses of the same process, which counts once. */
  readonly alsoAt?: readonly string[];
  /** The numbers by which it grows while its peers do not. */
  readonly outlierIn: readonly SeriesId[];
}

/** The service that a target is one replica of. */
export interface ReplicaOf {
  /** What a person, or an archive, calls it. */
  readonly service: string;
  /** The address by which all its replicas were connected at once (an archive's, a name with several addresses, a workload's); null where each was connected by itself. */
  readonly address: string | null;
  /** It is not among the replicas any more, and does not answer: what is known of it is of before. */
  readonly isGone?: true;
  /** Other addresses of the same process: it counts once. */
  readonly alsoAt?: readonly string[];
}

/** A version that grows while the others do not. */
export interface OutlyingVersion {
  readonly version: string;
  /** Of its replicas that were compared, how many grow. */
  readonly growing: number;
  readonly of: number;
  /** Replicas of other versions, of which none grows. */
  readonly others: number;
}

/** The version of a service that does what its other versions do not. */
export interface VersionException extends OutlyingVersion {
  /** The label that names versions: `service_git_ref`. */
  readonly label: string;
  /** The numbers by which it grows. */
  readonly grows: readonly SeriesId[];
}

/** What one replica of a service does that its peers do not. */
export interface ReplicaException {
  /** The numbers by which it grows while its peers do not. */
  readonly outlierIn: readonly SeriesId[];
  /** Its version, where that grows while the others do not. */
  readonly outlyingVersion: VersionException | null;
}

/** A finding of a target that may be one of several. */
export interface ReplicatedFinding extends Finding {
  /** Who has it, of how many; absent for a target by itself. The finding is that of the replica where it is worst. */
  readonly replicas?: HavingReplicas & ReplicaException;
}

/** Several processes that are one service. */
export interface WatchedFleet {
  readonly service: string;
  /** Those with findings first. */
  readonly replicas: readonly WatchedReplica[];
  /** Null where no version is one, or none is known. */
  readonly version: VersionException | null;
}
