import { describe, expect, it } from 'vitest';
import { SiteHistory } from '../../../src/analyse/sites/siteHistory';
import { goroutineGrowth } from '../../../src/analyse/numbers/trend';

const second = 1000;

/** Records one site's values, every five seconds unless said otherwise. */
function historyOf(values: readonly number[], everySeconds = 5): SiteHistory {
  const history = new SiteHistory(goroutineGrowth);
  for (const [index, value] of values.entries()) {
    history.record(index * everySeconds * second, value === 0 ? new Map() : new Map([['a.go:1', value]]));
  }
  return history;
}

describe('the history of a site', () => {
  it('tells how it grows', () => {
    expect(historyOf([10, 20, 30, 40]).growth('a.go:1')).toBe(120);
  });

  it('says nothing of a site it never saw', () => {
    expect(historyOf([10, 20, 30]).growth('b.go:1')).toBeNull();
  });

  it('keeps sites apart', () => {
    const history = new SiteHistory(goroutineGrowth);
    for (let round = 0; round < 5; round += 1) {
      history.record(
        round * 5 * second,
        new Map([
          ['leak', 10 * round],
          ['pool', 8],
        ]),
      );
    }
    expect(history.growth('leak')).toBe(120);
    expect(history.growth('pool')).toBeNull();
  });

  it('counts a site that is gone as zero, and forgets it when it has left the window', () => {
    const gone = historyOf([40, 30, 20, 0, 0, 0, 0]);
    expect(gone.growth('a.go:1')).toBeLessThan(0);
    const long = historyOf([40, 30, 20, ...Array.from({ length: 62 }, () => 0)]);
    expect(long.growth('a.go:1')).toBeNull();
  });

  it('a site that comes back begins anew, not from what it was', () => {
    const away = Array.from({ length: 62 }, () => 0);
    expect(historyOf([400, ...away, 10, 20, 30]).growth('a.go:1')).toBe(120);
  });

  it('a leak that was fixed stops growing within minutes', () => {
    const leak = Array.from({ length: 60 }, (_, index) => index * 10);
    const fixed = Array.from({ length: 36 }, () => 590);
    expect(historyOf(leak).growth('a.go:1')).toBe(120);
    expect(historyOf([...leak, ...fixed]).growth('a.go:1')).toBeNull();
  });

  it('looks at the last five minutes only', () => {
    const calm = Array.from({ length: 120 }, () => 10);
    const leak = Array.from({ length: 60 }, (_, index) => 10 + index * 10);
    expect(historyOf([...calm, ...leak]).growth('a.go:1')).toBeCloseTo(120, 5);
  });

  it('is bounded, and a leak that goes on for a day still grows', () => {
    const day = Array.from({ length: 86_400 }, (_, index) => index);
    const history = historyOf(day, 1);
    expect(history.growth('a.go:1')).toBeCloseTo(60, 5);
    expect(history.pointCount).toBeLessThanOrEqual(90);
  });

  it('is bounded: sites that come and go do not pile up', () => {
    const history = new SiteHistory(goroutineGrowth);
    for (let round = 0; round < 1000; round += 1) {
      history.record(round * 5 * second, new Map([[`file${String(round)}.go:1`, 3]]));
    }
    // Those of the last five minutes, and no other.
    expect(history.siteCount).toBeLessThanOrEqual(61);
  });
});
