import { expect, test } from 'vitest';
import { levelsBetween, type LevelsAt } from '../../../../src/analyse/go/history/levelsBetween';

function levels(atMillis: number, values: Readonly<Record<string, number>>): LevelsAt<string> {
  const all = new Map(Object.entries(values));
  return { atMillis, values: all, sum: [...all.values()].reduce((sum, value) => sum + value, 0) };
}

test('what the sum brings more is put on what comes and goes, not on what grows steadily', () => {
  const known = {
    earlier: levels(0, { leak: 10, pool: 50 }),
    before: levels(100, { leak: 20, pool: 80 }),
    after: levels(200, { leak: 30, pool: 50 }),
  };
  // Straight, the two would be 25 and 65.
  expect(Object.fromEntries(levelsBetween(known)({ atMillis: 150, sum: 120 }))).toEqual({ leak: 25, pool: 95 });
});

test('what fills and drains alone has all of it, so that it is no leak', () => {
  const known = {
    earlier: levels(0, { queue: 10, main: 1 }),
    before: levels(100, { queue: 20, main: 1 }),
    after: levels(200, { queue: 30, main: 1 }),
  };
  const between = levelsBetween(known);
  expect(between({ atMillis: 120, sum: 91 }).get('queue')).toBe(90);
  expect(between({ atMillis: 180, sum: 2 }).get('queue')).toBe(1);
});
