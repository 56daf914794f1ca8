import type { ArchivedPoint, ArchivedSeries, TimeRange } from '../../shared/model/archive/archive';

/** Scrapes that lie further apart are of a service that is asked by hand. */
const longestMillis = 10 * 60_000;

/** How often is scraped, ms, by the pauses between the points of the series with most of them; null where nothing tells. */
export function interval(series: readonly ArchivedSeries[]): number | null {
  const most = series.reduce<ArchivedSeries | null>(
    (best, one) => (one.points.length > (best?.points.length ?? 1) ? one : best),
    null,
  );
  if (most === null) return null;
  const pauses = most.points.slice(1).map(({ atMillis }, at) => atMillis - (most.points[at]?.atMillis ?? 0));
  pauses.sort((a, b) => a - b);
  const median = pauses[pauses.length >> 1] ?? 0;
  return median <= 0 ? null : Math.min(median, longestMillis);
}

/**
 * The part of a range in which there were scrapes, where that is less than half of it: asked for alone, it is told more closely. Null where
 * nothing would be told better.
 */
export function whereScraped(series: readonly ArchivedSeries[], range: TimeRange, points: number): TimeRange | null {
  // A scraper's clock may be another: what it dates outside the range leads nowhere.
  const within = ({ atMillis }: ArchivedPoint) => atMillis >= range.fromMillis && atMillis <= range.untilMillis;
  const times = series.flatMap((one) => one.points.filter(within).map(({ atMillis }) => atMillis));
  const spanMillis = range.untilMillis - range.fromMillis;
  if (times.length === 0 || spanMillis <= shortestMillis) return null;
  const stepMillis = Math.ceil(spanMillis / points);
  const fromMillis = Math.max(range.fromMillis, times.reduce((a, b) => Math.min(a, b)) - stepMillis);
  const untilMillis = Math.min(range.untilMillis, times.reduce((a, b) => Math.max(a, b)) + stepMillis);
  return untilMillis - fromMillis <= spanMillis / 2 ? { fromMillis, untilMillis } : null;
}

/** A range that is asked for whole anyway. */
const shortestMillis = 15 * 60_000;

/**
 * Stretches that hold a scrape each, spread over a range, the ends included. Each is two intervals long: one scrape may fail, and what is
 * scraped every 15 s is now and then scraped after 16.
 */
export function windowsIn(range: TimeRange, scrapeMillis: number, most: number): readonly TimeRange[] {
  const { fromMillis, untilMillis } = range;
  const length = Math.max(scrapeMillis * 2, 4000);
  const count = Math.max(2, Math.min(most, Math.floor((untilMillis - fromMillis) / length)));
  return Array.from({ length: count }, (_, at) => {
    const end = fromMillis + length + ((untilMillis - fromMillis - length) * at) / (count - 1);
    return { fromMillis: Math.floor(end - length), untilMillis: Math.floor(end) };
  });
}
