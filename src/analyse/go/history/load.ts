import type { TrendPoint } from '../../numbers/trend';
import { pollSeries, type PollKey } from './seriesKeys';
import { valueAt } from '../../numbers/liveTrend';
import type { Scale } from '../../history/seriesSet';
import { correlation } from '../../numbers/statistics';
import { stayRules } from '../base/stayRules';

/** Load is compared in so many parts of a window: enough for a correlation, few enough to even out single polls. */
const parts = 6;

/** The share of what asking the service cost that may be wrong: Go 1.27 needs less than Go 1.26 did. */
const askedDoubt = 1 / 3;

/** A growth that is over. */
export interface PastGrowth {
  readonly fromMillis: number;
  readonly untilMillis: number;
  /** Bytes that stayed of it, as far as they are known: no work allocates them again once it is over. */
  readonly keptBytes: number;
}

/**
 * True when the program has gone on allocating since a growth ended as it did while it lasted, and for half as long: then it is not for
 * want of work that nothing more has come.
 */
export function workWentOn(scales: readonly Scale<PollKey>[], growth: PastGrowth): boolean {
  const { fromMillis, untilMillis, keptBytes } = growth;
  const scale = scales.find(
    (one) => one.tells && (one.points(pollSeries.workMallocs)[0]?.atMillis ?? Infinity) <= fromMillis,
  );
  return ([pollSeries.workMallocs, pollSeries.workBytes] as const).every((counter) => {
    const isBytes = counter === pollSeries.workBytes;
    const points = scale?.points(counter) ?? [];
    const newest = points.at(-1);
    if (newest === undefined) return false;
    const [grew, since] = [untilMillis - fromMillis, newest.atMillis - untilMillis];
    if (grew <= 0 || since < Math.max(grew * stayRules.fullShare, stayRules.fullMillis)) return false;
    const atEnd = valueAt(points, untilMillis);
    const all = atEnd - valueAt(points, fromMillis);
    const before = (isBytes ? Math.max(0, all - keptBytes) : all) / grew;
    const pace = isBytes ? stayRules.fullBytesPace : stayRules.fullPace;
    // Where the work is little beside what asking costs, bytes cannot tell whether it goes on.
    const asked = isBytes ? (scale?.points(pollSeries.askedBytes) ?? []) : [];
    const doubtBefore = changeWithin(asked, fromMillis, untilMillis) * askedDoubt;
    const doubtSince = changeWithin(asked, untilMillis, newest.atMillis) * askedDoubt;
    return all + doubtBefore > 0 && (newest.value - atEnd + doubtSince) / since >= before * pace;
  });
}

function changeWithin(points: readonly TrendPoint[], fromMillis: number, untilMillis: number): number {
  return valueAt(points, untilMillis) - valueAt(points, fromMillis);
}

/** The window of a series of a scale that begins at the moment named. */
export type SeriesFrom = (key: PollKey) => readonly TrendPoint[];

/** True when a value moves with the load: the rates of allocations and of allocated bytes both climb with it. */
export function isLoaded(
  points: readonly TrendPoint[],
  from: SeriesFrom,
  rule: { readonly rise: number; readonly together: number },
): boolean {
  const counters = [pollSeries.mallocs, pollSeries.allocated];
  return counters.every((counter) => followsLoad(points, from(counter), rule));
}

/**
 * True when a value moves with a counter's rate (the counter only rises, in step with the points): the rate climbs by at least
 * `rise` from the first parts to the last, and both move as one. A leak at constant load does not.
 */
export function followsLoad(
  points: readonly TrendPoint[],
  counter: readonly TrendPoint[],
  { rise, together }: { readonly rise: number; readonly together: number },
): boolean {
  const values = inParts(points).map((part) => meanOf(part));
  const rates = inParts(counter).map((part, nth, all) => rateOf(part, all[nth - 1]?.at(-1)));
  if (values.length < parts || values.some(Number.isNaN) || rates.some(Number.isNaN)) return false;
  const early = ((rates[0] ?? 0) + (rates[1] ?? 0)) / 2;
  const late = ((rates.at(-2) ?? 0) + (rates.at(-1) ?? 0)) / 2;
  return late >= early * (1 + rise) && correlation(values, rates) >= together;
}

/**
 * True when something else that carries load (connections) grew by at least `share` of what the points grew by, in step with
 * them.
 */
export function growsAlong(
  points: readonly TrendPoint[],
  carriers: readonly TrendPoint[],
  { share, together }: { readonly share: number; readonly together: number },
): boolean {
  const growth = (points.at(-1)?.value ?? 0) - (points[0]?.value ?? 0);
  const carried = (carriers.at(-1)?.value ?? 0) - (carriers[0]?.value ?? 0);
  if (carried < growth * share || carried <= 0) return false;
  return correlation(points.map(valueOf), carriers.map(valueOf)) >= together;
}

/** A series at the moments of another, on straight lines between its points; its ends beyond them. */
export function atMomentsOf(points: readonly TrendPoint[], series: readonly TrendPoint[]): TrendPoint[] {
  let next = 0;
  return points.map(({ atMillis }) => {
    while (next < series.length - 1 && (series[next]?.atMillis ?? 0) < atMillis) next += 1;
    const late = series[next];
    const early = series[next - 1] ?? late;
    if (late === undefined || early === undefined) return { atMillis, value: 0 };
    const span = late.atMillis - early.atMillis;
    const share = span <= 0 ? 1 : Math.min(1, Math.max(0, (atMillis - early.atMillis) / span));
    return { atMillis, value: early.value + (late.value - early.value) * share };
  });
}

/** The points of a window. */
export function within(points: readonly TrendPoint[], fromMillis: number): readonly TrendPoint[] {
  return points.filter(({ atMillis }) => atMillis >= fromMillis);
}

function inParts(points: readonly TrendPoint[]): TrendPoint[][] {
  const start = points[0]?.atMillis ?? 0;
  const span = (points.at(-1)?.atMillis ?? start) - start;
  if (span <= 0) return [];
  const found: TrendPoint[][] = Array.from({ length: parts }, () => []);
  for (const point of points)
    found[Math.min(parts - 1, Math.floor(((point.atMillis - start) / span) * parts))]?.push(point);
  return found;
}

function rateOf(part: readonly TrendPoint[], before: TrendPoint | undefined): number {
  const first = before ?? part[0];
  const last = part.at(-1);
  if (first === undefined || last === undefined || last.atMillis === first.atMillis) return Number.NaN;
  return (last.value - first.value) / (last.atMillis - first.atMillis);
}

function meanOf(part: readonly TrendPoint[]): number {
  return part.length === 0 ? Number.NaN : part.reduce((sum, { value }) => sum + value, 0) / part.length;
}

function valueOf({ value }: TrendPoint): number {
  return value;
}
