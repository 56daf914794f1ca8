import type { TrendPoint } from './trend';

/** A slope and how far it may be off, in units of value per millisecond. */
export interface SlopeInterval {
  readonly low: number;
  readonly mid: number;
  readonly high: number;
}

/** Points that hang together more than this say nothing about how far a slope may be off. */
const mostCorrelation = 0.95;

/**
 * Theil-Sen slope with Sen's interval (Sen 1968): the slopes between all pairs in order, cut where Kendall's S would be so many of its
 * deviations off. Neighbours hang together in what collectors leave, so the deviation is that of fewer points: n(1−ρ)/(1+ρ) of them for a
 * correlation ρ of what is left beside the line (Hamed & Rao 1998, first lag). Null for fewer than three distinct times. O(n² log n).
 * @param deviations 2.576 for 99 %
 */
export function slopeInterval(points: readonly TrendPoint[], deviations: number): SlopeInterval | null {
  const slopes = pairSlopes(points);
  if (slopes.length < 3) return null;
  const n = points.length;
  const mid = quantileAt(slopes, (slopes.length - 1) / 2);
  const rho = Math.min(mostCorrelation, Math.max(0, neighbourCorrelation(points, mid)));
  const variance = ((n * (n - 1) * (2 * n + 5)) / 18) * ((1 + rho) / (1 - rho));
  const off = deviations * Math.sqrt(variance);
  return {
    low: quantileAt(slopes, (slopes.length - off) / 2 - 1),
    mid,
    high: quantileAt(slopes, (slopes.length + off) / 2),
  };
}

/** In order. */
function pairSlopes(points: readonly TrendPoint[]): Float64Array {
  const slopes: number[] = [];
  for (const [index, late] of points.entries()) {
    for (let other = 0; other < index; other += 1) {
      const early = points[other];
      if (early === undefined || late.atMillis === early.atMillis) continue;
      slopes.push((late.value - early.value) / (late.atMillis - early.atMillis));
    }
  }
  return Float64Array.from(slopes).sort();
}

/** Beyond either end nothing is known. */
function quantileAt(sorted: Float64Array, position: number): number {
  if (position < 0) return -Infinity;
  if (position > sorted.length - 1) return Infinity;
  const below = Math.floor(position);
  const [one = 0, next = one] = sorted.subarray(below, below + 2);
  return one + (next - one) * (position - below);
}

/** Of what is left beside the line, from each point to the next. */
function neighbourCorrelation(points: readonly TrendPoint[], slope: number): number {
  const start = points[0]?.atMillis ?? 0;
  const bare = points.map(({ atMillis, value }) => value - slope * (atMillis - start));
  const mean = bare.reduce((sum, value) => sum + value, 0) / Math.max(1, bare.length);
  let together = 0;
  let all = 0;
  for (const [index, value] of bare.entries()) {
    all += (value - mean) ** 2;
    const before = bare[index - 1];
    if (before !== undefined) together += (value - mean) * (before - mean);
  }
  // What is left beside an exact line are rounding errors, which say nothing.
  const least = bare.reduce((sum, value) => sum + value ** 2, 0) * 1e-18;
  const found = all <= least ? 0 : together / all;
  // Of few points it comes out too small (Kendall 1954).
  return found <= 0 ? 0 : found + (1 + 4 * found) / bare.length;
}
