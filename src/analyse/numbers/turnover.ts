import type { Turnover } from '../../shared/model/turnover';
import type { TrendPoint } from './trend';

/** Fewer samples than these say nothing about what is freed: of 10 none is freed by chance once in 27 times where 28 % are. */
const leastSamples = 10;

/** What grows by more than this share of what came is no steady state, and Little's law speaks of nothing else. */
const steadyShare = 0.5;

/** One number of one line at the moments of its collections. */
export interface LineTurnover {
  /** Bytes in use. */
  readonly held: readonly TrendPoint[];
  /** Bytes ever allocated, at the same moments. */
  readonly allocated: readonly TrendPoint[];
  /** What one sample stands for, bytes (`sampleBytes`). */
  readonly sampleBytes: number;
}

/**
 * A heap profile holds an object of size s with probability p = 1−e^(−s/rate) (runtime/mprof.go), so one sample stands for s/p
 * bytes: for the rate where objects are small, for themselves where they are large.
 */
export function sampleBytes(ratePeriod: number, objectBytes: number): number {
  if (ratePeriod <= 1 || objectBytes <= 0) return Math.max(objectBytes, 0);
  return objectBytes / -Math.expm1(-objectBytes / ratePeriod);
}

/**
 * What came and went over all the points; null where that is not known, or where so few samples came that nothing can be said.
 * Both numbers are as of the same collection (runtime/mprof.go publishes allocations and frees of a cycle together), and what is
 * in use then is what can be reached, so in use ÷ pace of allocation is the mean time that an object is kept (Little 1961).
 */
export function turnoverOf({ held, allocated, sampleBytes: each }: LineTurnover): Turnover | null {
  const from = held.findIndex(({ atMillis }) => allocated[0]?.atMillis === atMillis);
  const seen = from < 0 ? [] : held.slice(from);
  const first = seen[0];
  const last = seen.at(-1);
  if (first === undefined || last === undefined || allocated.at(-1)?.atMillis !== last.atMillis) return null;
  if (hasFallen(allocated)) return null;
  const windowMillis = last.atMillis - first.atMillis;
  const allocatedBytes = (allocated.at(-1)?.value ?? 0) - (allocated[0]?.value ?? 0);
  if (windowMillis <= 0 || allocatedBytes < leastSamples * each) return null;
  const grown = last.value - first.value;
  const freedBytes = Math.max(0, allocatedBytes - grown);
  const isSteady = grown <= allocatedBytes * steadyShare && freedBytes >= leastSamples * each;
  const livesMillis = isSteady ? (meanOver(seen) * windowMillis) / allocatedBytes : null;
  return { windowMillis, allocatedBytes, freedBytes, livesMillis };
}

/**
 * How many samples came, over all the points, of which not one went; 0 where one did, and where that is not known. Where as much goes as
 * comes, k in a row that stay are chance once in 2^k. A sample's bytes are scaled alike when it comes and when it goes (runtime/pprof/
 * protomem.go), so that the two cancel out but for rounding.
 */
export function unfreedSamples({ held, allocated, sampleBytes: each }: LineTurnover): number {
  const [start, end] = [allocated[0], allocated.at(-1)];
  const grownFrom = held.find(({ atMillis }) => atMillis === start?.atMillis);
  const grownTo = held.at(-1);
  if (start === undefined || end === undefined || grownFrom === undefined || grownTo === undefined) return 0;
  if (each <= 0 || hasFallen(allocated)) return 0;
  const came = end.value - start.value;
  const went = came - (grownTo.value - grownFrom.value);
  return grownTo.atMillis !== end.atMillis || went >= each / 2 ? 0 : Math.floor(came / each + 0.5);
}

/** What was ever allocated only rises in one process: what falls was not known all the time. */
function hasFallen(allocated: readonly TrendPoint[]): boolean {
  return allocated.some(({ value }, at) => value < (allocated[at - 1]?.value ?? 0));
}

/** The mean over time, on straight lines from point to point. */
function meanOver(points: readonly TrendPoint[]): number {
  let area = 0;
  for (const [at, { atMillis, value }] of points.entries()) {
    const before = points[at - 1];
    if (before !== undefined) area += ((value + before.value) / 2) * (atMillis - before.atMillis);
  }
  const span = (points.at(-1)?.atMillis ?? 0) - (points[0]?.atMillis ?? 0);
  return span === 0 ? (points[0]?.value ?? 0) : area / span;
}
