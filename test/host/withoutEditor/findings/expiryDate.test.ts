import { expect, it } from 'vitest';
import { expiryDate } from '../../../../src/host/findings/expiryDate';

it.each([
  [new Date(2026, 0, 15, 23, 59), 30, '2026-02-14'],
  [new Date(2026, 10, 20, 0, 1), 90, '2027-02-18'],
  [new Date(2028, 1, 28), 1, '2028-02-29'],
])('counts days by the calendar: %s and %i days', (from, days, until) => {
  expect(expiryDate(from.getTime(), days)).toBe(until);
});
