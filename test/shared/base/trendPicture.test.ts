import { describe, expect, it } from 'vitest';
import { trendPicture } from '../../../src/shared/base/trendPicture';

function svgOf(uri: string): string {
  const [head, body] = uri.split(',');
  expect(head).toBe('data:image/svg+xml;base64');
  return atob(body ?? '');
}

const pointsOf = (uri: string) =>
  (/points="([^"]*)"/.exec(svgOf(uri))?.[1] ?? '').split(' ').map((point) => point.split(',').map(Number));

describe('the picture of a trend', () => {
  it('goes from left to right over the time, and from zero at the lower edge to the largest value at the upper', () => {
    const picture = trendPicture([
      [1_000, 0],
      [2_000, 50],
      [3_000, 100],
    ]);
    expect(pointsOf(picture)).toEqual([
      [4, 44],
      [120, 24],
      [236, 4],
    ]);
  });

  it('does not make much of little growth', () => {
    const [first, last] = pointsOf(
      trendPicture([
        [0, 100],
        [1, 102],
      ]),
    );
    expect(Math.abs((first?.[1] ?? 0) - (last?.[1] ?? 0))).toBeLessThan(1);
  });

  it('lies on the lower edge when everything is zero', () => {
    const ys = pointsOf(
      trendPicture([
        [0, 0],
        [1, 0],
      ]),
    ).map(([, y]) => y);
    expect(ys).toEqual([44, 44]);
  });

  it.each([
    ['nothing', []],
    ['one point', [[1, 2]]],
    [
      'points at one moment',
      [
        [1, 2],
        [1, 3],
      ],
    ],
    [
      'what is no number',
      [
        [Number.NaN, 2],
        [1, Infinity],
        [3, 4],
      ],
    ],
  ] as const)('is none of %s', (_what, trend) => {
    expect(trendPicture(trend)).toBe('');
  });
});
