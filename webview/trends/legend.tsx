import { t } from '@vscode/l10n';
import { useSignal } from '@preact/signals';
import type { SeriesView } from '../../src/shared/model/series/seriesSpec';
import { bareValue } from '../../src/shared/base/seriesValue';
import { joinSentences } from './listWords';
import type { PanelStore } from './panelStore';
import type { TimeWords } from './timeWords';

export interface LegendProps {
  readonly store: PanelStore;
  readonly times: TimeWords;
}

/** Every series with its value: the newest, or the one under the cursor. A row shows or hides its line and explains itself. */
export function Legend({ store, times }: LegendProps) {
  const readout = store.readout.value;
  const atCursor = store.cursor.value !== null;
  return (
    <section class="legend" aria-label={t('Series')}>
      <div class={atCursor ? 'legend-head at-cursor' : 'legend-head'}>
        <span>{atCursor ? t('At the cursor') : t('Latest')}</span>
        <time>{readout === null ? '' : times.moment(readout.atMillis)}</time>
      </div>
      <ul>
        {store.views.value.map((series) => (
          <LegendRow key={series.id} series={series} store={store} />
        ))}
      </ul>
    </section>
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

/** A check box in the colour of the line, and a piece of the line itself: its dashes tell what colour alone may not. */
function Swatch({
  series,
  store,
  shown,
}: {
  readonly series: SeriesView;
  readonly store: PanelStore;
  readonly shown: boolean;
}) {
  const { dash, contrastDash, width, chart } = series.look;
  const { highContrast, color: colorOf } = store.theme.value;
  const color = colorOf(series.look.color);
  const marks = chart === 'marks';
  return (
    <svg
      class="swatch"
      width="38"
      height="14"
      viewBox="0 0 38 14"
      preserveAspectRatio="xMinYMid slice"
      aria-hidden="true"
    >
      <rect x="0.5" y="0.5" width="13" height="13" rx="2.5" stroke={color} fill={shown ? color : 'none'} />
      {shown && <path class="check" d="M3.5 7.2 6 9.7 10.6 4.6" fill="none" />}
      {marks ? (
        <path d="M22 4.5v5M27 4.5v5M32 4.5v5" stroke={color} />
      ) : (
        <path
          d="M19 7h18"
          stroke={color}
          stroke-width={Math.max(1.5, width)}
          stroke-dasharray={(highContrast ? contrastDash : dash).join(' ')}
        />
      )}
    </svg>
  );
}
