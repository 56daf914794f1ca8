import { describe, expect, it } from 'vitest';
import {
  goroutineGrowth,
  growthPerMinute,
  heapGrowth,
  kendallTau,
  theilSenSlope,
  type TrendPoint,
} from '../../../src/analyse/numbers/trend';
import { megabyte } from '../builders';

/** One value every five seconds, as a target is polled. */
function every5Seconds(values: readonly number[]): TrendPoint[] {
  return values.map((value, index) => ({ atMillis: index * 5000, value }));
}

/** `length` values by index, every five seconds. */
function series(length: number, value: (index: number) => number): TrendPoint[] {
  return every5Seconds(Array.from({ length }, (_, index) => value(index)));
}

describe('the Theil-Sen slope', () => {
  it.each([
    ['a line', [0, 5, 10, 15], 1],
    ['a falling line', [30, 20, 10, 0], -2],
    ['one wild point of five', [0, 5, 1000, 15, 20], 1],
    ['nothing that moves', [7, 7, 7], 0],
    ['a single point', [7], 0],
    ['no point', [], 0],
  ])('of %s is per millisecond: %j', (_name, values, perSecond) => {
    expect(theilSenSlope(every5Seconds(values))).toBeCloseTo(perSecond / 1000, 12);
  });

  it('does not divide by a time that stands still', () => {
    expect(theilSenSlope([1, 2, 3].map((value) => ({ atMillis: 0, value })))).toBe(0);
  });

  it('is the middle of an even number of slopes', () => {
    expect(theilSenSlope(every5Seconds([0, 5, 15]))).toBeCloseTo(1.5 / 1000, 12);
  });
});

describe("Kendall's tau", () => {
  it.each([
    ['rises always', [1, 2, 3, 4], 1],
    ['falls always', [4, 3, 2, 1], -1],
    ['stands still', [2, 2, 2, 2], 0],
    ['sees and saws', [1, 9, 1, 9, 1, 9], 3 / 15],
    ['is one step up', [1, 1, 5, 5], 4 / 6],
    ['is a single point', [1], 0],
    ['is empty', [], 0],
  ])('of a series that %s: %j', (_name, values, tau) => {
    expect(kendallTau(every5Seconds(values))).toBeCloseTo(tau, 12);
  });
});

describe('growth of a goroutine count', () => {
  const growth = (values: readonly number[]) => growthPerMinute(every5Seconds(values), goroutineGrowth);

  it.each([
    ['a leak', [10, 20, 30, 40, 50], 120],
    ['a leak with steps slower than the polls', [10, 10, 20, 20, 30, 30, 40, 40], 60],
    ['a slow leak: two in half a minute', [50, 50, 51, 51, 51, 52, 52], 4],
  ])('%s grows: %j', (_name, values, perMinute) => {
    expect(growth(values)).toBeCloseTo(perMinute, 0);
  });

  it('what steadily falls has a negative rate', () => {
    expect(growth([50, 40, 30, 20, 10])).toBe(-120);
  });

  it.each([
    ['flat', [10, 10, 10, 10]],
    ['two points', [10, 1000]],
    ['no point', []],
    ['one more', [10, 10, 11, 11]],
    ['a burst that is over', [10, 10, 500, 10, 10]],
    ['a burst that has just begun', [10, 10, 10, 500]],
    ['a step to a new level', [10, 10, 500, 500, 500]],
    ['a sawtooth', [10, 20, 30, 10, 20, 30, 10, 20, 30]],
    ['requests that come and go', [12, 40, 3, 27, 33, 8, 19, 41, 5]],
    ['one per cent of very many', [100_000, 100_300, 100_600, 101_000]],
  ])('%s is no growth: %j', (_name, values) => {
    expect(growth(values)).toBeNull();
  });

  it('a pool that warms up grows until it is full, and not for long after', () => {
    const warmUp = (length: number) => series(length, (index) => Math.min(index * 10, 100));
    expect(growthPerMinute(warmUp(10), goroutineGrowth)).toBe(120);
    expect(growthPerMinute(warmUp(25), goroutineGrowth)).toBeNull();
  });

  it('is over with the first poll after a fix', () => {
    const leaking = [10, 20, 30, 40, 50, 60, 70, 80];
    expect(growthPerMinute(every5Seconds(leaking), goroutineGrowth)).toBe(120);
    expect(growthPerMinute(every5Seconds([...leaking, 12]), goroutineGrowth)).toBeNull();
    expect(growthPerMinute(every5Seconds([...leaking, 78]), goroutineGrowth)).toBeGreaterThan(100);
  });

  it('a gap in time, as a reconnect leaves it, is no reason to say nothing', () => {
    const early = every5Seconds([10, 20, 30]);
    const late = [100_000, 105_000, 110_000].map((atMillis, index) => ({ atMillis, value: 40 + index * 10 }));
    expect(growthPerMinute([...early, ...late], goroutineGrowth)).toBeGreaterThan(0);
  });
});

