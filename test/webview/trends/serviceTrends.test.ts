// @vitest-environment happy-dom
// One row of trends for a service: a line for each replica, the one that stands out by name.
import { h, render } from 'preact';
import { beforeEach, describe, expect, it } from 'vitest';
import { asServicePoints } from '../../../src/host/trends/serviceSeries';
import { replicaLine, withServiceStates } from '../../../src/host/trends/serviceState';
import { isSeriesId } from '../../../src/shared/model/series/series';
import { parsePanelChoice, type FromPanel } from '../../../src/shared/wires/panelMessages';
import { Explorer } from '../../../webview/trends/explore/explorer';
import { TrendsEditor } from '../../../webview/trends/explore/trendsEditor';
import { PanelStore } from '../../../webview/trends/panelStore';
import { summaryWords } from '../../../webview/trends/summary';
import { createTimeWords } from '../../../webview/trends/timeWords';
import { TrendsPanel } from '../../../webview/trends/trendsPanel';
import {
  asPanelTarget,
  exceptionSentence,
  fleetStates,
  fleetTable,
  plainWords,
  replicaState,
  serviceOf,
} from './serviceStates';
import type { TargetState } from '../../../src/shared/wires/lspMessages';
import { point, startMillis } from './seriesBuilder';

const states = fleetStates();
const times = createTimeWords('en', () => startMillis);
const rendered = () => new Promise((resolve) => setTimeout(resolve, 0));

let posted: FromPanel[];
let store: PanelStore;
let root: HTMLElement;

beforeEach(() => {
  document.body.innerHTML = '<div id="root"></div>';
  root = document.getElementById('root')!;
  posted = [];
  store = new PanelStore((message) => posted.push(message));
});

/** @param heard those that have answered */
function tell(to: PanelStore, all = states, heard = all): void {
  const targets = withServiceStates(all, plainWords).map(asPanelTarget);
  const choice = { targetId: serviceOf(all).target.id, window: '5m', hidden: null } as const;
  to.receive({ type: 'state', trusted: true, targets, choice, series: fleetTable(heard) });
}

function show(all = states, heard = all): void {
  tell(store, all, heard);
  render(h(TrendsPanel, { store, times }), root);
}

describe('what the host tells', () => {
  it('is the service before its replicas, and nothing new of a service by itself', () => {
    const alone = replicaState('shop', { replicaOf: { service: 'shop', address: null } });
    const all = withServiceStates([...states, alone], plainWords);
    expect(all.map(({ target }) => target.name)).toEqual([
      ...['gateway', 'gateway-a', 'gateway-b', 'gateway-c', 'gateway-d', 'gateway-e'],
      'shop',
    ]);
    expect(all.filter(({ service }) => service !== undefined)).toHaveLength(1);
  });

  it('has a line for each replica and each of two charts, and the one that stands out first', () => {
    const { series, service } = serviceOf(states);
    expect(series).toHaveLength(10);
    expect(new Set(series.map(({ id }) => id)).size).toBe(10);
    expect(series.every(({ id }) => isSeriesId(id))).toBe(true);
    expect(service?.replicas.map(({ name }) => name)).toEqual([
      'gateway-b',
      'gateway-a',
      'gateway-c',
      'gateway-d',
      'gateway-e',
    ]);
    const [exception, ...others] = [...series].sort((a, b) => Number(b.look.leads) - Number(a.look.leads));
    expect(exception?.look).toMatchObject({ width: 2.5, dash: [], contrastDash: [] });
    for (const { look } of others.slice(1)) expect(look.width).toBeLessThan(2);
  });

  it('tells any twenty replicas apart by colour and dashes, and any three by dashes alone', () => {
    const many = Array.from({ length: 20 }, (_, at) => replicaState(`gateway-${String(at)}`));
    const looks = serviceOf(many)
      .series.filter(({ look }) => look.chart === 'upper')
      .map(({ look }) => look);
    expect(new Set(looks.map(({ color, dash }) => `${color} ${dash.join()}`)).size).toBe(20);
    expect(new Set(looks.slice(0, 3).map(({ contrastDash }) => contrastDash.join())).size).toBe(3);
  });

  it('stays small enough to be chosen from: the lines of fifty replicas can all be hidden', () => {
    const many = Array.from({ length: 50 }, (_, at) => replicaState(`gateway-${String(at)}`));
    const hidden = serviceOf(many).series.map(({ id }) => id);
    expect(parsePanelChoice({ targetId: 'a', window: '5m', hidden })?.hidden).toEqual(hidden);
  });
});

