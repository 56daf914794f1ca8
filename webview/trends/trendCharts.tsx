import { t } from '@vscode/l10n';
import { useEffect, useRef } from 'preact/hooks';
import type { SeriesView } from '../../src/shared/model/seriesSpec';
import { ChartPair } from './chartPair';
import { CursorSlider } from './cursorSlider';
import type { PanelStore } from './panelStore';
import { leadingLine } from './drawnSeries';
import { bareRate, namedRate } from './rateWords';
import type { TimeWords } from './timeWords';

export interface TrendChartsProps {
  readonly store: PanelStore;
  readonly times: TimeWords;
}

/** Memory above what is counted, each with its growth beside its name. uPlot draws; this lays out and hands over the elements. */
export function TrendCharts({ store, times }: TrendChartsProps) {
  const memory = useRef<HTMLDivElement>(null);
  const goroutines = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (memory.current === null || goroutines.current === null) return;
    const pair = new ChartPair({ memory: memory.current, goroutines: goroutines.current }, store, times);
    return () => pair.dispose();
  }, [store, times]);
  const [upper, lower] = [leadingLine(store.views.value, 'upper'), leadingLine(store.views.value, 'lower')];
  const growthOf = ({ id }: SeriesView) => store.target.value?.growth[id] ?? null;
  return (
    <div class="charts">
      <CursorSlider store={store} times={times}>
        <ChartTitle name={t('Memory')} note={upper === null ? '' : namedRate(upper, growthOf(upper))} />
        <div class="plot plot-memory" ref={memory} />
        <ChartTitle name={lower?.label ?? ''} note={lower === null ? '' : bareRate(lower, growthOf(lower))} />
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
