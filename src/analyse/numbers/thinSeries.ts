import { seriesOf, type SeriesId, type SeriesPoint } from '../../shared/model/series/series';

/**
 * At most `maxPoints` of a series, evenly over its index, each bucket keeping the points where any series has its least or
 * greatest value: peaks survive, which a plain sampling would lose. First and last points always stay, the last alone when
 * only one may. Where there is no room for all extremes it is a plain sampling.
 */
export function thinSeries(points: readonly SeriesPoint[], maxPoints: number): readonly SeriesPoint[] {
  if (points.length <= maxPoints) return points;
  const ids = seriesOf(points);
  const perBucket = Math.max(1, ids.length * 2);
  if (!(maxPoints >= perBucket + 2)) return sampleEvenly(points, Math.max(1, Math.floor(maxPoints) || 1));
  const buckets = Math.max(1, Math.floor((maxPoints - 2) / perBucket));
  const kept = new Set<number>([0, points.length - 1]);
  const inner = points.length - 2;
  for (let bucket = 0; bucket < buckets; bucket += 1) {
    const from = 1 + Math.floor((bucket * inner) / buckets);
    const to = 1 + Math.floor(((bucket + 1) * inner) / buckets);
    for (const id of ids) keepExtremes(points, { from, to }, id, kept);
  }
  return [...kept].sort((a, b) => a - b).flatMap((index) => points[index] ?? []);
}

function sampleEvenly(points: readonly SeriesPoint[], count: number): SeriesPoint[] {
  const last = points.length - 1;
  const indices = Array.from({ length: count }, (_, nth) => last - Math.floor((nth * last) / Math.max(count - 1, 1)));
  return indices.reverse().flatMap((index) => points[index] ?? []);
}

function keepExtremes(
  points: readonly SeriesPoint[],
  range: { from: number; to: number },
  id: SeriesId,
  kept: Set<number>,
): void {
  let least = -1;
  let greatest = -1;
  let leastValue = Infinity;
  let greatestValue = -Infinity;
  for (let index = range.from; index < range.to; index += 1) {
    const value = points[index]?.values[id] ?? null;
    if (value === null) continue;
    if (value < leastValue) [least, leastValue] = [index, value];
    if (value > greatestValue) [greatest, greatestValue] = [index, value];
  }
  if (least >= 0) kept.add(least);
  if (greatest >= 0) kept.add(greatest);
}
