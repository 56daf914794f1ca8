// @vitest-environment happy-dom
import { h, render } from 'preact';
import { beforeEach, describe, expect, it } from 'vitest';
import { toSeriesTable } from '../../../src/shared/model/series/series';
import { defaultPanelChoice, type FromPanel, type PanelTarget } from '../../../src/shared/wires/panelMessages';
import { nearLimits } from '../../../webview/trends/charts/drawLimits';
import { Legend } from '../../../webview/trends/legend';
import { PanelStore } from '../../../webview/trends/panelStore';
import { summaryWords } from '../../../webview/trends/summary';
import { createTimeWords } from '../../../webview/trends/timeWords';
import { TrendsPanel } from '../../../webview/trends/trendsPanel';
import { goSeriesView, goSeriesViews } from '../../support/go/goSeriesViews';
import { startMillis, table } from './seriesBuilder';

const hostile = '<img src=x onerror="alert(1)"><b>name</b>';
const target: PanelTarget = {
  id: 'a',
  name: 'shop-api',
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
  growth: { liveHeap: 9.1 * 1024 ** 2 },
};
const times = createTimeWords('en', () => startMillis);
const series = table({ at: 0, liveHeap: 84.1 * 1024 ** 2, goroutines: 412 });

let posted: FromPanel[];
let store: PanelStore;

beforeEach(() => {
  document.body.innerHTML = '<div id="root"></div>';
  posted = [];
  store = new PanelStore((message) => posted.push(message));
});

function show(targets: readonly PanelTarget[], points = toSeriesTable([]), trusted = true): HTMLElement {
  const targetId = targets[0]?.id ?? null;
  store.receive({
    type: 'state',
    trusted,
    targets,
    choice: { targetId, window: '5m', hidden: ['rss'] },
    series: points,
  });
  const root = document.getElementById('root')!;
  render(h(TrendsPanel, { store, times }), root);
  return root;
}

/** Preact renders what signals change in a microtask. */
const rendered = () => new Promise((resolve) => setTimeout(resolve, 0));

describe('words that come from a service', () => {
  it('stay text, in the name, the address, the problem and the cost', () => {
    const root = show([
      { ...target, name: hostile, url: hostile, condition: hostile, problem: hostile, asOf: hostile, cost: hostile },
    ]);
    expect(root.querySelector('img, b')).toBeNull();
    for (const part of ['.target-name', '.phase', '.problem']) {
      expect(root.querySelector(part)?.textContent).toContain(hostile);
    }
    expect(root.querySelector('.status-line')?.getAttribute('title')).toBe(`${hostile}\n${hostile}`);
  });

  it('stay text in the drop-down', () => {
    const root = show([target, { ...target, id: 'b', name: hostile }]);
    expect(root.querySelector('img, b')).toBeNull();
    const options = [...root.querySelectorAll('vscode-option')].map((option) => option.textContent);
    expect(options).toEqual(['shop-api', hostile]);
  });
});

describe('a number that is limited', () => {
  const limits = [
    { series: 'liveHeap', less: null, unit: 'bytes', limit: 512 * 1024 ** 2, origin: 'setting' },
    { series: 'goroutines', less: null, unit: 'count', limit: 262_144, origin: 'node' },
    { series: 'goroutines', less: null, unit: 'count', limit: 10_000, origin: 'setting' },
  ] as const;

  it('stands beside its least limit, and the others alone', () => {
    const root = show([{ ...target, limits }], series);
    const values = [...root.querySelectorAll('.chart-value')].map(({ textContent }) => textContent);
    expect(values).toContainEqual(expect.stringContaining('84.1 MBof 512 MB'));
    expect(values).toContainEqual(expect.stringContaining('412of 10,000'));
    expect(values.filter((text) => text.includes('of '))).toHaveLength(2);
  });

  it('has its limit as a line once it is half way there', () => {
    const [memory, goroutines] = [[goSeriesView('liveHeap')], [goSeriesView('goroutines')]];
    expect(nearLimits(limits, memory, 255 * 1024 ** 2)).toEqual([]);
    expect(nearLimits(limits, memory, 256 * 1024 ** 2)).toEqual([512 * 1024 ** 2]);
    expect(nearLimits(limits, goroutines, 6000)).toEqual([10_000]);
    expect(nearLimits([], goroutines, 6000)).toEqual([]);
  });
});

