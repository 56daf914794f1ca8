import { describe, expect, it } from 'vitest';
import { isSeriesId, toSeriesTable, type SeriesPoint } from '../../../../src/shared/model/series/series';

function point(atMillis: number, life: number, liveHeap: number | null): SeriesPoint {
  return { atMillis, life, values: { liveHeap } };
}

describe('a series table', () => {
  it('has one column a number, in order of the points, with gaps as null', () => {
    const table = toSeriesTable([point(1000, 0, 5), point(2000, 1, null)]);
    expect(table.atMillis).toEqual([1000, 2000]);
    expect(table.life).toEqual([0, 1]);
    expect(table.values.liveHeap).toEqual([5, null]);
  });

  it('has a column for what only a later point tells', () => {
    const later = { atMillis: 3000, life: 1, values: { mailboxes: 7 } };
    expect(toSeriesTable([point(1000, 0, 5), later]).values).toEqual({ liveHeap: [5, null], mailboxes: [null, 7] });
  });

  it('of no points has no columns', () => {
    expect(toSeriesTable([])).toEqual({ atMillis: [], life: [], build: [], values: {} });
  });
});

describe('the id of a series', () => {
  it.each(['liveHeap', 'rss', 'atoms2'])('may be %s', (id) => {
    expect(isSeriesId(id)).toBe(true);
  });

  it.each(['', 'at', 'life', 'build', '__proto__', 'live-heap', 'Sys', 'x'.repeat(41)])('is not %j', (id) => {
    expect(isSeriesId(id)).toBe(false);
  });
});
