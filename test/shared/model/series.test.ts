import { describe, expect, it } from 'vitest';
import { seriesNames, toSeriesTable } from '../../../src/shared/model/series';
import type { SeriesPoint } from '../../../src/shared/model/series';

function point(atMillis: number, life: number, liveHeap: number | null): SeriesPoint {
  const values = Object.fromEntries(seriesNames.map((name) => [name, null])) as Record<
    keyof SeriesPoint['values'],
    null
  >;
  return { atMillis, life, values: { ...values, liveHeap } };
}

describe('a series table', () => {
  it('has one column a number, in order of the points, with gaps as null', () => {
    const table = toSeriesTable([point(1000, 0, 5), point(2000, 1, null)]);
    expect(table.atMillis).toEqual([1000, 2000]);
    expect(table.life).toEqual([0, 1]);
    expect(table.values.liveHeap).toEqual([5, null]);
    expect(Object.keys(table.values)).toEqual([...seriesNames]);
    expect(table.values.rss).toEqual([null, null]);
  });

  it('of no points has empty columns', () => {
    expect(toSeriesTable([]).values.sys).toEqual([]);
  });
});
