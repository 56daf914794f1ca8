import { t } from '@vscode/l10n';
import { bareValue } from '../../../src/shared/base/seriesValue';
import type { SeriesView } from '../../../src/shared/model/series/seriesSpec';
import type { ChartPlan } from './chartOptions';
import { leastLimit } from './drawLimits';
import { LineSample } from './lineSample';
import type { PanelStore } from '../panelStore';
import { shortRate } from '../rateWords';
import type { TimeWords } from '../timeWords';

export interface ChartValuesProps {
  readonly store: PanelStore;
  readonly times: TimeWords;
  readonly chart: ChartPlan['chart'];
}

/** Above a chart: each line that is drawn in it with its value beside its name, the newest or the one at the cursor. */
export function ChartValues({ store, times, chart }: ChartValuesProps) {
  const lines = store.views.value.filter(({ look }) => look.chart === chart);
  const shown = lines.filter(({ id }) => !store.hidden.value.includes(id));
  const atCursor = store.cursor.value !== null;
  const readout = store.readout.value;
  return (
    <div class="chart-title">
      {shown.length === 0 && <span class="chart-name">{lines[0]?.label}</span>}
      {shown.map((series) => (
        <ChartValue key={series.id} series={series} store={store} />
      ))}
      {atCursor && chart === 'upper' && readout !== null && (
        <time class="chart-note">{times.moment(readout.atMillis)}</time>
      )}
    </div>
  );
}

/** How fast a line grows is said of the newest value alone. */
function ChartValue({ series, store }: { readonly series: SeriesView; readonly store: PanelStore }) {
  const value = store.readout.value?.values[series.id] ?? null;
  const growth = store.target.value?.growth[series.id] ?? null;
  const limit = leastLimit(store.limits.value, series.id);
  const rate = store.cursor.value === null ? shortRate(series, growth) : '';
  return (
    <span class="chart-value">
      <LineSample series={series} theme={store.theme.value} />
      <span class="chart-name">{series.label}</span>
      <span class="chart-number">{bareValue(series, value)}</span>
      {limit !== null && <span class="chart-note">{t('of {0}', bareValue(series, limit))}</span>}
      {rate !== '' && <span class="chart-note">{rate}</span>}
    </span>
  );
}