describe('the charts', () => {
  it('name the one that stands out with its value, and say from where to where the others are', () => {
    show();
    const titles = [...root.querySelectorAll('.chart-title')].map(({ textContent }) => textContent);
    expect(titles[0]).toMatch(/^Live heapgateway-b9\d\.\d MB4 others\d\d\.\d MB to \d\d\.\d MB$/);
    expect(titles[1]).toMatch(/^Goroutinesgateway-b8\d\d4 others\d+ to \d+$/);
  });

  it('write its name at the end of its lines, and no other', () => {
    show();
    const line = (number: string) => replicaLine('localhost-gateway-b', number);
    expect(store.named.value).toEqual({ [line('liveHeap')]: 'gateway-b', [line('goroutines')]: 'gateway-b' });
  });

  it('say why, and lead to its own', () => {
    show();
    expect(root.querySelector('.exceptions')?.textContent).toContain(exceptionSentence);
    root.querySelector<HTMLElement>('.exceptions vscode-button')!.click();
    expect(posted).toMatchObject([{ type: 'choose', choice: { targetId: 'localhost-gateway-b' } }]);
  });

  it('say once what is true of a whole version, and name all its replicas', () => {
    const exception = 'v2 is the exception.';
    show(['a', 'b', 'c', 'd'].map((letter) => replicaState(letter, letter < 'c' ? { exception } : {})));
    expect(root.querySelectorAll('.exception')).toHaveLength(1);
    expect(new Set(Object.values(store.named.value))).toEqual(new Set(['a', 'b']));
  });

  it('of healthy ones speak of all of them', () => {
    show(fleetStates(['a', 'c', 'd']));
    expect(root.querySelector('.chart-title')?.textContent).toMatch(/^Live heap3 replicas\d\d\.\d MB to \d\d\.\d MB$/);
    expect(root.querySelector('.exceptions')?.textContent).toBe('');
  });

  it('count those that have a value as what they are: replicas, or the others of one that stands out', () => {
    const [a, b, c] = ['a', 'b', 'c'].map((letter) => replicaState(`gateway-${letter}`)) as [
      TargetState,
      TargetState,
      TargetState,
    ];
    show([a, b, c], [a, b]);
    expect(root.querySelector('.chart-title')?.textContent).toMatch(/^Live heap2 replicas/);
    show([a, b, c], [a]);
    expect(root.querySelector('.chart-title')?.textContent).toMatch(/^Live heap1 replica\d/);
    const exceptional = { ...b, exception: exceptionSentence };
    show([a, exceptional]);
    expect(root.querySelector('.chart-title')?.textContent).toMatch(/^Live heapgateway-b9\d\.\d MB1 other\d/);
  });

  it('offer no snapshot of several processes', () => {
    show();
    expect(root.querySelector('.capture')).toBeNull();
  });
});

describe('the legend', () => {
  const rows = () => [...root.querySelectorAll<HTMLElement>('.row button')];

  it('has a row for each replica with the numbers of both charts, and what is known of it', () => {
    show();
    const texts = rows().map(({ textContent }) => textContent);
    expect(texts[0]).toMatch(/^gateway-b9\d\.\d MB · 8\d\d$/);
    expect(texts.slice(1).join('\n')).toMatch(/^(gateway-[acde]\d\d\.\d MB · 1\d\d\n?){4}$/);
    const [tip, other] = [...root.querySelectorAll('.row [role=tooltip]')];
    expect(tip?.textContent).toContain(`1 leak. ${exceptionSentence}`);
    expect(other?.textContent).toBe('healthy.Press to hide it.');
    expect(rows()[0]?.getAttribute('aria-describedby')).toBe(tip?.id);
  });

  it('hides and shows both lines of a replica', async () => {
    show();
    rows()[1]?.click();
    await rendered();
    expect(rows().map((row) => row.getAttribute('aria-pressed'))).toEqual(['true', 'false', 'true', 'true', 'true']);
    expect(store.shown.value).toHaveLength(8);
    expect(root.querySelector('.chart-title')?.textContent).toContain('3 others');
    rows()[1]?.click();
    await rendered();
    expect(store.shown.value).toHaveLength(10);
  });

  it('tells of each its newest value, though they are asked one after the other, and none that is long gone', () => {
    show();
    const last = startMillis + 299_000;
    const gone = replicaLine('localhost-gateway-a', 'goroutines');
    expect(store.readout.value?.values[gone]).toBeGreaterThan(0);
    const points = Array.from({ length: 30 }, (_, at) => point({ at: 300 + at * 5, goroutines: 7 }));
    store.receive({ type: 'grew', targetId: serviceOf(states).target.id, points: asServicePoints(states[2]!, points) });
    expect(store.readout.value?.atMillis).toBeGreaterThan(last);
    expect(store.readout.value?.values[gone]).toBeNull();
    expect(store.readout.value?.values[replicaLine('localhost-gateway-c', 'goroutines')]).toBe(7);
  });

  it('moves with the cursor by keys', async () => {
    show();
    const newest = root.querySelector('.row .value')?.textContent;
    root.querySelector('.cursor')?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Home', bubbles: true }));
    root.querySelector('.cursor')?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Home', bubbles: true }));
    await rendered();
    expect(root.querySelector('.row .value')?.textContent).not.toBe(newest);
    expect(root.querySelector('.cursor')?.getAttribute('aria-valuetext')).toContain('gateway-a: Live heap');
  });
});

