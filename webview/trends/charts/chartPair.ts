import { effect } from '@preact/signals';
import { DisposableStore, toDisposable, type Disposable } from '../../../src/shared/base/disposable';
import type { PanelStore } from '../panelStore';
import type { TimeWords } from '../timeWords';
import { TrendChart } from './trendChart';

/** The two elements that the charts fill; their size is the style sheet's decision. */
export interface ChartElements {
  readonly memory: HTMLElement;
  readonly goroutines: HTMLElement;
}

/** Memory above, a count below: one x range, one cursor. Redraws what the store changes, tells it where the pointer is. */
export class ChartPair implements Disposable {
  private readonly owned = new DisposableStore();

  constructor(elements: ChartElements, store: PanelStore, times: TimeWords) {
    const point = (millis: number | null) => {
      store.cursor.value = millis;
    };
    const charts = [
      new TrendChart(elements.memory, { chart: 'upper', showsTimes: false, showsMarks: true }, point),
      new TrendChart(elements.goroutines, { chart: 'lower', showsTimes: true, showsMarks: false }, point),
    ];
    for (const chart of charts) this.owned.add(chart);
    const sizes = new ResizeObserver(() => {
      for (const chart of charts) {
        chart.resize();
        chart.showCursor(store.cursor.peek());
      }
    });
    sizes.observe(elements.memory);
    sizes.observe(elements.goroutines);
    this.owned.add(toDisposable(() => sizes.disconnect()));
    const draw = effect(() => {
      const frame = {
        data: store.chart.value,
        series: store.views.value,
        hidden: store.hidden.value,
        limits: store.limits.value,
        ahead: store.ahead.value,
        theme: store.theme.value,
        times,
        named: store.named.value,
        past: store.explorer?.frame.value ?? null,
      };
      for (const chart of charts) chart.draw(frame);
    });
    const move = effect(() => {
      const moment = store.cursor.value;
      // A redraw puts uPlot's own cursor back under the pointer, so the moment is placed again after each.
      if (store.chart.value.seconds.length === 0) return;
      for (const chart of charts) chart.showCursor(moment);
    });
    this.owned.add(toDisposable(draw));
    this.owned.add(toDisposable(move));
  }

  dispose(): void {
    this.owned.dispose();
  }
}