describe('a service that does not offer everything', () => {
  const missing = (root: HTMLElement) =>
    [...root.querySelectorAll('.chart-missing')].map(({ textContent }) => textContent);

  it('has a chart without a line, which says why', () => {
    const words = 'No goroutine profile here: HTTP 403 Forbidden.';
    const root = show([{ ...target, missing: [{ kind: 'goroutines', words, short: null }] }], series);
    expect(missing(root)).toEqual([words]);
    expect(root.querySelector('.chart-missing + .plot')?.className).toContain('plot-goroutines');
  });

  it('says what is missing of memory above the chart of memory, as text', () => {
    const root = show(
      [
        {
          ...target,
          missing: [
            { kind: 'heap', words: hostile, short: null },
            { kind: 'memory', words: 'No memory statistics here.', short: null },
          ],
        },
      ],
      series,
    );
    expect(missing(root)).toEqual([hostile, 'No memory statistics here.']);
    expect(root.querySelector('.chart-missing + .plot')?.className).toContain('plot-memory');
    expect(root.querySelector('img, b')).toBeNull();
  });

  it('is said nothing of while it offers all', () => {
    expect(missing(show([target], series))).toEqual([]);
  });
});

describe('the panel', () => {
  it('shows nothing before the host has spoken', () => {
    const root = document.getElementById('root')!;
    render(h(TrendsPanel, { store, times }), root);
    expect(root.textContent).toBe('');
  });

  it('says that there is no service, and leaves it to the view above to ask for one', () => {
    const root = show([]);
    expect(root.textContent).toContain('No service connected');
    expect(root.querySelector('vscode-button')).toBeNull();
  });

  it('says that nothing connects in a workspace that is not trusted', () => {
    const root = show([], toSeriesTable([]), false);
    expect(root.textContent).toContain('Restricted Mode');
    expect(root.querySelector('vscode-button')).toBeNull();
  });

  it('names services that share a name by their address too', () => {
    const root = show([target, { ...target, id: 'b', url: 'localhost:6061' }]);
    const options = [...root.querySelectorAll('vscode-option')].map((option) => option.textContent);
    expect(options).toEqual(['shop-api (localhost:6060)', 'shop-api (localhost:6061)']);
    expect(root.querySelector('vscode-dropdown')?.getAttribute('aria-label')).toBe('Service');
  });

  it('says of a service that does not answer why, as of when its numbers are, and what can be done', () => {
    const away = { condition: 'not answering', problem: 'Nothing listens there.', asOf: 'All is as of 22:21:50.' };
    const root = show([{ ...target, phase: 'reconnecting', ...away }]);
    expect(root.querySelector('.phase')?.textContent).toBe('not answering');
    const said = root.querySelector('[role=status]')?.textContent;
    expect(said).toContain('All is as of 22:21:50.');
    expect(said).toContain('Nothing listens there.');
    for (const button of root.querySelectorAll<HTMLElement>('.status-actions vscode-button')) button.click();
    expect(posted).toEqual([
      { type: 'tryNow', targetId: 'a' },
      { type: 'editAddress', targetId: 'a' },
    ]);
  });

  it('offers neither while the service answers', () => {
    expect(show([target]).querySelector('.status-actions')).toBeNull();
  });

  it('captures the chosen service', () => {
    show([target]).querySelector<HTMLElement>('.capture')!.click();
    expect(posted).toEqual([{ type: 'capture', targetId: 'a' }]);
  });

  it('posts the window that is picked', () => {
    const root = show([target]);
    root.querySelector<HTMLInputElement>('input[value="1h"]')!.click();
    expect(posted).toMatchObject([{ type: 'choose', choice: { window: '1h' } }]);
  });
});

