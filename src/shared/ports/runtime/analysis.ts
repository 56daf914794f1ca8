import type { Baseline, Finding } from '../../model/finding';
import type { Outlook, SeriesLimit } from '../../model/series/outlook';
import type { OutlyingVersion } from '../../model/replica';
import type { SeriesId, SeriesPoint } from '../../model/series/series';
import type { SeriesSpec } from '../../model/series/seriesSpec';
import type { PathMapping } from '../../model/sourcePaths';

/** What is computed of any runtime's numbers, findings and names. No promise, no clock, no outside. */
export interface Analysis {
  /** Per minute, over the newest life and the last minutes of a series; null when there is nothing to say. */
  seriesGrowth(points: readonly SeriesPoint[], spec: Pick<SeriesSpec, 'id' | 'growth'>): number | null;
  /** When what of the newest life is limited reaches its limit; null where that cannot be foreseen. */
  outlook(points: readonly SeriesPoint[], limit: SeriesLimit): Outlook | null;
  /** At most `maxPoints`, each series' extremes kept. */
  thin(points: readonly SeriesPoint[], maxPoints: number): readonly SeriesPoint[];
  /** The findings with what became of them since the baseline; entries of the baseline that are gone come back as `fixed`. */
  compare(findings: readonly Finding[], baseline: Baseline): readonly Finding[];
  /** Which of several replicas grow while their peers do not, by one number of each. @returns their places */
  readonly outliers: (replicas: readonly (readonly SeriesPoint[])[], id: SeriesId) => readonly number[];
  /** Which version grows while the others of the service do not, by one number of each replica; null where none does. */
  readonly versionOutlier: (replicas: readonly VersionedReplica[], id: SeriesId) => OutlyingVersion | null;
  baselineOf(findings: readonly Finding[], targetUrl: string, atMillis: number): Baseline;
  /** A recorded name and the path found for it, without the end that they share. */
  explainMapping(file: string, path: string): PathMapping;
}

/** One replica, of a version. */
export interface VersionedReplica {
  readonly version: string;
  readonly points: readonly SeriesPoint[];
}
