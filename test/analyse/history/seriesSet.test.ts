import { describe, expect, it } from 'vitest';
import { ProcessHistory } from '../../../src/analyse/go/history/history';
import { lineKey } from '../../../src/analyse/sites/lineKey';
import { collectionSeries, pollSeries, waitKey } from '../../../src/analyse/go/history/seriesKeys';
import { SeriesSet } from '../../../src/analyse/history/seriesSet';
import { minute } from '../builders';

const values = (series: SeriesSet<string>, scale: number, key = 'a') =>
  series.scales[scale]!.points(key).map(({ value }) => value);

describe('series over three scales of time', () => {
  it('keep every record on the finest', () => {
    const series = new SeriesSet<string>();
    for (const [at, value] of [3, 1, 2].entries()) series.record(at * 1000, new Map([['a', value]]));
    expect(values(series, 0)).toEqual([3, 1, 2]);
  });

  it('keep the least of each minute on the next: what passes does not count', () => {
    const series = new SeriesSet<string>();
    for (let at = 0; at < 4 * 60; at += 5) series.record(at * 1000, new Map([['a', at % 60 === 30 ? 1 : 100]]));
    expect(values(series, 1)).toEqual([1, 1, 1, 1]);
  });

  it('count what is missing as nothing, before and after', () => {
    const series = new SeriesSet<string>();
    series.record(0, new Map());
    series.record(1000, new Map([['a', 5]]));
    series.record(2000, new Map());
    expect(values(series, 0)).toEqual([0, 5, 0]);
  });

  it('stay bounded over a day, and still reach back to its beginning', () => {
    const series = new SeriesSet<string>();
    for (let at = 0; at < 24 * 60; at += 1) series.record(at * minute, new Map([['a', at + 1]]));
    for (const scale of series.scales) expect(scale.pointCount).toBeLessThanOrEqual(120);
    expect(series.scales[2]!.spanMillis).toBeGreaterThan(23 * 60 * minute);
  });

  it('forget what is long gone', () => {
    const series = new SeriesSet<string>();
    series.record(0, new Map([['gone', 1]]));
    for (let at = 1; at < 24 * 60; at += 1) series.record(at * minute, new Map([['a', 1]]));
    expect(series.scales[0]!.columnCount).toBe(1);
    expect(values(series, 0, 'gone')).toEqual([]);
  });
});

describe('lines of which a record knows nothing', () => {
  const unknown = { linesAreKnown: false };

  it('have no point, and what they had stays their newest', () => {
    const series = new SeriesSet<string>();
    series.record(
      0,
      new Map([
        ['a', 5],
        ['#sys', 1],
      ]),
    );
    series.record(1000, new Map([['#sys', 2]]), unknown);
    expect(series.scales[0]!.bounds('a')).toEqual({ least: 5, newest: 5, greatest: 5 });
    series.record(
      2000,
      new Map([
        ['a', 7],
        ['#sys', 3],
      ]),
    );
    expect(series.scales[0]!.points('a').map(({ atMillis, value }) => [atMillis, value])).toEqual([
      [0, 5],
      [2000, 7],
    ]);
    expect(values(series, 0, '#sys')).toEqual([1, 2, 3]);
  });

  it('have none either where they come later', () => {
    const series = new SeriesSet<string>();
    series.record(0, new Map(), unknown);
    series.record(1000, new Map([['a', 7]]));
    expect(values(series, 0)).toEqual([7]);
  });

  it('do not lower a minute that knows of them, nor hide one that comes to know', () => {
    const series = new SeriesSet<string>();
    series.record(0, new Map([['a', 5]]));
    series.record(1000, new Map(), unknown);
    series.record(minute, new Map(), unknown);
    series.record(minute + 1000, new Map([['a', 8]]));
    series.record(minute + 2000, new Map([['a', 6]]));
    series.record(2 * minute, new Map(), unknown);
    expect(values(series, 1)).toEqual([5, 6]);
  });

  it('keep their gaps while the oldest points go', () => {
    const series = new SeriesSet<string>();
    for (let at = 0; at < 500; at += 1) {
      if (at % 3 === 0) series.record(at * 1000, new Map(), unknown);
      else series.record(at * 1000, new Map([['a', at]]));
    }
    const points = series.scales[0]!.points('a');
    expect(points.length).toBeGreaterThan(50);
    for (const { atMillis, value } of points) expect(value).toBe(atMillis / 1000);
  });
});

describe('the two histories of a process', () => {
  const { byPoll, byCollection } = new ProcessHistory();
  const line = lineKey({ file: 'a.go', line: 7 });

  it('have no key in common: the compiler refuses the other one’s', () => {
    // @ts-expect-error only a collection changes the live heap
    byPoll.scales[0]?.points(collectionSeries.live);
    // @ts-expect-error a line that allocates is no line that waits
    byPoll.scales[0]?.points(line);
    // @ts-expect-error the goal is read at every poll
    byCollection.scales[0]?.points(pollSeries.goal);
    // @ts-expect-error goroutines are counted at every poll
    byCollection.scales[0]?.points(waitKey(line, 'chan-send'));
    expect(waitKey(line, 'chan-send')).toBe('a.go:7:chan-send');
  });
});

describe('numbers of the whole process', () => {
  const recorded = [0, 1, 2, 3, 4].map(
    (at) => [at * 1000, new Map([['line', at + 1], ...(at % 2 === 0 ? [['#sys', at + 1] as const] : [])])] as const,
  );

  it('have no point where they were not asked for, while a line that is missing holds nothing', () => {
    const series = new SeriesSet<string>();
    for (const [at, values] of recorded) series.record(at, values);
    expect(series.scales[0]!.points('#sys').map(({ atMillis, value }) => [atMillis, value])).toEqual([
      [0, 1],
      [2000, 3],
      [4000, 5],
    ]);
    expect(series.scales[0]!.bounds('#sys')).toEqual({ least: 1, newest: 5, greatest: 5 });
    expect(values(series, 0, 'line')).toEqual([1, 2, 3, 4, 5]);
  });

  it('keep the least of those that were asked for in a minute', () => {
    const series = new SeriesSet<string>();
    for (const [at, values] of recorded) series.record(at, values);
    series.record(minute, new Map());
    expect(values(series, 1, '#sys')).toEqual([1]);
  });

  it('are forgotten when they are long gone', () => {
    const series = new SeriesSet<string>();
    series.record(0, new Map([['#rss', 1]]));
    for (let at = 1; at < 24 * 60; at += 1) series.record(at * minute, new Map([['#sys', 1]]));
    expect(series.scales[0]!.columnCount).toBe(1);
  });
});
