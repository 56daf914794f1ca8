import { describe, expect, it } from 'vitest';
import { seriesGrowth } from '../../../src/analyse/numbers/seriesGrowth';
import { goSeriesView } from '../../support/go/goSeriesViews';
import { megabyte, point } from '../builders';

/** Points every five seconds. */
function points(
  values: readonly { liveHeap?: number; goroutines?: number; gcCycles?: number | null; life?: number }[],
) {
  return values.map(({ life, ...known }, index) => point(index * 5000, known, life ?? 0));
}

describe('the growth of a process', () => {
  it('counts one point of live heap a collection', () => {
    const heap = [10, 10, 10, 40, 40, 40, 70, 70, 70, 100].map((megabytes, index) => ({
      liveHeap: megabytes * megabyte,
      gcCycles: Math.floor(index / 3),
    }));
    // Four collections, 15 s apart.
    expect(seriesGrowth(points(heap), goSeriesView('liveHeap'))).toBeCloseTo(120 * megabyte, 0);
  });

  it('says nothing while no collection has completed since', () => {
    const heap = [10, 40, 70].map((megabytes) => ({ liveHeap: megabytes * megabyte, gcCycles: 3 }));
    expect(seriesGrowth(points(heap), goSeriesView('liveHeap'))).toBeNull();
  });

  it('takes every point where the service counts no collections', () => {
    const heap = [10, 40, 70, 100].map((megabytes) => ({ liveHeap: megabytes * megabyte, gcCycles: null }));
    expect(seriesGrowth(points(heap), goSeriesView('liveHeap'))).toBeCloseTo(360 * megabyte, 0);
  });

  it('counts goroutines at every poll', () => {
    const goroutines = [10, 20, 30].map((count) => ({ goroutines: count, gcCycles: 1 }));
    expect(seriesGrowth(points(goroutines), goSeriesView('goroutines'))).toBe(120);
  });

  it('is that since the last fall: eight goroutines that are left of hundreds do not grow', () => {
    const fixed = [100, 300, 500, 700, 8, 8, 8, 8].map((goroutines) => ({ goroutines }));
    expect(seriesGrowth(points(fixed), goSeriesView('goroutines')) ?? 0).toBeLessThanOrEqual(0);
    const again = [...fixed, ...[18, 28, 38, 48].map((goroutines) => ({ goroutines }))];
    expect(seriesGrowth(points(again), goSeriesView('goroutines'))).toBe(76);
  });

  it('is that of the newest life only', () => {
    const restarted = [
      ...[500, 600, 700].map((goroutines) => ({ goroutines, life: 0 })),
      ...[10, 20, 30].map((goroutines) => ({ goroutines, life: 1 })),
    ];
    expect(seriesGrowth(points(restarted), goSeriesView('goroutines'))).toBe(120);
    expect(seriesGrowth(points(restarted.slice(0, 5)), goSeriesView('goroutines'))).toBeNull();
  });

  it('leaves out what the service does not tell', () => {
    const gaps = [10, undefined, 30, 40].map((goroutines) => (goroutines === undefined ? {} : { goroutines }));
    expect(seriesGrowth(points(gaps), goSeriesView('goroutines'))).toBe(120);
  });

  it('looks at the last five minutes, however dense', () => {
    const polls = Array.from({ length: 1200 }, (_, index) =>
      point(index * 1000, { goroutines: index < 900 ? 10 : 10 + (index - 900) * 2 }),
    );
    expect(seriesGrowth(polls, goSeriesView('goroutines'))).toBeCloseTo(120, 0);
  });

  it('of no points is nothing to say', () => {
    expect(seriesGrowth([], goSeriesView('liveHeap'))).toBeNull();
  });
});
