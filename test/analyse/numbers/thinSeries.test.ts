import { describe, expect, it } from 'vitest';
import { thinSeries } from '../../../src/analyse/numbers/thinSeries';
import type { SeriesPoint } from '../../../src/shared/model/series/series';
import { point } from '../builders';

/** A rising heap with one spike up and one dip in the goroutines, somewhere inside. */
function day(length: number): SeriesPoint[] {
  return Array.from({ length }, (_, index) =>
    point(index * 1000, {
      liveHeap: index === 1234 ? 1e9 : index * 100,
      goroutines: index === 4321 ? 1 : 50,
      sys: (index * 7919) % 1000,
    }),
  );
}

describe('a thinned series', () => {
  it('is untouched when it is short enough', () => {
    const points = day(100);
    expect(thinSeries(points, 100)).toBe(points);
  });

  it.each([2, 3, 5, 19, 20, 21, 50, 100, 1000, 4999])('has at most %d points', (maxPoints) => {
    const thinned = thinSeries(day(5000), maxPoints);
    expect(thinned.length).toBeLessThanOrEqual(maxPoints);
    expect(thinned.length).toBeGreaterThan(0);
  });

  it.each([0, -1, 1, Number.NaN])('has the newest point at least, when %d are asked for', (maxPoints) => {
    const points = day(5000);
    expect(thinSeries(points, maxPoints)).toEqual([points.at(-1)]);
  });

  it('keeps the extremes of every number, the first point and the last', () => {
    const points = day(5000);
    const thinned = thinSeries(points, 200);
    for (const index of [0, 1234, 4321, 4999]) expect(thinned).toContain(points[index]);
  });

  it('is in order of time and invents nothing', () => {
    const points = day(5000);
    const thinned = thinSeries(points, 200);
    const times = thinned.map(({ atMillis }) => atMillis);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(points).toEqual(expect.arrayContaining([...thinned]));
  });

  it('copes with numbers that are not known at all', () => {
    const points = Array.from({ length: 500 }, (_, index) => point(index * 1000, {}));
    const thinned = thinSeries(points, 50);
    expect(thinned[0]).toBe(points[0]);
    expect(thinned.at(-1)).toBe(points.at(-1));
  });

  it('that is thinned again, as a buffer does it, still has the peak', () => {
    let points: readonly SeriesPoint[] = day(5000);
    for (let round = 0; round < 3; round += 1) points = thinSeries(points, points.length >> 1);
    expect(Math.max(...points.map(({ values }) => values.liveHeap ?? 0))).toBe(1e9);
  });
});
