// @vitest-environment happy-dom
// The chart in the editor area: what a person does with the past in it, by keys and buttons.
import { h, render } from 'preact';
import { beforeEach, describe, expect, it } from 'vitest';
import type { FromPanel, PanelPast, PanelTarget } from '../../../../src/shared/wires/panelMessages';
import type { LineView } from '../../../../src/shared/wires/pastView';
import { lineId, withLines } from '../../../../webview/trends/explore/lineColumns';
import { around, panned, zoomed } from '../../../../webview/trends/explore/timeSpan';
import { TrendsEditor } from '../../../../webview/trends/explore/trendsEditor';
import { PanelStore } from '../../../../webview/trends/panelStore';
import { parseRestorableState, toRestorableState } from '../../../../webview/trends/restorableState';
import { createTimeWords } from '../../../../webview/trends/timeWords';
import { goSeriesViews } from '../../../support/go/goSeriesViews';
import { rows, startMillis, table } from '../seriesBuilder';

const hostile = '<img src=x onerror="alert(1)">';
const at = (minutes: number) => startMillis + minutes * 60_000;

const target: PanelTarget = {
  ...{ id: 'a', name: 'shop-api', url: 'localhost:6060', phase: 'connected', condition: '' },
  ...{ problem: '', asOf: '', cost: '', missing: [], series: goSeriesViews(), growth: {}, limits: [], outlooks: [] },
};

const line = (label: string, measure: LineView['measure'] = 'blocked'): LineView => ({
  ...{ measure, label, functionName: 'handle' },
  points: [0, 2, 4, 6, 8].map((minutes) => [at(minutes), minutes * 10] as const),
});

const past: PanelPast = {
  targetId: 'a',
  travelled: null,
  moments: [0, 2, 4, 6, 8].map((minutes) => ({ atMillis: at(minutes), life: 0, build: 0 })),
  marks: [
    { kind: 'snapshot', atMillis: at(3), label: 'Snapshot before' },
    { kind: 'find', atMillis: at(6), label: hostile },
  ],
  lines: [line('gateway.go:38'), line('gateway.go:33', 'heap')],
};

let posted: FromPanel[];
let store: PanelStore;
let root: HTMLElement;

beforeEach(async () => {
  document.body.innerHTML = '<div id="root"></div>';
  posted = [];
  store = new PanelStore((message) => posted.push(message), 'editor');
  const choice = { targetId: 'a', window: 'all', hidden: null } as const;
  const series = rows(97, 5, (row) => ({ liveHeap: row * 1e6, goroutines: row }));
  store.receive({ type: 'state', trusted: true, targets: [target], choice, series });
  store.receive({ type: 'past', past });
  root = document.getElementById('root')!;
  render(h(TrendsEditor, { store, explorer: store.explorer!, times: createTimeWords('en', () => startMillis) }), root);
  await rendered();
});

/** Preact renders what signals change in a microtask. */
const rendered = () => new Promise((resolve) => setTimeout(resolve, 0));

async function press(element: Element | null, key: string, more: KeyboardEventInit = {}): Promise<void> {
  element?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }));
  await rendered();
}

const chart = () => root.querySelector('.cursor');
const handles = () => [...root.querySelectorAll('.range-handle')];
const minutesOf = (millis: number | undefined) => ((millis ?? 0) - startMillis) / 60_000;
const ends = () => store.explorer?.ends.value?.map(minutesOf);
const span = () => {
  const seen = store.explorer?.span.value ?? null;
  return seen === null ? null : [minutesOf(seen.fromMillis), minutesOf(seen.toMillis)];
};

describe('a moment', () => {
  it('is chosen with the cursor and opened with Enter', async () => {
    // From nowhere, any key begins at the newest.
    await press(chart(), 'ArrowLeft');
    await press(chart(), 'Home');
    await press(chart(), ' ');
    expect(root.querySelector('.explore-bar')?.textContent).toContain(':');
    await press(chart(), 'Enter');
    expect(posted).toEqual([{ type: 'openMoment', targetId: 'a', atMillis: at(0), base: null }]);
  });

  it('is led to by what happened, whose words stay text', async () => {
    const buttons = [...root.querySelectorAll<HTMLButtonElement>('[aria-label="What happened"] button')];
    expect(buttons.map((button) => button.textContent)).toEqual([
      expect.stringContaining(hostile),
      expect.stringContaining('Snapshot before'),
    ]);
    expect(root.querySelector('img')).toBeNull();
    buttons[0]?.click();
    await rendered();
    expect(minutesOf(store.explorer?.selected.value ?? 0)).toBe(6);
  });
});

