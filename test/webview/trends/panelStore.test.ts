// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import type { FromPanel, PanelChoice, PanelTarget } from '../../../src/shared/wires/panelMessages';
import { PanelStore } from '../../../webview/trends/panelStore';
import { keepState } from '../../../webview/trends/keepState';
import { goSeriesViews } from '../../support/go/goSeriesViews';
import { point, secondsOf, startMillis, table } from './seriesBuilder';

const target = (id: string): PanelTarget => ({
  id,
  name: id,
  url: 'localhost:6060',
  phase: 'connected',
  condition: '',
  problem: '',
  asOf: '',
  cost: '',
  missing: [],
  series: goSeriesViews(),
  limits: [],
  outlooks: [],
  growth: {},
});
const choice: PanelChoice = { targetId: 'a', window: 'all', hidden: [] };
const targets = [target('a'), target('b')];
const series = table({ at: 0, liveHeap: 1 }, { at: 5, liveHeap: 2 }, { at: 10, liveHeap: 3 });

let posted: FromPanel[];
let store: PanelStore;

beforeEach(() => {
  posted = [];
  store = new PanelStore((message) => posted.push(message));
  store.receive({ type: 'state', trusted: true, targets, choice, series });
});

describe('messages of the host', () => {
  it('replace the state, then let it grow', () => {
    store.receive({ type: 'grew', targetId: 'a', points: [point({ at: 15, liveHeap: 4 })] });
    expect(store.readout.value).toMatchObject({ atMillis: startMillis + 15_000, values: { liveHeap: 4 } });
  });

  it('of another target do not touch the chart', () => {
    store.receive({ type: 'grew', targetId: 'b', points: [point({ at: 15, liveHeap: 4 })] });
    expect(secondsOf(store.series.value)).toEqual([0, 5, 10]);
  });

  it('that answer an earlier choice do not undo a later one', () => {
    store.chooseWindow('1h');
    store.toggle('rss');
    store.receive({ type: 'state', trusted: true, targets, choice: { ...choice, window: '1h' }, series });
    expect(store.choice.value).toEqual({ targetId: 'a', window: '1h', hidden: ['rss'] });
  });

  it('win when the chosen target is gone', () => {
    store.chooseTarget('b');
    store.receive({ type: 'state', trusted: true, targets: [target('a')], choice, series });
    expect(store.target.value?.id).toBe('a');
  });

  it('can bring any amount of points; memory stays bounded', () => {
    const points = Array.from({ length: 30_000 }, (_, row) => point({ at: 15 + row, liveHeap: row }));
    for (let from = 0; from < points.length; from += 3000) {
      store.receive({ type: 'grew', targetId: 'a', points: points.slice(from, from + 3000) });
    }
    expect(store.series.value.atMillis.length).toBeLessThanOrEqual(8000);
    expect(store.readout.value?.values.liveHeap).toBe(29_999);
  });
});

describe('choices of the person', () => {
  it('are posted whole', () => {
    store.toggle('rss');
    store.toggle('liveHeap');
    store.toggle('rss');
    store.chooseWindow('5m');
    store.chooseTarget('b');
    expect(posted.map((message) => message.type === 'choose' && message.choice)).toEqual([
      { targetId: 'a', window: 'all', hidden: ['rss'] },
      { targetId: 'a', window: 'all', hidden: ['rss', 'liveHeap'] },
      { targetId: 'a', window: 'all', hidden: ['liveHeap'] },
      { targetId: 'a', window: '5m', hidden: ['liveHeap'] },
      { targetId: 'b', window: '5m', hidden: ['liveHeap'] },
    ]);
  });

  it('that change nothing are not posted', () => {
    store.chooseTarget('a');
    store.chooseWindow('all');
    expect(posted).toEqual([]);
  });

  it('never show the points of one target under the name of another', () => {
    store.chooseTarget('b');
    expect(store.series.value.atMillis).toEqual([]);
    expect(store.readout.value).toBeNull();
  });
});

describe('the cursor', () => {
  it('starts at the newest row, moves by rows and stops at both ends', () => {
    const seen: (number | undefined)[] = [];
    for (const rows of [-1, -1, 1, 5, -Infinity, -1]) {
      store.moveCursor(rows);
      seen.push(store.readout.value?.values.liveHeap ?? undefined);
    }
    expect(seen).toEqual([3, 2, 3, 3, 1, 1]);
  });

  it('stays at its moment while the chart grows', () => {
    store.moveCursor(0);
    store.receive({ type: 'grew', targetId: 'a', points: [point({ at: 15, liveHeap: 4 })] });
    expect(store.readout.value?.values.liveHeap).toBe(3);
  });
});

describe('the kept state', () => {
  it('is saved at once on a choice, but not on each poll', () => {
    let clock = 0;
    const saved: unknown[] = [];
    const keeping = keepState(
      store,
      (state) => saved.push(state),
      () => clock,
    );
    const grow = (at: number) => store.receive({ type: 'grew', targetId: 'a', points: [point({ at })] });
    grow(15);
    expect(saved).toHaveLength(1);
    store.toggle('rss');
    expect(saved).toHaveLength(2);
    clock = 10_000;
    grow(20);
    expect(saved).toHaveLength(3);
    keeping.dispose();
    clock = 30_000;
    grow(25);
    expect(saved).toHaveLength(3);
  });
});
