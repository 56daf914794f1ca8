import { describe, expect, it } from 'vitest';
import { sparkline } from '../../../src/shared/base/sparkline';

type Points = [number, number][];
const every = (values: number[]): Points => values.map((value, index) => [index * 1000, value]);

describe('the picture of a trend', () => {
  it.each<[string, number[], string]>([
    ['a steady rise', [0, 1, 2, 3, 4, 5, 6, 7], '▁▂▃▄▅▆▇█'],
    ['a step', [10, 10, 20, 20], '▁▁██'],
    ['a fall', [8, 4, 0], '█▅▁'],
    ['nothing that moves', [5, 5, 5, 5], ''],
    ['too few points', [1, 2], ''],
    ['no points', [], ''],
  ])('shows %s', (_what, values, picture) => {
    expect(sparkline(every(values))).toBe(picture);
  });

  it('has as many bars as fit, whatever the number of points, and ends with the newest', () => {
    const picture = sparkline(every(Array.from({ length: 1000 }, (_, index) => index)));
    expect(picture).toHaveLength(24);
    expect(picture.at(-1)).toBe('█');
  });

  it('repeats what was known through a gap in time', () => {
    const points: Points = [
      [0, 0],
      [1000, 7],
      [9000, 7],
      [10_000, 3],
    ];
    expect(sparkline(points)).toBe('███▁');
  });
});