describe('a range', () => {
  it('is all that is kept until a person moves its handles, by keys, from moment to moment', async () => {
    expect(ends()).toEqual([0, 8]);
    const [start, end] = handles();
    await press(start ?? null, 'ArrowRight');
    await press(end ?? null, 'ArrowLeft');
    expect(ends()).toEqual([2, 6]);
    await press(start ?? null, 'End');
    expect(ends()).toEqual([4, 6]);
    expect(handles().map((handle) => handle.getAttribute('aria-label'))).toEqual([
      'Start of the range',
      'End of the range',
    ]);
    expect(handles()[0]?.getAttribute('aria-valuetext')).toMatch(/\d\d:\d\d:\d\d/);
  });

  it('is set at the cursor, and the difference of its ends opens', async () => {
    await press(chart(), 'ArrowLeft');
    await press(chart(), 'Home');
    await press(chart(), '[');
    await press(chart(), 'c');
    expect(posted.at(-1)).toMatchObject({ type: 'openMoment', targetId: 'a', atMillis: at(8), base: at(0) });
    store.explorer?.setEnd(0, at(3.9));
    await press(chart(), 'c');
    expect(posted.at(-1)).toMatchObject({ base: at(4) });
  });
});

describe('what is in sight', () => {
  it('is zoomed and panned by keys, never beyond what there is', async () => {
    expect(span()).toBeNull();
    await press(chart(), '+');
    expect(span()).toEqual([2, 6]);
    await press(chart(), 'ArrowRight', { altKey: true });
    expect(span()).toEqual([3, 7]);
    for (let times = 0; times < 10; times += 1) await press(chart(), 'ArrowRight', { altKey: true });
    expect(span()).toEqual([4, 8]);
    expect(store.chart.value.range).toEqual([at(4) / 1000, at(8) / 1000]);
    await press(chart(), '0');
    expect(span()).toBeNull();
  });

  it('comes no closer than half a minute, and stays where the pointer is', () => {
    const all = { fromMillis: 0, toMillis: 1_000_000 };
    expect(zoomed(all, 0.5, 250_000, all)).toEqual({ fromMillis: 125_000, toMillis: 625_000 });
    expect(zoomed(all, 1e-9, 0, all)).toEqual({ fromMillis: 0, toMillis: 30_000 });
    expect(zoomed({ fromMillis: 0, toMillis: 600_000 }, 2, 0, all)).toBeNull();
    expect(panned({ fromMillis: 0, toMillis: 1000 }, -1, all)).toEqual({ fromMillis: 0, toMillis: 1000 });
    expect(around({ fromMillis: 0, toMillis: 1000 }, 5000, all)).toEqual({ fromMillis: 4500, toMillis: 5500 });
  });
});

describe('a line', () => {
  it('is drawn when it is chosen, bytes above and what waits below', async () => {
    for (const button of root.querySelectorAll<HTMLButtonElement>('[aria-label="Lines"] button')) button.click();
    await rendered();
    const views = store.views.value.slice(-2);
    expect(views.map(({ label, look }) => `${label} ${look.chart}`)).toEqual([
      'gateway.go:38 lower',
      'gateway.go:33 upper',
    ]);
    const column = store.chart.value.table.values[lineId(past.lines[0]!)] ?? [];
    expect(column.filter((value) => value !== null)).toEqual([0, 20, 40, 60, 80]);
    expect(root.querySelectorAll('[aria-label="Lines"] button[aria-pressed=true]')).toHaveLength(2);
  });

  it('has a row for each moment, also where the series have none any more', () => {
    const drawn = withLines(table({ at: 0, goroutines: 1 }, { at: 480, goroutines: 2, life: 1 }), [line('a.go:1')]);
    expect(drawn.atMillis.map(minutesOf)).toEqual([0, 2, 4, 6, 8]);
    expect(drawn.life).toEqual([0, 0, 0, 0, 1]);
    expect(drawn.values['goroutines']).toEqual([1, null, null, null, 2]);
  });
});

it('is seen again after a reload', () => {
  const { explorer } = store;
  explorer?.zoom(0.5, at(4));
  explorer?.setEnd(0, at(2));
  explorer?.select(at(4));
  explorer?.toggleLine(lineId(past.lines[0]!));
  const kept = {
    targets: [target],
    choice: store.choice.value,
    series: store.series.value,
    explore: explorer!.state(),
  };
  const read = parseRestorableState(JSON.parse(JSON.stringify(toRestorableState(kept))));
  const next = new PanelStore(() => undefined, 'editor');
  next.restore(read!);
  next.receive({ type: 'past', past });
  expect(next.explorer?.state()).toEqual(explorer?.state());
});

it('forgets what was chosen for another service', () => {
  store.explorer?.zoom(0.5);
  store.receive({ type: 'past', past: { ...past, targetId: 'b', moments: [], marks: [], lines: [] } });
  expect(store.explorer?.state()).toEqual({ span: null, ends: null, selected: null, lines: [] });
});
