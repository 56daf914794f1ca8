/** One value at one time. */
export interface TrendPoint {
  readonly atMillis: number;
  readonly value: number;
}

/**
 * Theil-Sen slope: the median of the slopes between all pairs of points (Sen 1968), which up to 29 % of wild points cannot
 * move. In units of value per millisecond; 0 for fewer than two distinct times. O(n²): callers pass at most a few hundred points.
 */
export function theilSenSlope(points: readonly TrendPoint[]): number {
  const slopes = new Float64Array((points.length * (points.length - 1)) / 2);
  let count = 0;
  for (const [index, late] of points.entries()) {
    for (let other = 0; other < index; other += 1) {
      const early = points[other];
      if (early === undefined || late.atMillis === early.atMillis) continue;
      slopes[count] = (late.value - early.value) / (late.atMillis - early.atMillis);
      count += 1;
    }
  }
  return median(slopes.subarray(0, count));
}

/**
 * Kendall's tau-a of value against time: (rising pairs − falling pairs) / all pairs, −1 to 1. Ties count as neither, so a
 * value that stands still most of the time scores low.
 */
export function kendallTau(points: readonly TrendPoint[]): number {
  let balance = 0;
  let pairs = 0;
  for (const [index, late] of points.entries()) {
    for (let other = 0; other < index; other += 1) {
      balance += Math.sign(late.value - (points[other]?.value ?? late.value));
      pairs += 1;
    }
  }
  return pairs === 0 ? 0 : balance / pairs;
}

/** Sorts in place; 0 for none. */
function median(values: Float64Array): number {
  values.sort();
  const middle = values.length >> 1;
  const upper = values[middle] ?? 0;
  return values.length % 2 === 1 ? upper : ((values[middle - 1] ?? 0) + upper) / 2;
}

/** What counts as growth worth a word beside a number. */
export interface GrowthRule {
  /** Fewer points say nothing. */
  readonly minimumPoints: number;
  /** Smaller changes over the window are noise, in units of value. */
  readonly minimumChange: number;
  /** Smaller changes relative to the first value are noise, 0 to 1, unless many points rise without a break. */
  readonly minimumShare: number;
  /** One sample stands for so many units of value on average; 0 for a value that is counted and not sampled. */
  readonly samplingStep: number;
}

/** Least tau at which a series is said to rise. Four points in a row that rise score 1; a seesaw scores near 0. */
const risingTau = 0.6;

/** Least part of the change, first third to last, that falls on the way from the middle third to the last. Steady growth has a half. */
const leastLateShare = 0.25;

/** Least part of the change before that the newest value must keep. */
const leastKeptShare = 0.3;

/**
 * A change below so many standard deviations of sampling is noise; below fewer, when many points rise almost without a
 * break: a leak that has gone on for hours grows by a small share only. A simulated cache that turns over its entries at constant size is called growing at 0.5 % of its polls (2.5 % at
 * worst), a leak of 500 KB/s on top of 1 GB at 92 %.
 */
const noiseDeviations = { strict: 3, unbroken: 1 };
const unbroken = { tau: 0.9, points: 10 };

/**
 * Growth per minute of a series (Theil-Sen), or null when the points are too few, the change is noise by `rule`, or it is
 * over: what rose to a level and stays there was a warm-up. Negative for a series that steadily falls. This is a rate for a
 * reader, not a verdict.
 */
export function growthPerMinute(points: readonly TrendPoint[], rule: GrowthRule): number | null {
  const first = points[0];
  const last = points.at(-1);
  if (first === undefined || last === undefined || points.length < rule.minimumPoints) return null;
  const { least, greatest } = range(points);
  // Most lines stand still, and this is cheap to see.
  if (greatest - least < rule.minimumChange) return null;
  const tau = Math.abs(kendallTau(points));
  if (tau < risingTau || !goesOn(points) || isUndone(points)) return null;
  const perMilli = theilSenSlope(points);
  const change = Math.abs(perMilli) * (last.atMillis - first.atMillis);
  const isUnbroken = tau >= unbroken.tau && points.length >= unbroken.points;
  // The relative deviation of a sampled total is √(step/total), that is 1/√(number of samples).
  const deviation = Math.sqrt(rule.samplingStep * Math.max(greatest, 0));
  const noise = isUnbroken
    ? deviation * noiseDeviations.unbroken
    : Math.max(deviation * noiseDeviations.strict, Math.abs(first.value) * rule.minimumShare);
  return change < Math.max(rule.minimumChange, noise) ? null : perMilli * 60_000;
}

function range(points: readonly TrendPoint[]): { least: number; greatest: number } {
  let least = Infinity;
  let greatest = -Infinity;
  for (const { value } of points) {
    least = Math.min(least, value);
    greatest = Math.max(greatest, value);
  }
  return { least, greatest };
}

/** True when the newest value has given back most of what the window changed: a leak that was fixed a moment ago grows no more. */
function isUndone(points: readonly TrendPoint[]): boolean {
  const before = points.at(-2)?.value ?? 0;
  const first = points[0]?.value ?? 0;
  const newest = points.at(-1)?.value ?? 0;
  return Math.abs(newest - first) < Math.abs(before - first) * leastKeptShare;
}

/** True when the last third of the time goes on with what the first two did. */
function goesOn(points: readonly TrendPoint[]): boolean {
  const [early, middle, late] = thirds(points).map((third) => median(Float64Array.from(third, (point) => point.value)));
  if (early === undefined || middle === undefined || late === undefined || late === early) return false;
  return (late - middle) / (late - early) >= leastLateShare;
}

/** Thirds by time; by number where a gap in time would leave one empty. */
function thirds(points: readonly TrendPoint[]): TrendPoint[][] {
  const start = points[0]?.atMillis ?? 0;
  const span = (points.at(-1)?.atMillis ?? start) - start;
  const third = (part: number) => Math.min(2, Math.floor(part * 3));
  const byTime: TrendPoint[][] = [[], [], []];
  for (const point of points) byTime[span > 0 ? third((point.atMillis - start) / span) : 0]?.push(point);
  if (byTime.every((part) => part.length > 0)) return byTime;
  const byNumber: TrendPoint[][] = [[], [], []];
  for (const [index, point] of points.entries()) byNumber[third(index / points.length)]?.push(point);
  return byNumber;
}

/** Goroutine counts are exact: two more are two more. */
export const goroutineGrowth: GrowthRule = { minimumPoints: 3, minimumChange: 2, minimumShare: 0.02, samplingStep: 0 };

/** The heap is sampled once per 512 KB allocated (runtime.MemProfileRate), so a change below that is one sample. */
export const heapGrowth: GrowthRule = {
  minimumPoints: 3,
  minimumChange: 512 * 1024,
  minimumShare: 0.05,
  samplingStep: 512 * 1024,
};
