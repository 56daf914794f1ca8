// Whether a count goes on growing, as tables of counts: one poll every two seconds.
import { describe, expect, it } from 'vitest';
import { countTrend } from '../../../src/analyse/numbers/countTrend';

const trendOf = (counts: readonly number[]) =>
  countTrend(counts.map((value, nth) => ({ atMillis: nth * 2000, value })));
const times = (count: number, value: number) => Array.from({ length: count }, () => value);
/** Clients that connect quickly, and keep their connections. */
const crowd = [2, 32, 62, 92, 122];

describe('a count', () => {
  it.each<{ what: string; counts: readonly number[]; goesOn: boolean }>([
    { what: 'goes on that grows by one', counts: Array.from({ length: 30 }, (_, nth) => nth), goesOn: true },
    {
      what: 'goes on that grows by batches',
      counts: Array.from({ length: 30 }, (_, nth) => 30 * Math.floor(nth / 6)),
      goesOn: true,
    },
    {
      what: 'goes on whose last batch is small',
      counts: [...times(6, 0), ...times(6, 30), ...times(6, 60), ...times(6, 65)],
      goesOn: true,
    },
    { what: 'is over after a ramp', counts: [...crowd, ...times(25, 122)], goesOn: false },
    {
      what: 'is over after a ramp, though one more comes',
      counts: [...crowd, ...times(20, 122), ...times(5, 123)],
      goesOn: false,
    },
    {
      what: 'is over after a ramp, though two more come',
      counts: [...crowd, ...times(18, 122), ...times(2, 123), ...times(5, 124)],
      goesOn: false,
    },
  ])('$what', ({ counts, goesOn }) => {
    expect(trendOf(counts)?.goesOn).toBe(goesOn);
  });
});
