import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { longestSentence } from '../../../src/shared/base/said/cutText';
import { plainText } from '../../../src/shared/base/said/plainText';
import type { MissingAnswer } from '../../../src/shared/wires/lspMessages';
import type { PanelTarget } from '../../../src/shared/wires/panelMessages';
import { ChartPair } from './chartPair';
import { ChartValues } from './chartValues';
import { ServiceValues } from '../service/serviceValues';
import { CursorSlider } from './cursorSlider';
import type { PanelStore } from '../panelStore';
import type { TimeWords } from '../timeWords';

export interface TrendChartsProps {
  readonly store: PanelStore;
  readonly times: TimeWords;
  /** What else keys do; answers whether the key was one of them. */
  readonly onKey?: (event: KeyboardEvent) => boolean;
  /** Drawn over both charts. */
  readonly children?: ComponentChildren;
}

/** Memory above what is counted, each below the values of its lines. uPlot draws; this lays out and hands over the elements. */
export function TrendCharts({ store, times, onKey, children }: TrendChartsProps) {
  const memory = useRef<HTMLDivElement>(null);
  const goroutines = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (memory.current === null || goroutines.current === null) return;
    const pair = new ChartPair({ memory: memory.current, goroutines: goroutines.current }, store, times);
    return () => pair.dispose();
  }, [store, times]);
  const Values = store.service.value === null ? ChartValues : ServiceValues;
  return (
    <div class="charts">
      <CursorSlider store={store} times={times} {...(onKey !== undefined && { onKey })}>
        <Values store={store} times={times} chart="upper" />
        <Ahead store={store} />
        <Missing target={store.target.value} kinds={['heap', 'memory']} />
        <div class="plot plot-memory" ref={memory} />
        <Values store={store} times={times} chart="lower" />
        <Missing target={store.target.value} kinds={['goroutines']} />
        <div class="plot plot-goroutines" ref={goroutines} />
      </CursorSlider>
      {children}
    </div>
  );
}

/** When what is limited gets there. */
function Ahead({ store }: { readonly store: PanelStore }) {
  return store.ahead.value.map(({ series, origin, sentence }) => (
    <p class="chart-ahead" key={`${series} ${origin}`}>
      {plainText(sentence, longestSentence)}
    </p>
  ));
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
