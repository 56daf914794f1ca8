import { describe, expect, it } from 'vitest';
import { outlookOf } from '../../../src/analyse/numbers/outlook';
import type { SeriesLimit } from '../../../src/shared/model/series/outlook';
import type { SeriesPoint } from '../../../src/shared/model/series/series';
import { megabyte } from '../builders';
import { Chance } from '../go/judge/syntheticSeries';

const limit: SeriesLimit = { series: 'rss', less: null, unit: 'bytes', limit: 512 * megabyte, origin: 'cgroup' };
const second = 1000;
const hour = 3600;
const seeds = Array.from({ length: 100 }, (_, seed) => seed + 1);

/** Megabytes at a second of a program's life. */
type Program = (seconds: number) => number;
type Noise = () => number;

/** Resident memory, asked every five seconds for so long. */
function watched(program: Program, seconds: number, noise: Noise = () => 0): SeriesPoint[] {
  return Array.from({ length: Math.floor(seconds / 5) + 1 }, (_, nth) => ({
    atMillis: nth * 5 * second,
    life: 0,
    values: { rss: (program(nth * 5) + noise()) * megabyte },
  }));
}

/** Seconds from the end of the watch until the program really is at the limit. */
function reallyReached(program: Program, watchedSeconds: number): number {
  for (let at = watchedSeconds; ; at += 1) if (program(at) >= 512) return at - watchedSeconds;
}

/** In megabytes, deviation 1. */
function normal(seed: number): Noise {
  const chance = new Chance(seed);
  return () => chance.normal();
}

/** What a heap does between collections that come at twice what is live. */
function saw(live: Program, period: number): Program {
  return (at) => live(at) * (1 + (at % period) / period);
}

interface Case {
  readonly name: string;
  readonly program: Program;
  readonly watch: number;
  readonly deviation: number;
}

const leaks: readonly Case[] = [
  { name: 'a leak of 1 MB/s, one minute', program: (at) => 60 + at, watch: 65, deviation: 1 },
  { name: 'a leak of 0.5 MB/s, five minutes', program: (at) => 60 + at / 2, watch: 300, deviation: 4 },
  { name: 'a slow leak, one hour', program: (at) => 200 + at / 120, watch: hour, deviation: 2 },
  { name: 'a saw of 7 s', program: saw((at) => 40 + at / 4, 7), watch: 300, deviation: 1 },
  { name: 'a saw of 31 s', program: saw((at) => 40 + at / 4, 31), watch: 600, deviation: 1 },
  {
    name: 'a leak behind a warm-up',
    program: (at) => 60 + 100 * (1 - Math.exp(-at / 40)) + at / 10,
    watch: 900,
    deviation: 1,
  },
  { name: 'steps of a map that doubles', program: (at) => 40 + Math.floor(at / 20) * 3, watch: 600, deviation: 0.5 },
];

describe('the time to a limit', () => {
  it.each(leaks)('covers when it is really reached, and is told: $name', ({ program, watch, deviation }) => {
    const really = reallyReached(program, watch) * second;
    const told = seeds.flatMap((seed) => {
      const noise = normal(seed);
      return (
        outlookOf(
          watched(program, watch, () => noise() * deviation),
          limit,
        ) ?? []
      );
    });
    const covered = told.filter(({ reaches }) => reaches.earliestMillis <= really && really <= reaches.latestMillis);
    expect(told.length).toBeGreaterThanOrEqual(80);
    expect(covered.length / told.length).toBeGreaterThanOrEqual(0.95);
  });

  const steady: readonly Case[] = [
    { name: 'a plateau, one minute', program: () => 200, watch: 65, deviation: 3 },
    { name: 'a plateau, one hour', program: () => 200, watch: hour, deviation: 3 },
    { name: 'a plateau with a saw of 11 s', program: saw(() => 100, 11), watch: 300, deviation: 1 },
    { name: 'a plateau with a saw of 97 s', program: saw(() => 100, 97), watch: 600, deviation: 1 },
    { name: 'a warm-up that is over', program: (at) => 60 + 200 * (1 - Math.exp(-at / 30)), watch: 300, deviation: 1 },
    {
      name: 'a warm-up that levels off',
      program: (at) => 60 + 200 * (1 - Math.exp(-at / 120)),
      watch: 300,
      deviation: 1,
    },
    { name: 'a service that frees', program: (at) => 400 - at / 10, watch: 300, deviation: 1 },
    { name: 'a step up', program: (at) => (at < 150 ? 100 : 300), watch: 300, deviation: 1 },
  ];
  it.each(steady)('says nothing of $name', ({ program, watch, deviation }) => {
    const told = seeds.filter((seed) => {
      const noise = normal(seed);
      return (
        outlookOf(
          watched(program, watch, () => noise() * deviation),
          limit,
        ) !== null
      );
    });
    expect(told.length).toBeLessThanOrEqual(2);
  });

  it('says nothing of memory that wanders', () => {
    const told = seeds.filter((seed) => {
      const noise = normal(seed);
      let at = 200;
      return (
        outlookOf(
          watched(() => (at += noise()), 600),
          limit,
        ) !== null
      );
    });
    expect(told.length).toBeLessThanOrEqual(10);
  });

  it('begins anew with another process', () => {
    const before = watched((at) => 60 + at, 300);
    const after = watched(() => 60, 300).map(({ atMillis, values }) => ({
      atMillis: atMillis + 305_000,
      life: 1,
      values,
    }));
    expect(outlookOf(before, limit)?.reaches.likelyMillis).toBeCloseTo(152_000, -4);
    expect(outlookOf([...before, ...after.slice(0, 6)], limit)).toBeNull();
    expect(outlookOf([...before, ...after], limit)).toBeNull();
  });

  it('leaves out what is back with the operating system, and polls that do not tell', () => {
    const points = watched((at) => 60 + at, 300).map((point, nth) => ({
      ...point,
      values: nth % 3 === 1 ? {} : { sys: (point.values['rss'] ?? 0) + 100 * megabyte, heapReleased: 100 * megabyte },
    }));
    const told = outlookOf(points, { ...limit, series: 'sys', less: 'heapReleased' });
    expect((told?.now ?? 0) / megabyte).toBeCloseTo(360, 0);
    expect(told?.perMinute).toBeCloseTo(60 * megabyte, -3);
  });

  it('foresees no more than a hundred times what it saw', () => {
    const slow = watched((at) => 60 + at / 1000, 300);
    expect(outlookOf(slow, limit)).toBeNull();
    expect(outlookOf(slow, { ...limit, limit: 70 * megabyte })).not.toBeNull();
  });

  it('is zero for a limit that has been reached', () => {
    const told = outlookOf(
      watched((at) => 400 + at, 300),
      limit,
    );
    expect(told?.reaches).toEqual({ likelyMillis: 0, earliestMillis: 0, latestMillis: 0 });
  });
});
