import type { SeriesId } from '../../shared/model/series/series';
import type { WatchedFleet, WatchedReplica } from '../../shared/model/replica';
import type { Analysis } from '../../shared/ports/runtime/analysis';
import { versionException } from './versionException';

/** Several replicas as one service: those with findings first, and by which numbers one, or one version, does what its peers do not. */
export function fleetOf(
  { outliers, versionOutlier }: Pick<Analysis, 'outliers' | 'versionOutlier'>,
  service: string,
  all: readonly Omit<WatchedReplica, 'outlierIn'>[],
  series: readonly SeriesId[],
): WatchedFleet {
  const points = all.map((one) => one.points);
  const found = series.map((id) => ({ id, at: new Set(outliers(points, id)) }));
  const replicas = all.map((one, at) => ({
    ...one,
    outlierIn: found.filter((each) => each.at.has(at)).map(({ id }) => id),
  }));
  const version = versionException({ versionOutlier }, all, series);
  return { service, replicas: replicas.sort((a, b) => b.findings.length - a.findings.length), version };
}
