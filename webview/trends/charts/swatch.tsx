import type { SeriesView } from '../../../src/shared/model/series/seriesSpec';
import type { PanelStore } from '../panelStore';

/** A check box in the colour of the line, and a piece of the line itself: its dashes tell what colour alone may not. */
export function Swatch({
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
