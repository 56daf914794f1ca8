import type { ArchiveLabels } from '../../model/archive/archive';
import type { SeriesId } from '../../model/series/series';
import type { Told } from '../../model/told';
import type { VerdictThresholds } from '../../model/verdictThresholds';

/** What of a runtime an archive keeps, and what that says. */
export interface ArchivedRuntime {
  /** The profiles whose history is judged, by pprof's names, each with the series of the runtime that its sums are. */
  readonly levels: readonly { readonly profile: string; readonly series: SeriesId }[];
  /** Judges the history of one replica, by the judge that polls have. @throws LeakLensError where nothing of it can be read */
  judge(history: ReplicaHistory, thresholds: VerdictThresholds, signal: AbortSignal): Promise<Told>;
}

/** What is known of one replica over time. */
export interface ReplicaHistory {
  /** For errors. */
  readonly subject: string;
  readonly labels: ArchiveLabels;
  /** Ascending in time. */
  readonly moments: readonly HistoryMoment[];
}

/** A moment of which there are profiles. */
export interface HistoryMoment {
  /** ms since 1970. */
  readonly atMillis: number;
  /** By the profile's name. What is not there was not scraped, or is not kept any more. */
  readonly profiles: Readonly<Record<string, HistoryProfile>>;
  /** Scrapes since the moment before, of which only sums are known. */
  readonly between: readonly HistoryLevel[];
}

export interface HistoryProfile {
  readonly bytes: Uint8Array;
  /** The sum of its values as the archive's own numbers have it. */
  readonly expected: number;
}

/** The sum of one profile at one moment. */
export interface HistoryLevel {
  readonly atMillis: number;
  readonly profile: string;
  readonly sum: number;
}