describe('points of several processes', () => {
  it('stand in the order of their times, whichever comes first, and each stays in its line', () => {
    show();
    const grow = (place: number, at: number, goroutines: number) =>
      store.receive({
        type: 'grew',
        targetId: serviceOf(states).target.id,
        points: asServicePoints(states[place]!, [point({ at, goroutines })]),
      });
    const before = store.series.value.atMillis.length;
    grow(0, 320, 1);
    grow(1, 310, 2);
    grow(2, 330, 3);
    const { atMillis, values } = store.series.value;
    expect(atMillis).toHaveLength(before + 3);
    expect([...atMillis]).toEqual([...atMillis].sort((a, b) => a - b));
    const last = (place: number) => values[replicaLine(states[place]!.target.id, 'goroutines')]?.slice(-3);
    expect([0, 1, 2].map(last)).toEqual([
      [null, 1, null],
      [2, null, null],
      [null, null, 3],
    ]);
  });
});

describe('what happens to one of several', () => {
  it('is marked where it is replaced, or is another build, and the lines of the others go on', () => {
    show();
    const service = serviceOf(states).target.id;
    const grow = (place: number, one: Parameters<typeof point>[0]) =>
      store.receive({ type: 'grew', targetId: service, points: asServicePoints(states[place]!, [point(one)]) });
    expect([store.chart.value.restarts, store.chart.value.builds]).toEqual([[], []]);
    const breaks = () => store.chart.value.seconds.length - store.chart.value.table.atMillis.length;
    const before = breaks();
    grow(0, { at: 310, goroutines: 1, life: 1 });
    grow(1, { at: 311, goroutines: 2 });
    grow(2, { at: 312, goroutines: 3, life: 1, build: 1 });
    grow(0, { at: 315, goroutines: 1, life: 1 });
    const second = (at: number) => startMillis / 1000 + at;
    expect([store.chart.value.restarts, store.chart.value.builds]).toEqual([[second(310)], [second(312)]]);
    expect(breaks()).toBe(before);
  });

  it('is foreseen: the row says when it is at its limit, and a screen reader is told', () => {
    const outlook = {
      ...{ series: 'rss', limit: 512e6, now: 400e6, perMinute: 1e6, asOfMillis: startMillis, origin: 'cgroup' },
      reaches: { likelyMillis: 3 * 3_600_000, earliestMillis: 2 * 3_600_000, latestMillis: 4 * 3_600_000 },
      ...{ short: '512 MB in 3 h', sentence: 'At its limit of 512 MB in about 3 hours.' },
    } as unknown as TargetState['outlooks'][number];
    const all = [replicaState('gateway-a'), replicaState('gateway-b', { outlooks: [outlook] })];
    show(all);
    const [, row] = [...root.querySelectorAll<HTMLElement>('.row button')];
    expect(row?.textContent).toMatch(/· 512 MB in 3 h$/);
    expect(root.querySelectorAll('.row [role=tooltip]')[1]?.textContent).toContain(outlook.sentence);
    expect(summaryWords(asPanelTarget(serviceOf(all)), fleetTable(all))).toContain(`gateway-b: ${outlook.sentence}`);
  });
});

describe('in words and in the editor area', () => {
  it('are told to a screen reader as ranges', () => {
    expect(summaryWords(asPanelTarget(serviceOf(states)), fleetTable(states))).toMatch(
      /^Live heap of 5 replicas: \d\d\.\d MB to 9\d\.\d MB\. Goroutines of 5 replicas: 1\d\d to 8\d\d\.$/,
    );
  });

  it('say there that moments belong to a replica', () => {
    const editor = new PanelStore((message) => posted.push(message), 'editor');
    tell(editor);
    render(
      h(TrendsEditor, {
        store: editor,
        explorer:
          editor.explorer ??
          new Explorer(
            () => undefined,
            () => editor.series.value,
          ),
        times,
      }),
      root,
    );
    expect(root.querySelector('.explore-bar')?.textContent).toBe(
      'Profiles are kept of each replica: choose one to open its moments.',
    );
    expect(root.querySelectorAll('.row')).toHaveLength(5);
  });
});
