import type { SeriesPoint } from '../../shared/model/series/series';
import type { SeriesSpec } from '../../shared/model/series/seriesSpec';
import { growthSinceFall } from './sinceLastFall';
import { goroutineGrowth, heapGrowth, type TrendPoint } from './trend';

const windowMillis = 5 * 60_000;
const maxPoints = 90;

/**
 * Growth per minute of a whole process over the last minutes of its newest life; null where there is nothing to say, or growth says
 * nothing. What is sampled counts one point per change of the series that it changes with.
 */
export function seriesGrowth(
  points: readonly SeriesPoint[],
  { id, growth }: Pick<SeriesSpec, 'id' | 'growth'>,
): number | null {
  const newest = points.at(-1);
  if (newest === undefined || growth === null) return null;
  const recent = points.filter(
    (point) => point.life === newest.life && newest.atMillis - point.atMillis <= windowMillis,
  );
  const trend: TrendPoint[] = [];
  let cycle: number | null = null;
  for (const { atMillis, values } of recent) {
    const value = values[id] ?? null;
    const now = growth.kind === 'sampled' ? (values[growth.changesWith] ?? null) : null;
    const isNew = now === null || now !== cycle;
    cycle = now;
    if (value !== null && isNew) trend.push({ atMillis, value });
  }
  const step = Math.ceil(trend.length / maxPoints);
  const thinned = trend.filter((_, index) => (trend.length - 1 - index) % Math.max(step, 1) === 0);
  return growthSinceFall(thinned, growth.kind === 'counted' ? goroutineGrowth : heapGrowth);
}
