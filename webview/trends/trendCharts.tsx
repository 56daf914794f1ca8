import { t } from '@vscode/l10n';
import { useEffect, useRef } from 'preact/hooks';
import { ChartPair } from './chartPair';
import { CursorSlider } from './cursorSlider';
import type { PanelStore } from './panelStore';
import { goroutineRate, liveHeapRate } from './rateWords';
import type { TimeWords } from './timeWords';

export interface TrendChartsProps {
  readonly store: PanelStore;
  readonly times: TimeWords;
}

/** Memory above goroutines, each with its growth beside its name. uPlot draws; this lays out and hands over the elements. */
export function TrendCharts({ store, times }: TrendChartsProps) {
  const memory = useRef<HTMLDivElement>(null);
  const goroutines = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (memory.current === null || goroutines.current === null) return;
    const pair = new ChartPair({ memory: memory.current, goroutines: goroutines.current }, store, times);
    return () => pair.dispose();
  }, [store, times]);
  const target = store.target.value;
  return (
    <div class="charts">
      <CursorSlider store={store} times={times}>
        <ChartTitle name={t('Memory')} note={liveHeapRate(target?.liveHeapPerMinute ?? null)} />
        <div class="plot plot-memory" ref={memory} />
        <ChartTitle name={t('Goroutines')} note={goroutineRate(target?.goroutinesPerMinute ?? null)} />
        <div class="plot plot-goroutines" ref={goroutines} />
      </CursorSlider>
    </div>
  );
}

function ChartTitle({ name, note }: { readonly name: string; readonly note: string }) {
  return (
    <div class="chart-title">
      <span class="chart-name">{name}</span>
      <span class="chart-note">{note}</span>
    </div>
  );
}
