import { t } from '@vscode/l10n';
import { useSignal } from '@preact/signals';
import type { SeriesView } from '../../src/shared/model/series/seriesSpec';
import { bareValue } from '../../src/shared/base/seriesValue';
import { joinSentences } from './listWords';
import { Swatch } from './charts/swatch';
import type { PanelStore } from './panelStore';
import type { TimeWords } from './timeWords';

export interface LegendProps {
  readonly store: PanelStore;
  readonly times: TimeWords;
}

/** Every series with its value: the newest, or the one under the cursor. A row shows or hides its line and explains itself. */
export function Legend({ store, times }: LegendProps) {
  return (
    <section class="legend" aria-label={t('Series')}>
      <LegendHead store={store} times={times} />
      <ul>
        {store.views.value.map((series) => (
          <LegendRow key={series.id} series={series} store={store} />
        ))}
      </ul>
    </section>
  );
}

/** Of which moment the values are. */
export function LegendHead({ store, times }: LegendProps) {
  const readout = store.readout.value;
  const atCursor = store.cursor.value !== null;
  return (
    <div class={atCursor ? 'legend-head at-cursor' : 'legend-head'}>
      <span>{atCursor ? t('At the cursor') : t('Latest')}</span>
      <time>{readout === null ? '' : times.moment(readout.atMillis)}</time>
    </div>
  );
}

function LegendRow({ series, store }: { readonly series: SeriesView; readonly store: PanelStore }) {
  const { id } = series;
  const dismissed = useSignal(false);
  const shown = !store.hidden.value.includes(id);
  const value = store.readout.value?.values[id] ?? null;
  const tipId = `explain-${id}`;
  const unit = series.unit === 'bytes' ? t('Unit: bytes.') : t('Unit: a count.');
  const forget = () => {
    dismissed.value = false;
  };
  return (
    <li
      class={dismissed.value ? 'row dismissed' : 'row'}
      onMouseLeave={forget}
      onFocusOut={forget}
      onKeyDown={(event) => {
        if (event.key === 'Escape') dismissed.value = true;
      }}
    >
      <button type="button" aria-pressed={shown} aria-describedby={tipId} onClick={() => store.toggle(id)}>
        <Swatch series={series} store={store} shown={shown} />
        <span class="name">{series.label}</span>
        <span class="value">{bareValue(series, value)}</span>
      </button>
      <div class="tip" role="tooltip" id={tipId}>
        <p>{series.explanation}</p>
        <p class="tip-unit">{joinSentences([unit, shown ? t('Press to hide it.') : t('Press to show it.')])}</p>
      </div>
    </li>
  );
}
