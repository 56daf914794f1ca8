import uPlot from 'uplot';
import type { Disposable } from '../../../src/shared/base/disposable';
import { chartOptions, lineAlpha, type ChartFrame, type ChartPlan } from './chartOptions';
import { linesOf } from './drawnSeries';
import { closestRow } from '../model';

/** One uPlot in one element: made when there is room for it, remade when the theme changes. */
export class TrendChart implements Disposable {
  private plot: uPlot | null = null;
  private frame: ChartFrame | null = null;
  /** uPlot also reports its cursor after each draw; only what a pointer does is a choice. */
  private silent = false;

  private readonly element: HTMLElement;
  private readonly plan: ChartPlan;
  private readonly onCursor: (millis: number | null) => void;

  /** `onCursor` is told when a pointer chooses a moment, ms since 1970, or leaves. */
  constructor(element: HTMLElement, plan: ChartPlan, onCursor: (millis: number | null) => void) {
    this.element = element;
    this.plan = plan;
    this.onCursor = onCursor;
  }

  draw(frame: ChartFrame): void {
    const before = this.frame;
    this.frame = frame;
    if (this.plot === null || before?.theme !== frame.theme || idsOf(before, this.plan) !== idsOf(frame, this.plan)) {
      this.rebuild();
      return;
    }
    const { plot, plan } = this;
    this.silently(() =>
      plot.batch(() => {
        linesOf(frame.series, plan.chart).forEach(({ id }, index) => {
          const show = !frame.hidden.includes(id);
          if (plot.series[index + 1]?.show !== show) plot.setSeries(index + 1, { show }, false);
        });
        this.fadeLines(plot);
        if (before.data !== frame.data) plot.setData(dataOf(frame, plan));
        else plot.redraw(false);
      }),
    );
  }

  /** Fits the chart into its element. */
  resize(): void {
    const { clientWidth: width, clientHeight: height } = this.element;
    if (width === 0 || height === 0) return;
    if (this.plot === null) this.rebuild();
    else if (this.plot.width !== width || this.plot.height !== height) {
      const { plot } = this;
      this.silently(() => plot.batch(() => plot.setSize({ width, height })));
    }
  }

  /** Puts the cursor on the moment, or away. */
  showCursor(millis: number | null): void {
    const { plot, frame } = this;
    if (plot === null || frame === null) return;
    const row = millis === null ? null : closestRow(frame.data.table.atMillis, millis);
    const second = row === null ? null : (frame.data.table.atMillis[row] ?? 0) / 1000;
    const left = second === null ? -10 : plot.valToPos(second, 'x');
    this.silently(() => plot.setCursor({ left, top: second === null ? -10 : 0 }, false));
  }

  dispose(): void {
    this.plot?.destroy();
    this.plot = null;
  }

  private rebuild(): void {
    const { clientWidth: width, clientHeight: height } = this.element;
    const { frame, plan } = this;
    this.plot?.destroy();
    this.plot = null;
    if (frame === null || width === 0 || height === 0) return;
    const options = chartOptions({
      plan,
      size: { width, height },
      frame: () => this.frame ?? frame,
      onCursor: (index) => this.report(index),
    });
    this.silently(() => {
      this.plot = new uPlot(options, dataOf(frame, plan), this.element);
      this.fadeLines(this.plot);
      // An empty batch draws now instead of in a microtask, so that positions can be asked for at once.
      this.plot.batch(() => undefined);
    });
  }

  private fadeLines(plot: uPlot): void {
    const { frame, plan } = this;
    if (frame === null || frame.theme.highContrast) return;
    linesOf(frame.series, plan.chart).forEach(({ look }, index) => {
      const series = plot.series[index + 1];
      if (series !== undefined) series.alpha = lineAlpha(look, frame.data.seconds.length / plot.width);
    });
  }

  private report(index: number | null): void {
    if (this.silent) return;
    const second = index === null ? undefined : this.frame?.data.seconds[index];
    this.onCursor(second === undefined ? null : second * 1000);
  }

  private silently(action: () => void): void {
    const before = this.silent;
    this.silent = true;
    try {
      action();
    } finally {
      this.silent = before;
    }
  }
}

/** The lines of a chart by name: with others it is another plot. */
function idsOf({ series }: ChartFrame, { chart }: ChartPlan): string {
  return linesOf(series, chart)
    .map(({ id }) => id)
    .join(' ');
}

function dataOf({ data, series }: ChartFrame, { chart }: ChartPlan): uPlot.AlignedData {
  const columns = linesOf(series, chart).map(({ id }) => data.columns[id] ?? data.seconds.map(() => null));
  // uPlot reads its data and does not write it, but its types ask for mutable arrays.
  return [data.seconds, ...columns] as uPlot.AlignedData;
}
