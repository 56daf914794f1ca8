import { describe, expect, it } from 'vitest';
import { addAmounts, magnitude } from '../../../src/shared/model/report/amount';
import { formatAmount, formatPercent, ownScale, reportScale } from '../../../src/cli/text/measure';

describe('a report has one unit', () => {
  it.each([
    { values: [1024, 5 * 1024 ** 2], unit: 'bytes', shown: ['1kB', '5120kB'] },
    { values: [600 * 1024], unit: 'bytes', shown: ['600kB'] },
    { values: [512, 2 ** 40], unit: 'bytes', shown: ['0.50kB', '1073741824kB'] },
    { values: [20 * 1024, 2 ** 30], unit: 'bytes', shown: ['0.02MB', '1024MB'] },
    { values: [0, 5], unit: 'bytes', shown: ['0', '5B'] },
    { values: [-2048], unit: 'bytes', shown: ['-2kB'] },
    { values: [2n ** 60n], unit: 'bytes', shown: ['1024PB'] },
    { values: [1_500], unit: 'nanoseconds', shown: ['1.50us'] },
    { values: [7_200e9], unit: 'nanoseconds', shown: ['2hrs'] },
    { values: [1_152, 1_408], unit: 'bytes', shown: ['1.12kB', '1.38kB'] },
    { values: [-1_152], unit: 'bytes', shown: ['-1.12kB'] },
    { values: [3], unit: 'count', shown: ['3'] },
    { values: [3], unit: 'objects', shown: ['3objects'] },
  ])('$shown of $unit', ({ values, unit, shown }) => {
    const total = values.map(magnitude).reduce(addAmounts);
    const scale = reportScale(values, total, unit);
    expect(values.map((value) => formatAmount(value, scale))).toEqual(shown);
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
  [1, 800, ' 0.12%'],
  [3, 800, ' 0.38%'],
  [9, 800, ' 1.12%'],
  [0, 5, '    0%'],
  [5, 0, '    0%'],
])('%d of %d is %s', (value, total, expected) => {
  expect(formatPercent(value, total)).toBe(expected);
});
