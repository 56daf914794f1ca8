import { describe, expect, it } from 'vitest';
import { sampleBytes, turnoverOf, unfreedSamples } from '../../../src/analyse/numbers/turnover';

const kB = 1024;
const MB = 1024 * kB;

/** One value a second. */
function everySecond(...values: number[]) {
  return values.map((value, second) => ({ atMillis: second * 1000, value }));
}

function rising(perSecond: number, seconds = 60) {
  return everySecond(...Array.from({ length: seconds + 1 }, (_, second) => second * perSecond));
}

describe('what one sample stands for', () => {
  it.each([
    ['a small object', 16, 512 * kB + 8],
    ['a large one', 8 * MB, 8 * MB],
  ])('%s', (_what, objectBytes, expected) => {
    expect(sampleBytes(512 * kB, objectBytes)).toBeCloseTo(expected, -1);
  });

  it('is the object where everything is sampled', () => {
    expect(sampleBytes(1, 48)).toBe(48);
  });
});

describe('what came and went', () => {
  const each = 512 * kB;

  it('of a leak: nothing went', () => {
    const told = turnoverOf({ held: rising(MB), allocated: rising(MB), sampleBytes: each });
    expect(told).toEqual({ windowMillis: 60_000, allocatedBytes: 60 * MB, freedBytes: 0, livesMillis: null });
  });

  it('of a full cache whose entries are replaced: all of it, and how long an entry lives', () => {
    const held = everySecond(...Array.from({ length: 61 }, () => 30 * MB));
    const told = turnoverOf({ held, allocated: rising(MB), sampleBytes: each });
    expect(told).toEqual({ windowMillis: 60_000, allocatedBytes: 60 * MB, freedBytes: 60 * MB, livesMillis: 30_000 });
  });

  it('of a queue that drains: more went than came', () => {
    const held = everySecond(40 * MB, 30 * MB, 20 * MB, 10 * MB);
    const allocated = everySecond(100 * MB, 110 * MB, 120 * MB, 130 * MB);
    expect(turnoverOf({ held, allocated, sampleBytes: each })).toMatchObject({
      allocatedBytes: 30 * MB,
      freedBytes: 60 * MB,
    });
  });

  it('says no time of life of what still grows by most of what comes', () => {
    const told = turnoverOf({ held: rising(0.8 * MB), allocated: rising(MB), sampleBytes: each });
    expect(told?.freedBytes).toBeCloseTo(12 * MB, -2);
    expect(told?.livesMillis).toBeNull();
  });

  it('begins where both numbers are known', () => {
    const held = rising(MB);
    const told = turnoverOf({ held, allocated: rising(2 * MB).slice(20), sampleBytes: each });
    expect(told).toMatchObject({ windowMillis: 40_000, allocatedBytes: 80 * MB, freedBytes: 40 * MB });
  });

  it.each([
    ['too few samples came', rising(64 * kB), rising(64 * kB)],
    ['there is one collection', everySecond(MB), everySecond(9 * MB)],
    ['nobody counts what is allocated', rising(MB), []],
    ['the line was not known for a while', everySecond(MB, MB, 9 * MB), everySecond(5 * MB, 0, 60 * MB)],
  ])('says nothing where %s', (_why, held, allocated) => {
    expect(turnoverOf({ held, allocated, sampleBytes: each })).toBeNull();
  });
});

describe('samples of which none went', () => {
  const each = 512 * kB;

  it.each([
    { what: 'of a leak are all that came', held: rising(MB / 8), allocated: rising(MB / 8), expected: 15 },
    { what: 'are none where one went', held: rising(MB / 8), allocated: rising(MB / 8 + 16 * kB), expected: 0 },
    {
      what: 'are none of a full cache',
      held: everySecond(30 * MB, 30 * MB),
      allocated: everySecond(0, 9 * MB),
      expected: 0,
    },
    {
      what: 'are not known where the counter fell',
      held: everySecond(9 * MB, 9 * MB),
      allocated: everySecond(8 * MB, 0, 8 * MB),
      expected: 0,
    },
    { what: 'are not known without a counter', held: rising(MB), allocated: [], expected: 0 },
  ])('$what', ({ held, allocated, expected }) => {
    expect(unfreedSamples({ held, allocated, sampleBytes: each })).toBe(expected);
  });

  it('count from where both numbers are known', () => {
    expect(unfreedSamples({ held: rising(MB / 8), allocated: rising(MB / 8).slice(20), sampleBytes: each })).toBe(10);
  });
});
