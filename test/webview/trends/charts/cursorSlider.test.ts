// @vitest-environment happy-dom
import type { PanelTarget } from '../../../../src/shared/wires/panelMessages';
import { goSeriesViews } from '../../../support/go/goSeriesViews';
import { h, render } from 'preact';
import { beforeEach, describe, expect, it } from 'vitest';
import { CursorSlider } from '../../../../webview/trends/charts/cursorSlider';
import { PanelStore } from '../../../../webview/trends/panelStore';
import { createTimeWords } from '../../../../webview/trends/timeWords';
import { rows, startMillis } from '../seriesBuilder';

const times = createTimeWords('en', () => startMillis);
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
const choice = { targetId: 'a', window: 'all', hidden: ['goroutines'] } as const;

let store: PanelStore;
let slider: HTMLElement;

function show(count: number): void {
  document.body.innerHTML = '<div id="root"></div>';
  store = new PanelStore(() => undefined);
  const series = rows(count, 5, (row) => ({ liveHeap: row * 1024 ** 2, goroutines: row }));
  store.receive({ type: 'state', trusted: true, targets: [target], choice, series });
  const root = document.getElementById('root')!;
  render(h(CursorSlider, { store, times, children: null }), root);
  slider = root.querySelector<HTMLElement>('[role=slider]')!;
}

async function press(...keys: readonly string[]): Promise<void> {
  for (const key of keys) slider.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
  await new Promise((resolve) => setTimeout(resolve, 0));
}

const valueNow = () => Number(slider.getAttribute('aria-valuenow'));

beforeEach(() => {
  show(61);
});

describe('the charts under the keyboard', () => {
  it('can be focused and say what they are', () => {
    expect(slider.tabIndex).toBe(0);
    expect(slider.getAttribute('aria-label')).toContain('arrow keys');
    expect(slider.getAttribute('aria-valuetext')).toBe('Latest values');
  });

  it('read out the time and every shown value at the cursor', async () => {
    await press('ArrowLeft', 'ArrowLeft');
    expect(valueNow()).toBe(59);
    expect(slider.getAttribute('aria-valuetext')).toMatch(/^\d\d:\d\d:\d\d: Live heap 59\.0 MB$/);
  });

  it('move both ways, in pages, and to both ends', async () => {
    await press('Home');
    expect(valueNow()).toBe(60);
    await press('Home');
    expect(valueNow()).toBe(0);
    await press('ArrowRight', 'PageUp', 'ArrowLeft');
    expect(valueNow()).toBe(10);
    await press('End');
    expect(valueNow()).toBe(60);
  });

  it('go back to the latest values with Escape and when the focus leaves', async () => {
    await press('ArrowLeft', 'Escape');
    expect(store.cursor.value).toBeNull();
    await press('ArrowLeft');
    slider.dispatchEvent(new FocusEvent('blur'));
    expect(store.cursor.value).toBeNull();
  });

  it('leave other keys to the page', () => {
    const tab = new KeyboardEvent('keydown', { key: 'Tab', bubbles: true, cancelable: true });
    slider.dispatchEvent(tab);
    expect(tab.defaultPrevented).toBe(false);
  });

  it('cross a long history in about a hundred presses', async () => {
    show(3000);
    await press('ArrowLeft', ...Array.from({ length: 100 }, () => 'ArrowLeft'));
    expect(valueNow()).toBe(0);
  });
});
