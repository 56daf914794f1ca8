// The picture of a trend: from zero up, by time, and nothing in it but numbers.
import { expect, it } from 'vitest';
import { trendPicture } from '../../../../../src/host/findings/report/trendPicture';

const line = (points: readonly (readonly [number, number])[]) =>
  /<polyline points="([^"]*)"/.exec(trendPicture({ points }))?.[1];

it('goes from zero up by time', () => {
  expect(
    line([
      [1000, 0],
      [2000, 50],
      [5000, 100],
    ]),
  ).toBe('4.0,116.0 162.0,60.0 636.0,4.0');
});

it('shows what hardly grows as that', () => {
  expect(
    line([
      [0, 100],
      [1000, 101],
    ]),
  ).toBe('4.0,5.1 636.0,4.0');
});

it('is none where nothing was seen, or no time passed', () => {
  expect([
    line([]),
    line([[0, 1]]),
    trendPicture({
      points: [
        [5, 1],
        [5, 2],
      ],
    }),
  ]).toEqual([undefined, undefined, '']);
});
