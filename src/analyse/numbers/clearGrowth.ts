import { mannKendallZ, sampled } from './statistics';
import type { TrendPoint } from './trend';

/** Rules for growth that is hardly chance and nothing that warms up, or has a burst. */
const clearRules = {
  /** Mann-Kendall's z. */
  leastZ: 5,
  /** From so much of its points on it is above all that it was in the first third. */
  clearShare: 0.9,
  /** The middle third stands in the middle, to this share of the growth. */
  steadyShare: 0.25,
  /** The last third goes on with this share of the whole pace. */
  lateShare: 0.5,
} as const;

/** 1.4826 times the median absolute deviation is the standard deviation of what is normally distributed. */
const comparable = 1.4826;

/** Whether a number, without what the load does to it, grew all the time. */
export function growsClearly(points: readonly TrendPoint[]): boolean {
  const rules = clearRules;
  const { first, second, last } = thirds(points);
  const highest = Math.max(...first);
  const above = last.filter((value) => value > highest).length;
  const [low, middle, high] = [median(first), median(second), median(last)];
  const growth = high - low;
  const isSteady = Math.abs(middle - (low + high) / 2) <= rules.steadyShare * growth;
  const half = last.length >> 1;
  // The halves of the last third lie a sixth of the time apart, the first and the last third two thirds.
  const late = (median(last.slice(-half)) - median(last.slice(0, half))) * 4;
  if (!isSteady || late < rules.lateShare * growth) return false;
  return above >= last.length * rules.clearShare && mannKendallZ(sampled(points)) >= rules.leastZ;
}

/** The last third against the first. */
export function growthBetweenThirds(points: readonly Pick<TrendPoint, 'value'>[]): number {
  const { first, last } = thirds(points);
  return median(last) - median(first);
}

interface Thirds {
  readonly first: readonly number[];
  readonly second: readonly number[];
  readonly last: readonly number[];
}

function thirds(points: readonly Pick<TrendPoint, 'value'>[]): Thirds {
  const values = points.map(({ value }) => value);
  const third = Math.max(2, Math.floor(values.length / 3));
  return { first: values.slice(0, third), second: values.slice(third, -third), last: values.slice(-third) };
}

/** What one that leaks cannot move (P. J. Rousseeuw, C. Croux, 1993): the median absolute deviation, comparable to a standard deviation. */
export function robustSpread(values: readonly number[]): number {
  const middle = median(values);
  return comparable * median(values.map((one) => Math.abs(one - middle)));
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}
