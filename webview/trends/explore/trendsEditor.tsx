import { t } from '@vscode/l10n';
import { useEffect, useRef } from 'preact/hooks';
import { TrendCharts } from '../charts/trendCharts';
import { PanelHeader } from '../panelHeader';
import { Lines } from '../service/lines';
import type { PanelStore } from '../panelStore';
import { Summary } from '../summary';
import type { TimeWords } from '../timeWords';
import { EmptyState, RestrictedState } from '../trendsPanel';
import { chartPointer } from './chartPointer';
import { ExploreBar, TravelBanner, ZoomBar } from './exploreBar';
import { exploreKey } from './exploreKeys';
import { LineList, MarkList } from './exploreLists';
import type { Explorer } from './explorer';
import { RangeHandles } from './rangeHandles';

export interface TrendsEditorProps {
  readonly store: PanelStore;
  readonly explorer: Explorer;
  readonly times: TimeWords;
}

/** The same charts with all that is kept: to zoom into, with what happened, lines, and a profile at each moment. */
export function TrendsEditor({ store, explorer, times }: TrendsEditorProps) {
  if (!store.loaded.value) return null;
  const target = store.target.value;
  if (target === null) return store.trusted.value ? <EmptyState /> : <RestrictedState />;
  const hasPoints = store.chart.value.table.atMillis.length > 0;
  return (
    <main class="panel explore">
      <PanelHeader store={store} />
      {hasPoints ? (
        <>
          <ExploredCharts store={store} explorer={explorer} times={times} />
          <div class="explore-side">
            <Lines store={store} times={times} />
            <MarkList explorer={explorer} times={times} />
            <LineList explorer={explorer} />
          </div>
        </>
      ) : (
        <p class="waiting">{t('Waiting for the first numbers…')}</p>
      )}
      <Summary store={store} />
    </main>
  );
}

function ExploredCharts({ store, explorer, times }: TrendsEditorProps) {
  const area = useRef<HTMLDivElement>(null);
  useEffect(() => (area.current === null ? undefined : chartPointer(area.current, store, explorer)), [store, explorer]);
  return (
    <div class="explore-charts">
      <div class="explore-area" ref={area}>
        <TrendCharts store={store} times={times} onKey={(event) => exploreKey(store, explorer, event)}>
          <RangeHandles explorer={explorer} range={store.chart.value.range} times={times} />
        </TrendCharts>
      </div>
      <TravelBanner explorer={explorer} times={times} />
      <div class="explore-tools">
        <ZoomBar explorer={explorer} />
        {store.service.value === null ? (
          <ExploreBar explorer={explorer} times={times} />
        ) : (
          <p class="explore-bar explore-note">
            {t('Profiles are kept of each replica: choose one to open its moments.')}
          </p>
        )}
      </div>
    </div>
  );
}
