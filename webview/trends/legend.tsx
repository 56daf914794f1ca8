import { t } from '@vscode/l10n';
import { useSignal } from '@preact/signals';
import type { SeriesName } from '../../src/shared/model/series';
import { joinSentences } from './listWords';
import type { PanelStore } from './panelStore';
import { formatValue, legendSeries, seriesInfo } from './seriesInfo';
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
        {legendSeries.map((name) => (
          <LegendRow key={name} name={name} store={store} />
        ))}
      </ul>
    </section>
  );
}

function LegendRow({ name, store }: { readonly name: SeriesName; readonly store: PanelStore }) {
  const info = seriesInfo(name);
  const dismissed = useSignal(false);
  const shown = !store.choice.value.hidden.includes(name);
  const value = store.readout.value?.values[name] ?? null;
  const tipId = `explain-${name}`;
  const unit = info.unit === 'bytes' ? t('Unit: bytes.') : t('Unit: a count.');
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
      <button type="button" aria-pressed={shown} aria-describedby={tipId} onClick={() => store.toggle(name)}>
        <Swatch name={name} store={store} shown={shown} />
        <span class="name">{info.label}</span>
        <span class="value">{formatValue(name, value)}</span>
      </button>
      <div class="tip" role="tooltip" id={tipId}>
        <p>{info.explanation}</p>
        <p class="tip-unit">{joinSentences([unit, shown ? t('Press to hide it.') : t('Press to show it.')])}</p>
      </div>
    </li>
  );
}

/** A check box in the colour of the line, and a piece of the line itself: its dashes tell what colour alone may not. */
function Swatch({
  name,
  store,
  shown,
}: {
  readonly name: SeriesName;
  readonly store: PanelStore;
  readonly shown: boolean;
}) {
  const { dash, contrastDash, width } = seriesInfo(name);
  const { highContrast, colors } = store.theme.value;
  const color = colors[name];
  const marks = name === 'gcCycles';
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
