import { expect, it } from 'vitest';
import { sinceLastFall } from '../../../src/analyse/numbers/sinceLastFall';

const since = (...values: readonly number[]) =>
  sinceLastFall(values.map((value, nth) => ({ atMillis: nth * 1000, value }))).map(({ value }) => value);

it('is all of what rises, or comes and goes a little', () => {
  expect(since()).toEqual([]);
  expect(since(1, 5, 9)).toEqual([1, 5, 9]);
  expect(since(100, 90, 104, 80)).toEqual([100, 90, 104, 80]);
});

it('begins anew where a part went away, however many polls that took', () => {
  expect(since(10, 300, 637, 8, 9)).toEqual([8, 9]);
  expect(since(10, 637, 400, 200, 8, 9, 30)).toEqual([8, 9, 30]);
  expect(since(100, 0)).toEqual([0]);
});
