import { describe, expect, it } from 'vitest';
import { reportPart } from './soakReport.ts';

const over = (of: (minute: number) => number) =>
  Array.from({ length: 61 }, (_, index) => ({ minute: index / 2, megabytes: of(index / 2) }));

describe('the verdict of a soak', () => {
  it.each<[string, (minute: number) => number, boolean]>([
    ['what stays', () => 100, true],
    ['what starts up and stays', (minute) => Math.min(100, 20 + 40 * minute), true],
    ['what saws', (minute) => 80 + 20 * (minute % 2), true],
    ['what grows all the time', (minute) => 80 + 5 * minute, false],
    ['what grows late', (minute) => (minute < 20 ? 80 : 80 + 10 * (minute - 20)), false],
  ])('on %s', (_what, of, isFlat) => {
    expect(reportPart('part', over(of)).isFlat).toBe(isFlat);
  });
});
