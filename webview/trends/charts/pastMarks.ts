import uPlot from 'uplot';
import type { PanelMark } from '../../../src/shared/wires/panelMessages';
import type { PanelTheme } from '../../base/theme';
import type { PastFrame } from '../explore/explorer';
import { markRowHeight } from './chartMarks';

/** Sizes in CSS pixels. */
const signRadius = 3.5;
const momentRadius = 1.5;
const signRow = markRowHeight - 8;

/** Moments as dots at the upper edge, what happened as signs above it with a line below, and the moment that is looked at. */
export function drawPast(plot: uPlot, past: PastFrame, theme: PanelTheme, showsSigns: boolean): void {
  const { ctx, bbox } = plot;
  const ratio = uPlot.pxRatio;
  ctx.save();
  ctx.lineWidth = ratio;
  if (showsSigns) drawMoments(plot, past.moments, theme);
  for (const mark of past.marks) {
    const x = xOf(plot, mark.atMillis);
    if (x === null) continue;
    ctx.strokeStyle = ctx.fillStyle = mark.kind === 'find' ? theme.color('charts-red') : theme.muted;
    drawLine(plot, x, [ratio, 3 * ratio]);
    if (showsSigns) drawSign(ctx, { x, y: bbox.top - signRow * ratio, radius: signRadius * ratio }, mark.kind);
  }
  const selected = past.selected === null ? null : xOf(plot, past.selected);
  if (selected !== null) {
    ctx.strokeStyle = theme.foreground;
    drawLine(plot, selected, []);
  }
  ctx.restore();
}

function drawMoments(plot: uPlot, moments: readonly number[], theme: PanelTheme): void {
  const { ctx, bbox } = plot;
  const ratio = uPlot.pxRatio;
  ctx.fillStyle = theme.muted;
  for (const millis of moments) {
    const x = xOf(plot, millis);
    if (x === null) continue;
    ctx.beginPath();
    ctx.arc(x, bbox.top + momentRadius * ratio, momentRadius * ratio, 0, 2 * Math.PI);
    ctx.fill();
  }
}

function drawLine({ ctx, bbox }: uPlot, x: number, dash: number[]): void {
  ctx.setLineDash(dash);
  ctx.beginPath();
  ctx.moveTo(x, bbox.top);
  ctx.lineTo(x, bbox.top + bbox.height);
  ctx.stroke();
  ctx.setLineDash([]);
}

/** A find is a disc, a snapshot a square, a baseline a triangle. */
function drawSign(
  ctx: CanvasRenderingContext2D,
  { x, y, radius }: { readonly x: number; readonly y: number; readonly radius: number },
  kind: PanelMark['kind'],
): void {
  ctx.beginPath();
  if (kind === 'find') ctx.arc(x, y, radius, 0, 2 * Math.PI);
  else if (kind === 'snapshot') ctx.rect(x - radius, y - radius, 2 * radius, 2 * radius);
  else {
    ctx.moveTo(x, y - radius);
    ctx.lineTo(x + radius, y + radius);
    ctx.lineTo(x - radius, y + radius);
    ctx.closePath();
  }
  if (kind === 'snapshot') ctx.stroke();
  else ctx.fill();
}

/** Null where it is out of sight. */
function xOf(plot: uPlot, millis: number): number | null {
  const { left, width } = plot.bbox;
  const x = Math.round(plot.valToPos(millis / 1000, 'x', true)) + 0.5;
  return x >= left && x <= left + width ? x : null;
}
