import type { Int64 } from '../base/int64';

/**
 * Estimates what a sampled record stands for. An allocation of S bytes is sampled with the probability 1 - exp(-S / rate), so
 * that count and bytes are divided by it, and cut to whole numbers (scaleHeapSample in pprof's profile package; the same
 * formula as in Go's runtime/pprof/protomem.go). At a rate of 1 or less everything was counted.
 *
 * @returns `[count, bytes]`, or null when the result is no int64.
 */
export function unsample(count: Int64, bytes: Int64, rate: Int64): [Int64, Int64] | null {
  if (count === 0 || bytes === 0) return [0, 0];
  if (rate <= 1) return [count, bytes];
  const averageSize = Number(bytes) / Number(count);
  const scale = 1 / (1 - Math.exp(-averageSize / Number(rate)));
  const scaled = [Math.trunc(Number(count) * scale) + 0, Math.trunc(Number(bytes) * scale) + 0] as const;
  const limit = 2 ** 63;
  return scaled.every((value) => Math.abs(value) < limit) ? [...scaled] : null;
}
