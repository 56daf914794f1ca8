import { foreseeableTimes, type Outlook, type SeriesLimit } from '../../shared/model/series/outlook';
import type { SeriesPoint } from '../../shared/model/series/series';
import { sinceLastFall } from './sinceLastFall';
import { slopeInterval, type SlopeInterval } from './slopeInterval';
import type { TrendPoint } from './trend';

/** Older points say less about what comes than newer ones. */
const windowMillis = 60 * 60_000;

/** So long a process fills what it keeps for good: caches, pools, buffers. */
const warmUpMillis = 15_000;

/** Shorter than that, several collections have not been seen. */
const leastSpanMillis = 40_000;

/** A saw tooth within a bin is one value. */
const mostBins = 16;
const leastBins = 10;

/** What has slowed down to less than this share of its slope before levels off. */
const steadyShare = 0.6;

/**
 * Behind a rise that slowed down a shorter window counts only where that is over. What levels off exponentially slows down by r over a
 * window and by r^s over its newest share s, so that of any of them a short enough part looks steady: twice as steady it must be.
 */
const steadierTimes = 0.4;

/** Two-sided: whoever is told a time acts on it, and it is worked out anew with every poll. Of the newer half, which has fewer points, less. */
const deviations = { whole: 2.576, late: 1.645 } as const;

/** Parts of the time behind, the newest: what was a warm-up in a longer one may be steady in a shorter one. */
const windowShares = [1, 1 / 2] as const;

/** A share of the points that may be wild on either side. */
const aside = 0.1;

/**
 * When a number reaches its limit, should it go on as in the newest time in which it rose steadily. Null where nothing can be said: too
 * little seen of this process, no rise that is surely one, a rise that levels off, or a limit beyond what can be foreseen.
 */
export function outlookOf(points: readonly SeriesPoint[], limit: SeriesLimit): Outlook | null {
  const seen = sinceFall(counted(points, limit));
  const first = seen[0];
  const last = seen.at(-1);
  if (first === undefined || last === undefined) return null;
  let slowed = 1;
  for (const share of windowShares) {
    const from = last.atMillis - (last.atMillis - first.atMillis) * share;
    const window = binned(seen.filter(({ atMillis }) => atMillis >= from));
    const course = courseOf(window);
    if (course === null) return null;
    if (share === 1) slowed = course.slowing;
    const least = share === 1 ? steadyShare : Math.max(steadyShare, slowed ** (share * steadierTimes));
    if (course.slowing < least) continue;
    return course.trend.low > 0 ? toldOf(window, course.trend, limit) : null;
  }
  return null;
}

/** What counts against the limit, of the newest life and past its warm-up. */
function counted(points: readonly SeriesPoint[], { series, less }: SeriesLimit): readonly TrendPoint[] {
  const newest = points.at(-1);
  if (newest === undefined) return [];
  const ofLife = points.filter(({ life }) => life === newest.life);
  const begun = (ofLife[0]?.atMillis ?? 0) + warmUpMillis;
  const from = Math.max(begun, newest.atMillis - windowMillis);
  return ofLife.flatMap(({ atMillis, values }) => {
    const value = values[series] ?? null;
    const off = less === null ? 0 : (values[less] ?? null);
    return atMillis < from || value === null || off === null ? [] : [{ atMillis, value: value - off }];
  });
}

/** The teeth of a saw are no falls. */
function sinceFall(points: readonly TrendPoint[]): readonly TrendPoint[] {
  const since = sinceLastFall(binned(points))[0]?.atMillis ?? 0;
  return points.filter(({ atMillis }) => atMillis >= since);
}

/** What a window does, and its newer half's slope as a share of the older one's: at least 0.05. Null for too little. */
interface WindowCourse {
  readonly trend: SlopeInterval;
  readonly slowing: number;
}

function courseOf(window: readonly TrendPoint[]): WindowCourse | null {
  if (window.length < leastBins || spanOf(window) < leastSpanMillis) return null;
  const whole = slopeInterval(window, deviations.whole);
  const early = slopeInterval(window.slice(0, window.length >> 1), deviations.late);
  const late = slopeInterval(window.slice(window.length >> 1), deviations.late);
  if (whole === null || early === null || late === null) return null;
  // What the newer half does is as likely to go on.
  const trend = { low: Math.min(whole.low, late.low), mid: whole.mid, high: Math.max(whole.high, late.high) };
  return { trend, slowing: early.mid <= 0 ? 1 : Math.max(0.05, late.mid / early.mid) };
}

/** The greatest value of each of at most so many equal parts of the time: the crest of a saw reaches a limit first. */
function binned(window: readonly TrendPoint[]): readonly TrendPoint[] {
  const first = window[0]?.atMillis ?? 0;
  const bins: (TrendPoint | undefined)[] = [];
  for (const point of window) {
    const bin = Math.min(mostBins - 1, Math.floor(((point.atMillis - first) / spanOf(window)) * mostBins));
    const most = bins[bin];
    if (most === undefined || point.value > most.value) bins[bin] = point;
  }
  return bins.filter((bin) => bin !== undefined);
}

function spanOf(points: readonly TrendPoint[]): number {
  return (points.at(-1)?.atMillis ?? 0) - (points[0]?.atMillis ?? 0);
}

/** Null beyond what can be foreseen. */
function toldOf(window: readonly TrendPoint[], trend: SlopeInterval, limit: SeriesLimit): Outlook | null {
  const asOfMillis = window.at(-1)?.atMillis ?? 0;
  const left = window
    .map(({ atMillis, value }) => limit.limit - (value + trend.mid * (asOfMillis - atMillis)))
    .sort((a, b) => a - b);
  const beneath = (share: number) => Math.max(0, left[Math.floor((left.length - 1) * share)] ?? 0);
  const likelyMillis = beneath(0.5) / trend.mid;
  const span = spanOf(window);
  if (likelyMillis > span * foreseeableTimes) return null;
  // Where within its part of the time a crest stood is not told any finer.
  const part = likelyMillis === 0 ? 0 : span / mostBins;
  return {
    ...limit,
    asOfMillis,
    now: limit.limit - beneath(0.5),
    perMinute: trend.mid * 60_000,
    reaches: {
      likelyMillis,
      earliestMillis: Math.max(0, beneath(aside) / trend.high - part),
      latestMillis: beneath(1 - aside) / trend.low + part,
    },
  };
}
