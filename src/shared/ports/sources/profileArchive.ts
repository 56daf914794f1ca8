import type { Disposable } from '../../base/disposable';
import type { ArchiveKind, ArchiveLabels, ArchivedSeries, ArchivedType, TimeRange } from '../../model/archive/archive';
import type { PollCost } from '../../model/target/pollPace';
import type { Target } from '../../model/target/target';
import type { SourceOptions } from './profileSource';

/** What is asked of an archive's numbers. */
export interface SeriesQuestion {
  readonly type: ArchivedType;
  readonly labels: ArchiveLabels;
  readonly range: TimeRange;
  /** About so many points a replica at most. */
  readonly mostPoints: number;
}

/** One profile of one replica, as a point of its series names it. */
export interface MomentQuestion {
  readonly type: ArchivedType;
  /** All that the series has: those of one replica. */
  readonly labels: ArchiveLabels;
  readonly moment: string;
}

/**
 * A continuous profiler that keeps what others scraped: history, which is there at once and is never polled. Questions never overlap, and
 * what was asked once is not asked again. A difference is that of two profiles, made here: the archives make theirs of sums over scrapes,
 * and of what is a level (bytes in use, goroutines) sums say nothing.
 */
export interface ProfileArchive extends Disposable {
  readonly kind: ArchiveKind;
  /** Base URL, without credentials, for messages. */
  readonly subject: string;
  /** The archive's own time less ours, ms: its answers are dated by it. */
  readonly clockAheadMillis: number;
  /** Of all that was asked so far. */
  readonly cost: PollCost;
  /** @throws LeakLensError */
  services(range: TimeRange, signal: AbortSignal): Promise<readonly string[]>;
  /** Label sets of a service's replicas. @throws LeakLensError */
  replicas(labels: ArchiveLabels, range: TimeRange, signal: AbortSignal): Promise<readonly ArchiveLabels[]>;
  /** The matcher that means one service. @throws LeakLensError */
  serviceLabels(service: string, range: TimeRange, signal: AbortSignal): Promise<ArchiveLabels>;
  /** @throws LeakLensError */
  types(range: TimeRange, signal: AbortSignal): Promise<readonly ArchivedType[]>;
  /** One for each replica, each point one scrape. @throws LeakLensError */
  series(question: SeriesQuestion, signal: AbortSignal): Promise<readonly ArchivedSeries[]>;
  /** pprof's message of one scrape of one replica. @throws LeakLensError also where it is not there (any more) */
  profile(question: MomentQuestion, signal: AbortSignal): Promise<Uint8Array>;
}

/** Finds the archive behind what a person typed, and proves that it answers. */
export interface ArchiveConnector {
  /** @param address as `readArchiveAddress` takes it. @throws LeakLensError */
  open(address: string, options: SourceOptions, signal: AbortSignal): Promise<ProfileArchive>;
  /** What names one replica for ever. @param address of it, as `readArchiveAddress` takes it */
  targetOf(address: string, name: string): Promise<Target>;
}