describe('growth of bytes in the heap', () => {
  const growth = (megabytes: readonly number[]) => {
    const rate = growthPerMinute(every5Seconds(megabytes.map((value) => value * megabyte)), heapGrowth);
    return rate === null ? null : rate / megabyte;
  };

  it.each([
    ['a leak', [0, 8, 16, 24, 32], 96],
    ['a leak on a large heap', [100, 130, 160, 190, 220], 360],
  ])('%s grows: %j MB', (_name, megabytes, perMinute) => {
    expect(growth(megabytes)).toBeCloseTo(perMinute, 5);
  });

  it('many points that rise almost without a break need less than few', () => {
    const rising = Array.from({ length: 12 }, (_, index) => 100 + index);
    expect(growth(rising)).toBeCloseTo(12, 5);
    expect(growth(rising.slice(0, 9))).toBeNull();
  });

  it.each([
    ['flat', [64, 64, 64, 64, 64]],
    ['less than one sample', [64, 64.1, 64.2, 64.3]],
    // One sample stands for 512 KB: 16 MB are 32 samples, give or take six.
    ['what sampling alone can do', [16, 17, 18, 20]],
    ['a cache that warms up and is then full', [0, 20, 40, 60, 60, 60, 60, 60, 60]],
    ['garbage that is collected', [10, 30, 50, 10, 30, 50, 10, 30, 50]],
  ])('%s is no growth: %j MB', (_name, megabytes) => {
    expect(growth(megabytes)).toBeNull();
  });

  it('negative values, as difference profiles have them, break nothing', () => {
    expect(growth([-10, -20, -30, -40])).toBeCloseTo(-120, 5);
  });
});

/** Numerical Recipes' linear congruence: the same numbers in every run. */
function dice(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/**
 * Ten minutes of polls, five seconds apart, of a heap profile: of a cache of constant size whose entries are replaced all the
 * time, and of what leaks beside it. Each object is sampled by chance, as runtime.MemProfileRate has it.
 * @returns how many of a hundred polls say that it grows.
 */
function growingPolls(
  heap: { entries: number; replaced: number; leaked: number; before: number },
  seed: number,
): number {
  const roll = dice(seed);
  const size = 4096;
  const chance = 1 - Math.exp(-size / (512 * 1024));
  const sampled = () => (roll() < chance ? 1 : 0);
  const cache = Array.from({ length: heap.entries }, sampled);
  let leaked = (heap.before / size) * chance;
  let next = 0;
  let points: TrendPoint[] = [];
  let growing = 0;
  const polls = 120;
  for (let poll = 0; poll < polls; poll += 1) {
    for (let nth = 0; nth < heap.replaced; nth += 1) cache[next++ % heap.entries] = sampled();
    for (let nth = 0; nth < heap.leaked / size; nth += 1) leaked += sampled();
    const samples = cache.reduce((sum, one) => sum + one, leaked);
    points = [...points, { atMillis: poll * 5000, value: (samples * size) / chance }].slice(-60);
    if ((growthPerMinute(points, heapGrowth) ?? 0) > 0) growing += 1;
  }
  return (growing / polls) * 100;
}

describe('sampling', () => {
  const mean = (heap: Parameters<typeof growingPolls>[0]) => {
    const seeds = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((seed) => growingPolls(heap, seed * 7919));
    return seeds.reduce((sum, share) => sum + share, 0) / seeds.length;
  };

  it.each([
    { entries: 2000, replaced: 500 },
    { entries: 2000, replaced: 100 },
    { entries: 20_000, replaced: 500 },
  ])('hardly ever makes a cache of $entries entries grow that replaces $replaced of them at each poll', (cache) => {
    expect(mean({ ...cache, leaked: 0, before: 0 })).toBeLessThan(2.5);
  });

  it.each([0, 200, 1000])('does not hide a leak of 500 KB/s on top of %d MB', (before) => {
    expect(mean({ entries: 1, replaced: 1, leaked: 5 * 500 * 1024, before: before * megabyte })).toBeGreaterThan(85);
  });
});
