import uPlot from 'uplot';
import type { OutlookView } from '../../../src/shared/model/series/outlook';
import type { SeriesView } from '../../../src/shared/model/series/seriesSpec';
import type { PanelTheme } from '../../base/theme';

/** So much of the width is for what comes. */
export const aheadShare = 0.2;

/** Where a line that goes on as it does is at a moment; it ends at its limit. */
export function valueAhead({ asOfMillis, now, limit, perMinute }: OutlookView, second: number): number {
  return Math.min(limit, now + (perMinute / 60) * Math.max(0, second - asOfMillis / 1000));
}

/** Lines from the newest values into what comes, within the wedge of what is as likely; they end where the limit is. */
export function drawAhead(
  plot: uPlot,
  outlooks: readonly OutlookView[],
  theme: PanelTheme,
  series: readonly SeriesView[],
): void {
  const { ctx, bbox } = plot;
  const right = plot.scales['x']?.max ?? 0;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  for (const outlook of outlooks) {
    const { likelyMillis, earliestMillis, latestMillis } = outlook.reaches;
    const view = series.find(({ id }) => id === outlook.series);
    if (view === undefined || likelyMillis === 0) continue;
    const color = theme.color(view.look.color);
    const rate = (millis: number) => ((outlook.limit - outlook.now) / Math.max(1, millis)) * 60_000;
    const along = (perMinute: number) => pathTo(plot, { ...outlook, perMinute }, right);
    if (!theme.highContrast) fillWedge(ctx, [along(rate(earliestMillis)), along(rate(latestMillis))], color);
    strokeDashed(ctx, along(outlook.perMinute), color);
  }
  ctx.restore();
}

type Point = readonly [x: number, y: number];

/** From the newest value along a rate to the limit, or to the right edge. */
function pathTo(plot: uPlot, outlook: OutlookView, right: number): readonly Point[] {
  const from = outlook.asOfMillis / 1000;
  const untilLimit = ((outlook.limit - outlook.now) / Math.max(outlook.perMinute, Number.MIN_VALUE)) * 60;
  const end = Math.min(right, from + untilLimit);
  return [from, end, right].map((second): Point => {
    const value = valueAhead(outlook, second);
    return [plot.valToPos(second, 'x', true), plot.valToPos(value, 'y', true)];
  });
}

function fillWedge(
  ctx: CanvasRenderingContext2D,
  [upper, lower]: readonly [readonly Point[], readonly Point[]],
  color: string,
): void {
  ctx.globalAlpha = 0.15;
  ctx.fillStyle = color;
  ctx.beginPath();
  for (const [x, y] of [...upper, ...[...lower].reverse()]) ctx.lineTo(x, y);
  ctx.closePath();
  ctx.fill();
  ctx.globalAlpha = 1;
}

function strokeDashed(ctx: CanvasRenderingContext2D, path: readonly Point[], color: string): void {
  const ratio = uPlot.pxRatio;
  ctx.strokeStyle = color;
  ctx.lineWidth = 1.5 * ratio;
  ctx.setLineDash([2 * ratio, 4 * ratio]);
  ctx.beginPath();
  for (const [x, y] of path.slice(0, 2)) ctx.lineTo(x, y);
  ctx.stroke();
}
