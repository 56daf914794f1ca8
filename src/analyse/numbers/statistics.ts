import { kendallTau, type TrendPoint } from './trend';

/** Points beyond this make a shape no clearer and cost the square of their number. */
const maxPoints = 32;

/** Mann-Kendall's z of so many points that rise one and all, without ties. */
export function greatestZ(points: number): number {
  const pairs = (points * (points - 1)) / 2;
  const variance = (points * (points - 1) * (2 * points + 5)) / 18;
  return variance <= 0 ? 0 : pairs / Math.sqrt(variance);
}

/**
 * Mann-Kendall's z: Kendall's S over its standard deviation without ties, √(n(n−1)(2n+5)/18). Above 3, one series in a
 * thousand without a trend; points that hang together (load, sawtooth) break that promise, so z alone proves nothing.
 */
export function mannKendallZ(points: readonly TrendPoint[]): number {
  const n = points.length;
  if (n < 3) return 0;
  const pairs = (n * (n - 1)) / 2;
  return (kendallTau(points) * pairs) / Math.sqrt((n * (n - 1) * (2 * n + 5)) / 18);
}

/** Pearson's correlation, −1 to 1; 0 where one of them stands still. */
export function correlation(a: readonly number[], b: readonly number[]): number {
  const n = Math.min(a.length, b.length);
  const meanA = mean(a, n);
  const meanB = mean(b, n);
  let both = 0;
  let squareA = 0;
  let squareB = 0;
  for (let at = 0; at < n; at += 1) {
    const fromA = (a[at] ?? 0) - meanA;
    const fromB = (b[at] ?? 0) - meanB;
    both += fromA * fromB;
    squareA += fromA * fromA;
    squareB += fromB * fromB;
  }
  return squareA === 0 || squareB === 0 ? 0 : both / Math.sqrt(squareA * squareB);
}

function mean(values: readonly number[], count: number): number {
  let sum = 0;
  for (let at = 0; at < count; at += 1) sum += values[at] ?? 0;
  return count === 0 ? 0 : sum / count;
}

/** Chance of `most` events or fewer where `expected` are expected (Poisson). */
export function poissonAtMost(most: number, expected: number): number {
  let term = Math.exp(-expected);
  let sum = term;
  for (let k = 1; k <= most; k += 1) {
    term *= expected / k;
    sum += term;
  }
  return Math.min(1, sum);
}

/**
 * Chance of `late` events or fewer in the second of two spans of time, of the `early + late` that came in both, if they come as often in
 * one as in the other (each falls into the second with its share of the time).
 */
export function chanceOfSoFew(early: number, late: number, lateShare: number): number {
  const all = early + late;
  let term = (1 - lateShare) ** all;
  let sum = term;
  for (let k = 1; k <= late; k += 1) {
    term *= ((all - k + 1) / k) * (lateShare / (1 - lateShare));
    sum += term;
  }
  return Math.min(1, sum);
}

/** The least value from each point on: what was there then and has stayed ever since. */
export function suffixMinima(values: readonly number[]): number[] {
  const minima = [...values];
  for (let at = minima.length - 2; at >= 0; at -= 1) minima[at] = Math.min(minima[at] ?? 0, minima[at + 1] ?? 0);
  return minima;
}

/** Evenly, first and last kept. */
export function sampled<T>(points: readonly T[], most = maxPoints): readonly T[] {
  if (points.length <= most) return points;
  const step = (points.length - 1) / (most - 1);
  return Array.from({ length: most }, (_, nth) => points[Math.round(nth * step)]).filter(
    (point): point is T => point !== undefined,
  );
}
