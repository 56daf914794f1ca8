import uPlot from 'uplot';
import type { ChartData } from './chartData';
import type { PanelTheme } from './theme';

/** What is drawn over the lines of a chart: restarts, and ticks for collections. Sizes in CSS pixels. */

const tickHeight = 5;
const leastTickDistance = 3;

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
    if (room >= needed) ctx.fillText(word, x + 4 * ratio, bbox.top + 2 * ratio);
  });
  ctx.restore();
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
