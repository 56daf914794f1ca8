import type { SeriesPoint } from '../shared/model/series';
import { goroutineGrowth, growthPerMinute, heapGrowth, type TrendPoint } from './trend';

const windowMillis = 5 * 60_000;
const maxPoints = 90;

/**
 * Growth per minute of a whole process over the last minutes of its newest life. Live heap counts one point per collection:
 * between two collections the heap profile stands still.
 */
export function seriesGrowth(points: readonly SeriesPoint[], name: 'liveHeap' | 'goroutines'): number | null {
  const newest = points.at(-1);
  if (newest === undefined) return null;
  const recent = points.filter(
    (point) => point.life === newest.life && newest.atMillis - point.atMillis <= windowMillis,
  );
  const trend: TrendPoint[] = [];
  let cycle: number | null = null;
  for (const { atMillis, values } of recent) {
    const value = values[name];
    const isNew = name === 'goroutines' || values.gcCycles === null || values.gcCycles !== cycle;
    cycle = values.gcCycles;
    if (value !== null && isNew) trend.push({ atMillis, value });
  }
  const step = Math.ceil(trend.length / maxPoints);
  const thinned = trend.filter((_, index) => (trend.length - 1 - index) % Math.max(step, 1) === 0);
  return growthPerMinute(thinned, name === 'goroutines' ? goroutineGrowth : heapGrowth);
}
