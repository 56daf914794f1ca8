import uPlot from 'uplot';
import { bareValue } from '../../../src/shared/base/seriesValue';
import type { SeriesLimit } from '../../../src/shared/model/series/outlook';
import type { SeriesView } from '../../../src/shared/model/series/seriesSpec';
import type { PanelTheme } from '../../base/theme';
import { scaledFont } from './chartMarks';

/** From this share of its limit on, a line is drawn below it; else the limit would press the lines of a chart to its floor. */
const nearShare = 0.5;

/** What a number must stay below: the least of its limits. Null where nothing limits it. */
export function leastLimit(limits: readonly SeriesLimit[], id: string): number | null {
  return limits.reduce<number | null>(
    (least, { series, limit }) => (series === id && (least === null || limit < least) ? limit : least),
    null,
  );
}

/** The limits that lie near what a chart shows. @param greatest of its values */
export function nearLimits(
  limits: readonly SeriesLimit[],
  lines: readonly SeriesView[],
  greatest: number,
): readonly number[] {
  return lines.flatMap(({ id }) => {
    const limit = leastLimit(limits, id);
    return limit !== null && greatest >= limit * nearShare ? [limit] : [];
  });
}

/** A line across the chart where a number may go no further, in the colour of its own line. What lies above the chart is not drawn. */
export function drawLimits(
  plot: uPlot,
  limits: readonly SeriesLimit[],
  theme: PanelTheme,
  lines: readonly SeriesView[],
): void {
  const { ctx, bbox } = plot;
  const ratio = uPlot.pxRatio;
  ctx.save();
  ctx.font = scaledFont(theme.font, ratio);
  ctx.textAlign = 'left';
  ctx.lineWidth = ratio;
  for (const line of lines) {
    const limit = leastLimit(limits, line.id);
    if (limit === null || limit > (plot.scales['y']?.max ?? 0)) continue;
    const y = plot.valToPos(limit, 'y', true);
    ctx.strokeStyle = ctx.fillStyle = theme.color(line.look.color);
    ctx.setLineDash([8 * ratio, 3 * ratio]);
    ctx.beginPath();
    ctx.moveTo(bbox.left, y);
    ctx.lineTo(bbox.left + bbox.width, y);
    ctx.stroke();
    const isHigh = y - bbox.top < 14 * ratio;
    ctx.textBaseline = isHigh ? 'top' : 'bottom';
    ctx.fillText(bareValue(line, limit), bbox.left + 4 * ratio, y + (isHigh ? 3 : -3) * ratio);
  }
  ctx.restore();
}
