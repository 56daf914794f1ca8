// @vitest-environment happy-dom
import { h, render } from 'preact';
import { describe, expect, it } from 'vitest';
import type { PanelTarget } from '../../../src/shared/wires/panelMessages';
import { PanelStore } from '../../../webview/trends/panelStore';
import { Summary } from '../../../webview/trends/summary';
import { goSeriesViews } from '../../support/go/goSeriesViews';
import { point, table } from './seriesBuilder';

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
  growth: {},
};

const rendered = () => new Promise((resolve) => setTimeout(resolve, 0));

describe('the announced summary', () => {
  it('changes at most every 15 seconds of polling, and at once for another target', async () => {
    document.body.innerHTML = '<div id="root"></div>';
    const store = new PanelStore(() => undefined);
    const targets = [target, { ...target, id: 'b' }];
    const choice = { targetId: 'a', window: 'all', hidden: [] } as const;
    store.receive({ type: 'state', trusted: true, targets, choice, series: table({ at: 0, goroutines: 1 }) });
    const root = document.getElementById('root')!;
    render(h(Summary, { store }), root);
    const heard: (string | null | undefined)[] = [];
    for (const at of [5, 10, 15, 20]) {
      store.receive({ type: 'grew', targetId: 'a', points: [point({ at, goroutines: at })] });
      await rendered();
      heard.push(root.querySelector('[aria-live=polite]')?.textContent);
    }
    expect(heard).toEqual(['1 goroutine.', '1 goroutine.', '15 goroutines.', '15 goroutines.']);
    store.receive({
      type: 'state',
      trusted: true,
      targets,
      choice: { ...choice, targetId: 'b' },
      series: table({ at: 21, goroutines: 7 }),
    });
    await rendered();
    expect(root.querySelector('[aria-live=polite]')?.textContent).toBe('7 goroutines.');
  });

  it('comes with a table of the latest, least and greatest values', () => {
    document.body.innerHTML = '<div id="root"></div>';
    const store = new PanelStore(() => undefined);
    const series = table({ at: 0, goroutines: 3 }, { at: 5, goroutines: 9 }, { at: 10, goroutines: 5 });
    store.receive({
      type: 'state',
      trusted: true,
      targets: [target],
      choice: { targetId: 'a', window: 'all', hidden: [] },
      series,
    });
    const root = document.getElementById('root')!;
    render(h(Summary, { store }), root);
    const row = [...root.querySelectorAll('tbody tr')].find((found) => found.textContent.startsWith('Goroutines'));
    expect([...row!.querySelectorAll('td')].map((cell) => cell.textContent)).toEqual(['5', '3', '9']);
  });
});
