import type { SeriesId, SeriesPoint } from '../../shared/model/series/series';

const minuteMillis = 60 * 1000;
const fullMillis = 60 * minuteMillis;
const keptMillis = 7 * 24 * 60 * minuteMillis;
const bucketMillis = 6 * minuteMillis;
const maxPoints = 20_000;

/**
 * What of a series is worth keeping, in order of time: every point of the last hour; of older ones the lowest and the
 * highest of the guarded numbers in every six minutes, so with three of them at most one point a minute on average; nothing older
 * than seven days, nor dated more than a day ahead. Thinning what is thinned already changes nothing.
 * @param guarded whose peaks and troughs survive: what a leak raises, what a spike reaches, and what gets stuck
 */
export function thinByAge(
  points: readonly SeriesPoint[],
  nowMillis: number,
  guarded: readonly SeriesId[],
): SeriesPoint[] {
  const ordered = points
    .filter(({ atMillis }) => atMillis > nowMillis - keptMillis && atMillis < nowMillis + 24 * 60 * minuteMillis)
    .sort((a, b) => a.atMillis - b.atMillis);
  const kept: SeriesPoint[] = [];
  let bucket: SeriesPoint[] = [];
  const closeBucket = () => {
    const [first] = bucket;
    if (first !== undefined)
      kept.push(...(bucketEnd(first) > nowMillis - fullMillis ? bucket : extremesOf(bucket, guarded)));
    bucket = [];
  };
  for (const point of ordered) {
    const [first] = bucket;
    if (first !== undefined && (first.life !== point.life || bucketEnd(first) !== bucketEnd(point))) closeBucket();
    bucket.push(point);
  }
  closeBucket();
  return kept.slice(-maxPoints);
}

/** A bucket that reaches into the last hour is kept whole, so that its extremes are chosen once, from all of it. */
function bucketEnd({ atMillis }: SeriesPoint): number {
  return (Math.floor(atMillis / bucketMillis) + 1) * bucketMillis;
}

/** Real points, in order of time; the first stands for a bucket in which nothing guarded is known. */
function extremesOf(bucket: readonly SeriesPoint[], guarded: readonly SeriesId[]): SeriesPoint[] {
  const chosen = new Set<SeriesPoint>();
  for (const name of guarded) {
    const known = bucket.filter(({ values }) => (values[name] ?? null) !== null);
    const valueOf = (point: SeriesPoint) => point.values[name] ?? 0;
    const [first] = known;
    if (first === undefined) continue;
    chosen.add(known.reduce((low, point) => (valueOf(point) < valueOf(low) ? point : low), first));
    chosen.add(known.reduce((high, point) => (valueOf(point) > valueOf(high) ? point : high), first));
  }
  return chosen.size === 0 ? bucket.slice(0, 1) : bucket.filter((point) => chosen.has(point));
}
