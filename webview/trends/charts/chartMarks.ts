import uPlot from 'uplot';
import type { ChartData } from './chartData';
import type { PanelTheme } from '../../base/theme';

/** What is drawn beside the lines of a chart: restarts, builds and pauses in a row above them, and ticks for collections. Sizes in CSS pixels. */

const tickHeight = 5;
const leastTickDistance = 3;

/** Height of the row above the upper chart in which restarts, builds and pauses are told. */
export const markRowHeight = 14;

/** From the top of the row to its words, and to the bar of a pause. */
const wordTop = 2;
const barTop = 8;

/** Of the ring of a restart and the diamond of a build. */
const signWidth = 7;

/** Where another process answered first. */
export interface Arrivals {
  readonly seconds: readonly number[];
  /** What is written beside it where there is room; empty where the row above the plot belongs to another chart. */
  readonly word: string;
  /** How it looks: a restart is a dashed line below a ring, a build a line below a diamond. Shape tells them apart, not colour. */
  readonly look: 'restart' | 'build';
}

/** Lines where the service came back as another process, each below its sign and its word. */
export function drawArrivals(
  plot: uPlot,
  theme: PanelTheme,
  { seconds, word, look }: Arrivals,
  all: readonly number[],
): void {
  const { ctx, bbox } = plot;
  const ratio = uPlot.pxRatio;
  const top = bbox.top - (markRowHeight - wordTop) * ratio;
  ctx.save();
  ctx.strokeStyle = ctx.fillStyle = theme.muted;
  ctx.lineWidth = ratio;
  ctx.font = scaledFont(theme.font, ratio);
  ctx.textAlign = 'left';
  ctx.textBaseline = 'top';
  const others = positions(plot, all);
  const needed = ctx.measureText(word).width + (signWidth + 8) * ratio;
  for (const x of positions(plot, seconds)) {
    ctx.setLineDash(look === 'restart' ? [3 * ratio, 3 * ratio] : []);
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
    if (word === '') continue;
    drawSign(ctx, { x, y: bbox.top - (markRowHeight - barTop) * ratio, radius: (signWidth / 2) * ratio }, look);
    const next = others.find((other) => other > x) ?? bbox.left + bbox.width;
    if (next - x >= needed) ctx.fillText(word, x + (signWidth / 2 + 4) * ratio, top);
  }
  ctx.restore();
}

function drawSign(
  ctx: CanvasRenderingContext2D,
  { x, y, radius }: { readonly x: number; readonly y: number; readonly radius: number },
  look: Arrivals['look'],
): void {
  ctx.setLineDash([]);
  ctx.beginPath();
  if (look === 'restart') {
    ctx.arc(x, y, radius, 0, 2 * Math.PI);
    ctx.stroke();
    return;
  }
  ctx.moveTo(x, y - radius);
  ctx.lineTo(x + radius, y);
  ctx.lineTo(x, y + radius);
  ctx.lineTo(x - radius, y);
  ctx.closePath();
  ctx.fill();
}

/** A bar with two ends where nothing was heard of the service, above the lines that stop there, with a word where there is room. */
export function drawGaps(plot: uPlot, data: ChartData, theme: PanelTheme, word: string): void {
  const { ctx, bbox } = plot;
  const ratio = uPlot.pxRatio;
  const y = bbox.top - (markRowHeight - barTop) * ratio + 0.5;
  ctx.save();
  ctx.strokeStyle = ctx.fillStyle = theme.muted;
  ctx.lineWidth = ratio;
  ctx.font = scaledFont(theme.font, ratio);
  ctx.textAlign = 'center';
  ctx.textBaseline = 'middle';
  const needed = ctx.measureText(word).width + 12 * ratio;
  for (const [from, to] of data.gaps) {
    const [left, right] = [from, to].map((second) => within(plot, second));
    if (left === undefined || right === undefined || right - left < 2 * ratio) continue;
    const hasWord = right - left >= needed;
    const middle = (left + right) / 2;
    const rest = hasWord ? needed / 2 : 0;
    ctx.beginPath();
    ctx.moveTo(left, y);
    ctx.lineTo(middle - rest, y);
    ctx.moveTo(middle + rest, y);
    ctx.lineTo(right, y);
    for (const end of [left, right]) {
      ctx.moveTo(end, y - 3 * ratio);
      ctx.lineTo(end, y + 3 * ratio);
    }
    ctx.stroke();
    if (hasWord) ctx.fillText(word, middle, y);
  }
  ctx.restore();
}

/** A canvas position, at the edge of the plot for what lies outside. */
function within(plot: uPlot, second: number): number {
  const { left, width } = plot.bbox;
  return Math.min(left + width, Math.max(left, Math.round(plot.valToPos(second, 'x', true)) + 0.5));
}

/** Short ticks at the bottom edge; where they are denser than the screen, they keep their distance. */
export function drawTicks(plot: uPlot, data: ChartData, theme: PanelTheme, color: string): void {
  const { ctx, bbox } = plot;
  const ratio = uPlot.pxRatio;
  const bottom = bbox.top + bbox.height;
  let last = -Infinity;
  ctx.save();
  ctx.strokeStyle = color;
  ctx.globalAlpha = theme.highContrast ? 1 : 0.6;
  ctx.lineWidth = ratio;
  ctx.beginPath();
  for (const x of positions(plot, data.marks)) {
    if (x - last < leastTickDistance * ratio) continue;
    last = x;
    ctx.moveTo(x, bottom - tickHeight * ratio);
    ctx.lineTo(x, bottom);
  }
  ctx.stroke();
  ctx.restore();
}

/** Canvas positions within the plot, in the middle of a pixel so that one-pixel lines stay sharp. */
function positions(plot: uPlot, seconds: readonly number[]): number[] {
  const { left, width } = plot.bbox;
  return seconds
    .map((second) => Math.round(plot.valToPos(second, 'x', true)) + 0.5)
    .filter((x) => x >= left && x <= left + width);
}

export function scaledFont(font: string, ratio: number): string {
  return font.replace(/^(\d+)px/, (_, size: string) => `${String(Number(size) * ratio)}px`);
}
