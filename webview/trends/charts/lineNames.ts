import uPlot from 'uplot';
import { plainText } from '../../../src/shared/base/said/plainText';
import type { SeriesId } from '../../../src/shared/model/series/series';
import type { SeriesView } from '../../../src/shared/model/series/seriesSpec';
import type { PanelTheme } from '../../base/theme';
import type { ChartData } from './chartData';
import { scaledFont } from './chartMarks';

/** CSS pixels between a line and its name. */
const distance = 4;

interface NamedLines {
  readonly data: ChartData;
  readonly theme: PanelTheme;
  /** What is written at the end of a line, by its series. */
  readonly named: Readonly<Record<SeriesId, string>>;
}

/** The names of lines that stand out, where each of them ends. */
export function drawNames(plot: uPlot, frame: NamedLines, shown: readonly SeriesView[]): void {
  const { ctx } = plot;
  const ratio = uPlot.pxRatio;
  ctx.save();
  ctx.font = scaledFont(frame.theme.font, ratio);
  ctx.textAlign = 'right';
  ctx.textBaseline = 'bottom';
  ctx.fillStyle = frame.theme.foreground;
  for (const { id } of shown) {
    const name = frame.named[id];
    const points = name === undefined ? [] : pointsOf(plot, frame, id);
    if (name !== undefined && points.length > 0) drawName(plot, plainText(name), points);
  }
  ctx.restore();
}

/** A line within the plot, in canvas pixels, its newest point first. */
type Points = readonly (readonly [x: number, y: number])[];

function pointsOf(plot: uPlot, { data }: NamedLines, id: string): Points {
  const column = data.columns[id] ?? [];
  const [left, right] = data.range;
  return [...column.keys()].reverse().flatMap((row) => {
    const [value, second] = [column[row] ?? null, data.seconds[row] ?? 0];
    if (value === null || second > right || second < left) return [];
    return [[plot.valToPos(second, 'x', true), plot.valToPos(value, 'y', true)] as const];
  });
}

/** Clear of the line: above all of it that is as wide as the name, else below; never beyond the left edge. */
function drawName({ ctx, bbox }: uPlot, name: string, points: Points): void {
  const ratio = uPlot.pxRatio;
  const { width, actualBoundingBoxAscent: height } = ctx.measureText(name);
  const right = Math.max((points[0]?.[0] ?? 0) - distance * ratio, bbox.left + width);
  const beside = points.filter(([x]) => x >= right - width).map(([, y]) => y);
  const above = Math.min(...beside) - distance * ratio;
  const isAbove = above - height >= bbox.top;
  ctx.fillText(name, right, isAbove ? above : Math.max(...beside) + distance * ratio + height);
}
