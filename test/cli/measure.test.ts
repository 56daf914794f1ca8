import { describe, expect, it } from 'vitest';
import { formatAmount, formatPercent, ownScale, reportScale } from '../../src/cli/measure';

describe('a report has one unit', () => {
  it.each([
    [[1024, 5 * 1024 ** 2], 6 * 1024 ** 2, 'bytes', 1024, '1kB'],
    [[600 * 1024], 600 * 1024, 'bytes', 600 * 1024, '600kB'],
    [[512, 2 ** 40], 2 ** 40, 'bytes', 512, '0.50kB'],
    [[20 * 1024, 2 ** 30], 2 ** 30, 'bytes', 20 * 1024, '0.02MB'],
    [[5], 5, 'bytes', 5, '5B'],
    [[0], 0, 'bytes', 0, '0'],
    [[1_500], 1_500, 'nanoseconds', 1_500, '1.50us'],
    [[7_200e9], 7_200e9, 'nanoseconds', 7_200e9, '2hrs'],
    [[3], 3, 'count', 3, '3'],
    [[3], 3, 'objects', 3, '3objects'],
    [[-2048], 2048, 'bytes', -2048, '-2kB'],
    [[2n ** 60n], 2n ** 60n, 'bytes', 2n ** 60n, '1024PB'],
  ] as const)('%#: of %s %s, %s is %s', (values, total, unit, value, expected) => {
    expect(formatAmount(value, reportScale(values, total, unit))).toBe(expected);
  });

  it('and a value alone has its own', () => {
    expect(formatAmount(48, ownScale(48, 'bytes'))).toBe('48B');
    expect(formatAmount(40_000_000, ownScale(40_000_000, 'nanoseconds'))).toBe('40ms');
  });
});

it.each([
  [1, 1, '  100%'],
  [9_996, 10_000, '  100%'],
  [9_994, 10_000, '99.94%'],
  [-5, 10, '50.00%'],
  [3, 2, '150.00%'],
  [51, 10_000, ' 0.51%'],
  [1, 10_000, ' 0.01%'],
  [1, 30_000_000, '3.3e-06%'],
  [1, 8_333, '0.012%'],
  [0, 5, '    0%'],
  [5, 0, '    0%'],
])('%d of %d is %s', (value, total, expected) => {
  expect(formatPercent(value, total)).toBe(expected);
});
