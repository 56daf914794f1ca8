import { t } from '@vscode/l10n';
import { PanelHeader } from './panelHeader';
import type { PanelStore } from './panelStore';
import { Lines } from './service/lines';
import { Summary } from './summary';
import type { TimeWords } from './timeWords';
import { TrendCharts } from './charts/trendCharts';

export interface TrendsPanelProps {
  readonly store: PanelStore;
  readonly times: TimeWords;
}

/** The whole panel: nothing until the host has spoken, an invitation without a service, else head, charts and legend. */
export function TrendsPanel({ store, times }: TrendsPanelProps) {
  if (!store.loaded.value) return null;
  const target = store.target.value;
  if (target === null) return store.trusted.value ? <EmptyState /> : <RestrictedState />;
  const hasPoints = store.chart.value.table.atMillis.length > 0;
  return (
    <main class="panel">
      <PanelHeader store={store} />
      {hasPoints ? (
        <>
          <TrendCharts store={store} times={times} />
          <Lines store={store} times={times} />
        </>
      ) : (
        target.phase !== 'reconnecting' && <p class="waiting">{t('Waiting for the first numbers…')}</p>
      )}
      <Summary store={store} />
    </main>
  );
}

/** The editor itself offers to trust the workspace, above its views and in its status bar. */
export function RestrictedState() {
  return (
    <main class="empty">
      <h1>{t('Restricted Mode')}</h1>
      <p>{t('LeakLens connects to services only in a workspace you trust.')}</p>
    </main>
  );
}

/** The view above asks to connect. */
export function EmptyState() {
  return (
    <main class="empty">
      <h1>{t('No service connected')}</h1>
      <p>{t('Memory and goroutines of a service, over time.')}</p>
    </main>
  );
}