describe('above the charts', () => {
  const titles = (root: HTMLElement) =>
    [...root.querySelectorAll('.chart-title')].map(({ textContent }) => textContent);

  it('stand by default live heap, RSS and goroutines, and not the lines for those who look closer', async () => {
    const points = table({ at: 0, liveHeap: 84.1 * 1024 ** 2, heapAlloc: 1, goroutines: 412, rss: 160 * 1024 ** 2 });
    const root = show([target], points);
    const choice = { ...defaultPanelChoice, targetId: 'a' };
    store.receive({ type: 'state', trusted: true, targets: [target], choice, series: points });
    await rendered();
    expect(titles(root)).toEqual(['Live heap84.1 MB↑9.10 MB/minRSS160 MB', 'Goroutines412']);
    store.toggle('heapAlloc');
    await rendered();
    expect(titles(root)[0]).toContain('HeapAlloc');
  });

  it('stand the values at the cursor, without a rate, which is of now', async () => {
    const points = table({ at: 0, liveHeap: 1024, goroutines: 1 }, { at: 5000, liveHeap: 2048, goroutines: 2 });
    const root = show([target], points);
    store.cursor.value = startMillis;
    await rendered();
    expect(titles(root)[0]).toMatch(/^Live heap1\.00 KB.*\d:\d\d/);
    expect(titles(root)[1]).toBe('Goroutines1');
  });
});

describe('the legend', () => {
  function legend(): HTMLElement {
    store.receive({
      type: 'state',
      trusted: true,
      targets: [target],
      choice: { targetId: 'a', window: '5m', hidden: ['rss'] },
      series,
    });
    const root = document.getElementById('root')!;
    render(h(Legend, { store, times }), root);
    return root;
  }

  it('shows each series with its newest value, and a dash where there is none', () => {
    const rows = [...legend().querySelectorAll('.row button')].map((row) => row.textContent);
    expect(rows).toHaveLength(10);
    expect(rows[0]).toBe('Live heap84.1 MB');
    expect(rows).toContain('RSS–');
    expect(rows).toContain('Goroutines412');
  });

  it('explains every name with a sentence and a unit, tied to its button', () => {
    const root = legend();
    for (const button of root.querySelectorAll('.row button')) {
      const tip = root.querySelector(`#${button.getAttribute('aria-describedby') ?? ''}`);
      expect(tip?.getAttribute('role')).toBe('tooltip');
      expect(tip?.textContent).toMatch(/\..*Unit: (bytes|a count)\./);
    }
  });

  it('says by aria-pressed which lines are shown, and toggles them', async () => {
    const root = legend();
    const pressed = () =>
      [...root.querySelectorAll('.row button')].map((button) => button.getAttribute('aria-pressed') === 'true');
    expect(pressed()).toEqual([true, true, true, true, true, true, true, false, true, true]);
    root.querySelector<HTMLElement>('.row button')!.click();
    await rendered();
    expect(pressed()[0]).toBe(false);
    expect(posted).toMatchObject([{ type: 'choose', choice: { hidden: ['rss', 'liveHeap'] } }]);
  });

  it('puts an explanation away with Escape until the pointer leaves', async () => {
    const row = legend().querySelector('.row')!;
    row.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
    await rendered();
    expect(row.className).toBe('row dismissed');
    row.dispatchEvent(new MouseEvent('mouseleave'));
    await rendered();
    expect(row.className).toBe('row');
  });
});

describe('the summary for screen readers', () => {
  it('is a few short sentences', () => {
    expect(summaryWords(target, series)).toBe('Live heap 84.1 MB, rising 9.10 MB per minute. 412 goroutines.');
  });

  it('leaves out what the service does not tell', () => {
    expect(summaryWords(target, table({ at: 0, rss: 1024 }))).toBe('RSS 1.00 KB.');
    expect(summaryWords(target, toSeriesTable([]))).toBe('');
  });
});
