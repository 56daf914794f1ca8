import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { appendPoints, closestRow, cutWindow, emptySeries, findBreaks, thinTable } from '../../../webview/trends/model';
import { point, rows, secondsOf, startMillis, table } from './seriesBuilder';

describe('appending points', () => {
  it('adds them to every column', () => {
    const grown = appendPoints(table({ at: 0, liveHeap: 1 }), [point({ at: 5, liveHeap: 2, goroutines: 7, life: 1 })]);
    expect(secondsOf(grown)).toEqual([0, 5]);
    expect(grown.life).toEqual([0, 1]);
    expect(grown.values.liveHeap).toEqual([1, 2]);
    expect(grown.values.goroutines).toEqual([null, 7]);
  });

  it('drops what is already there and what comes too late, even among new points', () => {
    const before = table({ at: 0 }, { at: 5 });
    const grown = appendPoints(before, [point({ at: 5 }), point({ at: 10 }), point({ at: 3 }), point({ at: 15 })]);
    expect(secondsOf(grown)).toEqual([0, 5, 10, 15]);
  });

  it('keeps the very same table when nothing is new, so that nothing is drawn again', () => {
    const before = table({ at: 5 });
    expect(appendPoints(before, [point({ at: 5 })])).toBe(before);
  });
});

describe('cutting to a window', () => {
  const hour = rows(1441, 5, (row) => ({ liveHeap: row }));

  it('ends at the newest point and keeps one point before its start, so that lines reach the edge', () => {
    expect(secondsOf(cutWindow(hour, '5m')).slice(0, 2)).toEqual([6895, 6900]);
    expect(cutWindow(hour, '5m').values.liveHeap!.slice(0, 2)).toEqual([1379, 1380]);
    expect(secondsOf(cutWindow(hour, '1h'))).toHaveLength(722);
  });

  it('is everything for `all`, and for a history shorter than the window', () => {
    expect(cutWindow(hour, 'all')).toBe(hour);
    const short = rows(10, 5, () => ({}));
    expect(cutWindow(short, '5m')).toBe(short);
    expect(cutWindow(emptySeries, '5m')).toBe(emptySeries);
  });
});

describe('breaks in the lines', () => {
  it('come with a new life, however short the pause', () => {
    expect(findBreaks(table({ at: 0 }, { at: 5 }, { at: 10, life: 1 }, { at: 15, life: 1 }))).toEqual([2]);
  });

  it('come with a pause that is out of rhythm', () => {
    const paused = table(...[0, 5, 10, 15, 120, 125, 130].map((at) => ({ at })));
    expect(findBreaks(paused)).toEqual([4]);
  });

  it('do not come with a slow rhythm, nor where it changes', () => {
    expect(findBreaks(rows(20, 60, () => ({})))).toEqual([]);
    expect(findBreaks(table(...[0, 60, 120, 180, 185, 190, 195].map((at) => ({ at }))))).toEqual([]);
  });

  it('do not come with a pause too short to be seen', () => {
    const day = table(...Array.from({ length: 17_280 }, (_, row) => ({ at: row * 5 + (row > 9000 ? 300 : 0) })));
    expect(findBreaks(day)).toEqual([]);
  });
});

describe('thinning', () => {
  it('leaves alone what is small enough', () => {
    const small = rows(50, 5, (row) => ({ liveHeap: row }));
    expect(thinTable(small, 50)).toBe(small);
  });

  it('keeps a single spike of any series among a day of points', () => {
    const day = rows(17_280, 5, (row) => ({
      liveHeap: row === 7777 ? 9e9 : 1e6,
      rss: row === 1234 ? 1 : 5e6,
      goroutines: 12,
    }));
    const thin = thinTable(day, 4000);
    expect(thin.atMillis.length).toBeLessThanOrEqual(4000);
    expect(Math.max(...thin.values.liveHeap!.map(Number))).toBe(9e9);
    expect(Math.min(...thin.values.rss!.map(Number))).toBe(1);
  });

  it('keeps both sides of a break', () => {
    const day = rows(10_000, 5, (row) => ({ liveHeap: 5, life: row < 5001 ? 0 : 1 }));
    expect(secondsOf(thinTable(day, 200, findBreaks(day)))).toEqual(expect.arrayContaining([5000 * 5, 5001 * 5]));
  });

  it('holds for any series: never more rows than asked, first and last kept, extremes kept, time in order', () => {
    const value = fc.option(fc.integer({ min: 0, max: 1000 }), { nil: null });
    const series = fc.array(fc.tuple(value, value), { minLength: 1, maxLength: 400 });
    fc.assert(
      fc.property(series, fc.integer({ min: 40, max: 120 }), (values, maxRows) => {
        const whole = rows(values.length, 1, (row) => ({ liveHeap: values[row]![0], goroutines: values[row]![1] }));
        const thin = thinTable(whole, maxRows, findBreaks(whole));
        const times = secondsOf(thin);
        expect(times.length).toBeLessThanOrEqual(maxRows);
        expect(times.at(0)).toBe(0);
        expect(times.at(-1)).toBe(values.length - 1);
        expect(times).toEqual([...times].sort((a, b) => a - b));
        for (const name of Object.keys(whole.values)) {
          const known = whole.values[name]!.filter((found) => found !== null);
          const kept = thin.values[name]!.filter((found) => found !== null);
          expect(Math.max(...kept)).toBe(Math.max(...known));
          expect(Math.min(...kept)).toBe(Math.min(...known));
        }
      }),
    );
  });
});

describe('the row closest to a moment', () => {
  const { atMillis } = table({ at: 0 }, { at: 5 }, { at: 100 });

  it.each([
    [-50, 0],
    [2, 0],
    [3, 1],
    [52, 1],
    [53, 2],
    [900, 2],
  ])('at %i s is row %i', (at, row) => {
    expect(closestRow(atMillis, startMillis + at * 1000)).toBe(row);
  });

  it('is none in an empty table', () => {
    expect(closestRow([], 0)).toBeNull();
  });
});
