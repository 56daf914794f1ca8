import { t } from '@vscode/l10n';
import uPlot from 'uplot';
import type { SeriesId } from '../../../src/shared/model/series/series';
import type { OutlookView, SeriesLimit } from '../../../src/shared/model/series/outlook';
import type { SeriesLook, SeriesView } from '../../../src/shared/model/series/seriesSpec';
import { byteSteps, byteTick, countSteps, countTick, scaleFromZero, timeSteps } from './axisScale';
import { drawAhead, valueAhead } from './drawAhead';
import { drawLimits, nearLimits } from './drawLimits';
import { drawArrivals, drawGaps, drawTicks, markRowHeight } from './chartMarks';
import { drawNames } from './lineNames';
import { drawPast } from './pastMarks';
import type { PastFrame } from '../explore/explorer';
import type { ChartData } from './chartData';
import { linesOf, marksOf } from './drawnSeries';
import type { PanelTheme } from '../../base/theme';
import type { TimeWords } from '../timeWords';

/** What tells the two charts apart. */
export interface ChartPlan {
  readonly chart: Exclude<SeriesLook['chart'], 'marks'>;
  /** Only the lower chart writes times: both share one x axis. */
  readonly showsTimes: boolean;
  /** Marks for collections, and the word beside a restart. */
  readonly showsMarks: boolean;
}

/** What a chart shows at one moment. */
export interface ChartFrame {
  readonly data: ChartData;
  /** All that is followed of the target; each chart draws its own. */
  readonly series: readonly SeriesView[];
  readonly hidden: readonly SeriesId[];
  /** What must stay below what. */
  readonly limits: readonly SeriesLimit[];
  /** What comes, of any of the lines. */
  readonly ahead: readonly OutlookView[];
  readonly theme: PanelTheme;
  readonly times: TimeWords;
  /** What is written at the end of a line, by its series. */
  readonly named: Readonly<Record<SeriesId, string>>;
  /** What else is kept of the past, where that is shown. */
  readonly past: PastFrame | null;
}

export interface ChartOptionParts {
  readonly plan: ChartPlan;
  readonly size: { readonly width: number; readonly height: number };
  /** The frame to draw now; asked again on each draw. */
  readonly frame: () => ChartFrame;
  /** The pointer moved to this index of the data, or left. */
  readonly onCursor: (index: number | null) => void;
}

/** Both charts keep the same width left and right of the plot, so that their times stand below each other. */
export const axisWidth = 54;

/** CSS pixels below the lower chart, where the times stand. */
export const timesHeight = 24;
export const rightPadding = 14;
/** CSS pixels. */
const leastGap = 5;

export function chartOptions(parts: ChartOptionParts): uPlot.Options {
  const { plan, frame } = parts;
  const lines = linesOf(frame().series, plan.chart);
  const bytes = lines.some(({ unit }) => unit === 'bytes');
  return {
    ...parts.size,
    padding: [plan.showsMarks ? markRowHeight : 6, rightPadding, plan.showsTimes ? 0 : 4, 0],
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false, setScale: false }, points: { size: 6 } },
    scales: {
      x: { time: true, range: () => [...frame().data.range] },
      y: {
        range: (_plot, _least, greatest) => scaleFromZero(withAhead(greatest, frame(), lines), bytes ? 1024 ** 2 : 4),
      },
    },
    axes: [timeAxis(parts), valueAxis(parts, bytes)],
    series: [{}, ...lines.map((line) => lineOptions(line, frame))],
    hooks: {
      draw: [
        (plot) => {
          const { data, hidden, theme, series } = frame();
          const marks = plan.showsMarks ? marksOf(series) : null;
          const { restarts, builds } = data;
          const said = (word: string) => (plan.showsMarks ? word : '');
          const all = [...restarts, ...builds].sort((a, b) => a - b);
          drawArrivals(plot, theme, { seconds: restarts, word: said(t('restart')), look: 'restart' }, all);
          drawArrivals(plot, theme, { seconds: builds, word: said(t('new build')), look: 'build' }, all);
          drawLimits(plot, frame().limits, theme, shownOf(frame(), lines));
          drawAhead(plot, aheadOf(frame(), lines), theme, lines);
          // The service did not answer, or nobody asked it: the points do not tell.
          if (plan.showsMarks) drawGaps(plot, data, theme, t('no data'));
          if (marks !== null && !hidden.includes(marks.id)) drawTicks(plot, data, theme, theme.color(marks.look.color));
          drawNames(plot, frame(), shownOf(frame(), lines));
          const { past } = frame();
          if (past !== null) drawPast(plot, past, theme, plan.showsMarks);
          noteDrawing();
        },
      ],
      setCursor: [(plot) => parts.onCursor(plot.cursor.idx ?? null)],
    },
  };
}

/** What comes of the lines of a chart. */
function aheadOf({ ahead }: ChartFrame, lines: readonly SeriesView[]): readonly OutlookView[] {
  return ahead.filter((outlook) => lines.some(({ id }) => id === outlook.series));
}

