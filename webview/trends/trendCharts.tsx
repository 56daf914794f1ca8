import { t } from '@vscode/l10n';
import { useEffect, useRef } from 'preact/hooks';
import type { SeriesView } from '../../src/shared/model/seriesSpec';
import { longestSentence } from '../../src/shared/base/said/cutText';
import { plainText } from '../../src/shared/base/said/plainText';
import type { MissingAnswer } from '../../src/shared/wires/lspMessages';
import type { PanelTarget } from '../../src/shared/wires/panelMessages';
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
        <Missing target={store.target.value} kinds={['heap', 'memory']} />
        <div class="plot plot-memory" ref={memory} />
        <ChartTitle name={lower?.label ?? ''} note={lower === null ? '' : bareRate(lower, growthOf(lower))} />
        <Missing target={store.target.value} kinds={['goroutines']} />
        <div class="plot plot-goroutines" ref={goroutines} />
      </CursorSlider>
    </div>
  );
}

/** Why a chart has no line, or not all of them: an empty one must not look like nothing. */
function Missing({
  target,
  kinds,
}: {
  readonly target: PanelTarget | null;
  readonly kinds: readonly MissingAnswer['kind'][];
}) {
  const missing = (target?.missing ?? []).filter(({ kind }) => kinds.includes(kind));
  return missing.map(({ kind, words }) => (
    <p class="chart-missing" key={kind}>
      {plainText(words, longestSentence)}
    </p>
  ));
}

function ChartTitle({ name, note }: { readonly name: string; readonly note: string }) {
  return (
    <div class="chart-title">
      <span class="chart-name">{name}</span>
      <span class="chart-note">{note}</span>
    </div>
  );
}
