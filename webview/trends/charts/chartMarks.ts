import uPlot from 'uplot';
import type { ChartData } from './chartData';
import type { PanelTheme } from '../../base/theme';

/** What is drawn beside the lines of a chart: restarts and pauses in a row above them, and ticks for collections. Sizes in CSS pixels. */

const tickHeight = 5;
const leastTickDistance = 3;

/** Height of the row above the upper chart in which restarts and pauses are told. */
export const markRowHeight = 14;

/** From the top of the row to its words, and to the bar of a pause. */
const wordTop = 2;
const barTop = 8;

/** A dashed line where the service came back as a new process, with a word beside it where there is room. */
export function drawRestarts(plot: uPlot, data: ChartData, theme: PanelTheme, word: string): void {
  const { ctx, bbox } = plot;
  const ratio = uPlot.pxRatio;
  ctx.save();
  ctx.strokeStyle = ctx.fillStyle = theme.muted;
  ctx.lineWidth = ratio;
  ctx.setLineDash([3 * ratio, 3 * ratio]);
  ctx.font = scaledFont(theme.font, ratio);
  ctx.textAlign = 'left';
  ctx.textBaseline = 'top';
  const needed = word === '' ? Infinity : ctx.measureText(word).width + 8 * ratio;
  const places = positions(plot, data.restarts);
  places.forEach((x, index) => {
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
    const room = (places[index + 1] ?? bbox.left + bbox.width) - x;
    if (room >= needed) ctx.fillText(word, x + 4 * ratio, bbox.top - (markRowHeight - wordTop) * ratio);
  });
  ctx.restore();
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

function scaledFont(font: string, ratio: number): string {
  return font.replace(/^(\d+)px/, (_, size: string) => `${String(Number(size) * ratio)}px`);
}
