import { describe, expect, it } from 'vitest';
import type { PanelWindow } from '../../../../src/shared/wires/panelMessages';
import type { SeriesTable } from '../../../../src/shared/model/series/series';
import { maxDrawnRows } from '../../../../webview/trends/model';
import type { OutlookView } from '../../../../src/shared/model/series/outlook';
import { valueAhead } from '../../../../webview/trends/charts/drawAhead';
import { toChartData as chartDataOf } from '../../../../webview/trends/charts/chartData';
import { rows, startMillis, table } from '../seriesBuilder';

const toChartData = (series: SeriesTable, window: PanelWindow) => chartDataOf(series, window, 'gcCycles');
const start = startMillis / 1000;

describe('what a chart draws', () => {
  it('is one column of seconds and one column a series', () => {
    const data = toChartData(table({ at: 0, liveHeap: 10 }, { at: 5, liveHeap: 20, rss: 7 }), 'all');
    expect(data.seconds).toEqual([start, start + 5]);
    expect(data.columns.liveHeap).toEqual([10, 20]);
    expect(data.columns.rss).toEqual([undefined, 7]);
  });

  it('interrupts every line at a restart, and tells when the service was back', () => {
    const data = toChartData(table({ at: 0, sys: 10 }, { at: 5, sys: 20 }, { at: 10, sys: 3, life: 1 }), 'all');
    expect(data.columns.sys).toEqual([10, 20, null, 3]);
    expect(data.seconds[2]).toBeGreaterThan(start + 5);
    expect(data.seconds[2]).toBeLessThan(start + 10);
    expect(data.restarts).toEqual([start + 10]);
    expect(data.table.values.sys).toEqual([10, 20, 3]);
  });

  it('joins the values of a number that is asked for more rarely, and interrupts it at a pause', () => {
    const memory = [7, null, null, 8].map((sys, row) => ({ at: row * 5, liveHeap: row, sys }));
    const later = [9, null, 10].map((sys, row) => ({ at: 600 + row * 5, liveHeap: row, sys }));
    const data = toChartData(table(...memory, ...later), 'all');
    expect(data.columns.sys).toEqual([7, undefined, undefined, 8, null, 9, undefined, 10]);
    expect(data.gaps).toEqual([[start + 15, start + 600]]);
    expect(data.restarts).toEqual([]);
  });

  it('tells a restart, a build and a pause apart', () => {
    const later = [
      { at: 10, life: 1 },
      { at: 15, life: 2, build: 1 },
      { at: 20, life: 2, build: 1 },
    ];
    const data = toChartData(table({ at: 0 }, { at: 5 }, ...later), 'all');
    expect([data.gaps, data.restarts, data.builds]).toEqual([[], [start + 10], [start + 15]]);
  });

  it('says of a service that stayed away and came back as another process both', () => {
    const data = toChartData(table({ at: 0, sys: 10 }, { at: 5, sys: 20 }, { at: 600, sys: 3, life: 1 }), 'all');
    expect([data.gaps, data.restarts]).toEqual([[[start + 5, start + 600]], [start + 600]]);
  });

  it('keeps a pause open after thinning', () => {
    const data = toChartData(
      table(
        ...Array.from({ length: 9000 }, (_, row) => ({ at: row * 5 + (row > 4000 ? 3000 : 0), liveHeap: row % 7 })),
      ),
      'all',
    );
    expect(data.table.atMillis.length).toBeLessThanOrEqual(maxDrawnRows);
    const column = data.columns.liveHeap ?? [];
    const empty = column.indexOf(null);
    expect(data.seconds[empty - 1]).toBe(start + 4000 * 5);
    expect(data.seconds[empty + 1]).toBe(start + 4001 * 5 + 3000);
    expect(column.lastIndexOf(null)).toBe(empty);
  });

  it('marks each poll by which collections had finished, but not the count of a new process', () => {
    const data = toChartData(
      table(
        { at: 0, gcCycles: 4 },
        { at: 5, gcCycles: 4 },
        { at: 10, gcCycles: 6 },
        { at: 15, gcCycles: null },
        { at: 20, gcCycles: 9, life: 1 },
        { at: 25, gcCycles: 10, life: 1 },
      ),
      'all',
    );
    expect(data.marks).toEqual([start + 10, start + 25]);
  });
});

describe('the range of the time axis', () => {
  it('is the window up to the newest point', () => {
    const data = toChartData(
      rows(200, 5, () => ({})),
      '5m',
    );
    expect(data.range).toEqual([start + 995 - 300, start + 995]);
  });

  it('is what there is while that is shorter than the window, but never less than a minute', () => {
    expect(toChartData(table({ at: 0 }, { at: 90 }), '1h').range).toEqual([start, start + 90]);
    expect(toChartData(table({ at: 0 }), '1h').range).toEqual([start, start + 60]);
  });
});

it('leaves a fifth of the width for what comes, where something does', () => {
  const rows = table({ at: 0 }, { at: 80 });
  expect(chartDataOf(rows, '1h', null, true).range).toEqual([start, start + 100]);
  expect(chartDataOf(rows, '1h', null, false).range).toEqual([start, start + 80]);
});

it('goes on from the newest value as it does, and ends at the limit', () => {
  const outlook: OutlookView = {
    ...{ series: 'rss', less: null, unit: 'bytes', limit: 200, origin: 'cgroup', asOfMillis: 10_000 },
    ...{ now: 100, perMinute: 60, reaches: { likelyMillis: 100_000, earliestMillis: 1, latestMillis: 1 } },
    ...{ short: '', sentence: '' },
  };
  expect([5, 10, 40, 110, 500].map((second) => valueAhead(outlook, second))).toEqual([100, 100, 130, 200, 200]);
});
