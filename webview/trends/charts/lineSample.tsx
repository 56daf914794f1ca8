import type { SeriesView } from '../../../src/shared/model/series/seriesSpec';
import type { PanelTheme } from '../../base/theme';

/** A piece of a line as it is drawn: its dashes tell what colour alone may not. */
export function LineSample({ series, theme }: { readonly series: SeriesView; readonly theme: PanelTheme }) {
  const { dash, contrastDash, width, color } = series.look;
  return (
    <svg class="line-sample" width="14" height="10" viewBox="0 0 14 10" aria-hidden="true">
      <path
        d="M0 5h14"
        stroke={theme.color(color)}
        stroke-width={Math.max(1.5, width)}
        stroke-dasharray={(theme.highContrast ? contrastDash : dash).join(' ')}
      />
    </svg>
  );
}