/** What comes within the window has to be seen, too, and a limit that is near. */
function withAhead(greatest: number, frame: ChartFrame, lines: readonly SeriesView[]): number {
  const [, right] = frame.data.range;
  const near = nearLimits(frame.limits, shownOf(frame, lines), greatest);
  return aheadOf(frame, lines).reduce(
    (most, outlook) => Math.max(most, valueAhead(outlook, right)),
    Math.max(greatest, ...near),
  );
}

function shownOf({ hidden }: ChartFrame, lines: readonly SeriesView[]): readonly SeriesView[] {
  return lines.filter(({ id }) => !hidden.includes(id));
}

/** For whoever measures how long a drawing takes. The browser keeps every mark until it is cleared: only the newest stays. */
function noteDrawing(): void {
  const mark = 'leaklens.trends.drawn';
  performance.clearMarks(mark);
  performance.mark(mark);
}

function timeAxis({ plan, frame }: ChartOptionParts): uPlot.Axis {
  const { theme } = frame();
  const narrowest = (seconds: number) => (seconds < 240 ? 72 : 56);
  return {
    show: true,
    size: plan.showsTimes ? timesHeight : 0,
    space: (_plot, _axis, least, greatest) => narrowest(greatest - least),
    incrs: [...timeSteps],
    stroke: theme.muted,
    font: theme.font,
    gap: 4,
    grid: { stroke: theme.grid, width: 1 },
    ticks: { show: false },
    values: (plot, splits, ...[, , step]) => {
      if (!plan.showsTimes) return splits.map(() => null);
      const [start, end] = frame().data.range;
      const pixelsPerSecond = (plot.width - axisWidth - rightPadding) / (end - start);
      // A label is centred on its tick: one that would run over the right edge is left out. Those with seconds are wider.
      const halfLabel = step < 60 ? 26 : 18;
      return splits.map((second) =>
        (end - second) * pixelsPerSecond + rightPadding < halfLabel ? null : frame().times.tick(second, step),
      );
    },
  };
}

function valueAxis({ frame }: ChartOptionParts, bytes: boolean): uPlot.Axis {
  const { theme } = frame();
  return {
    size: axisWidth,
    // At most six steps, however tall the chart: more lines would not make it easier to read.
    space: (...[, , , , height]) => Math.max(bytes ? 30 : 22, height / 6),
    incrs: [...(bytes ? byteSteps : countSteps)],
    stroke: theme.muted,
    font: theme.font,
    gap: 6,
    grid: { stroke: theme.grid, width: 1 },
    ticks: { show: false },
    values: (_plot, splits) => splits.map(bytes ? byteTick : countTick),
  };
}

function lineOptions({ id, look }: SeriesView, frame: () => ChartFrame): uPlot.Series {
  const { theme, hidden } = frame();
  const { dash, contrastDash, width, leads: filled } = look;
  const color = theme.color(look.color);
  return {
    label: id,
    show: !hidden.includes(id),
    scale: 'y',
    stroke: color,
    width: theme.highContrast ? width + 0.5 : width,
    dash: [...(theme.highContrast ? contrastDash : dash)],
    ...(filled && !theme.highContrast ? { fill: `color-mix(in srgb, ${color} 12%, transparent)` } : {}),
    gaps: (...[, , , , gaps]) => gaps.map(widenGap),
    points: { show: false, size: 4, fill: color, filter: (plot, index) => lonelyPoints(plot.data[index] ?? []) },
  };
}

/** Saw teeth narrower than pixels become solid bands: where rows are denser than the plot, all lines but the leading fade. */
export function lineAlpha({ leads }: Pick<SeriesLook, 'leads'>, rowsPerPixel: number): number {
  return !leads && rowsPerPixel > 2 ? 0.5 : 1;
}

/** A restart takes a moment, which is less than a pixel of an hour; the break in the line should be seen nevertheless. */
function widenGap([from, to]: uPlot.Series.Gap): uPlot.Series.Gap {
  const missing = leastGap * uPlot.pxRatio - (to - from);
  return missing > 0 ? [from - missing / 2, to + missing / 2] : [from, to];
}

/** Values with nothing on either side: no line would show them. Null when there are none, as uPlot wants it. */
function lonelyPoints(column: ArrayLike<number | null | undefined>): number[] | null {
  const lonely: number[] = [];
  for (let index = 0; index < column.length; index += 1) {
    if (isKnown(column[index]) && !isJoined(column, index, -1) && !isJoined(column, index, 1)) lonely.push(index);
  }
  return lonely.length > 0 ? lonely : null;
}

/** True where a line leads from a value to another one in this direction: rows that say nothing do not interrupt it. */
function isJoined(column: ArrayLike<number | null | undefined>, index: number, step: 1 | -1): boolean {
  let next = index + step;
  while (next >= 0 && next < column.length && column[next] === undefined) next += step;
  return isKnown(column[next]);
}

function isKnown(value: number | null | undefined): boolean {
  return value !== null && value !== undefined;
}
