import type { Analysis } from '../shared/ports/runtime/analysis';
import { baselineOf, compare } from './judge/baseline';
import { outliers } from './numbers/outliers';
import { outlookOf } from './numbers/outlook';
import { versionOutlier } from './numbers/versionOutlier';
import type { TrendPoint } from './numbers/trend';
import type { SeriesId, SeriesPoint } from '../shared/model/series/series';
import { seriesGrowth } from './numbers/seriesGrowth';
import { thinSeries } from './numbers/thinSeries';
import { explainMapping } from './paths/explainMapping';

/** What the room computes of any runtime, as one value for the entry files to hand on. */
export const analysis: Analysis = {
  seriesGrowth,
  outlook: outlookOf,
  thin: thinSeries,
  compare,
  baselineOf,
  explainMapping,
  outliers: seriesOutliers,
  versionOutlier: (replicas, id) =>
    versionOutlier(replicas.map(({ version, points }) => ({ version, points: valuesOf(points, id) }))),
};

/** Replicas that do not tell of the number have no points. */
function seriesOutliers(...[replicas, id]: Parameters<Analysis['outliers']>): readonly number[] {
  return outliers(replicas.map((points) => valuesOf(points, id)));
}

function valuesOf(points: readonly SeriesPoint[], id: SeriesId): readonly TrendPoint[] {
  return points.flatMap(({ atMillis, values }) => {
    const value = values[id] ?? null;
    return value === null ? [] : [{ atMillis, value }];
  });
}
