import { panelWindowMillis, type PanelWindow } from '../../src/shared/wires/panelMessages';
import { seriesNames, type SeriesName, type SeriesTable } from '../../src/shared/model/series';
import { cutWindow, findBreaks, maxDrawnRows, thinTable } from './model';

/** One window of one target, ready to be drawn by both charts. */
export interface ChartData {
  /** The rows that are drawn, without the empty ones; what a reader can be told. */
  readonly table: SeriesTable;
  /** X values in seconds since 1970, an empty row at each break. */
  readonly seconds: readonly number[];
  /** Y values beside `seconds`; null interrupts a line. */
  readonly columns: Readonly<Record<SeriesName, readonly (number | null)[]>>;
  /** Left and right edge in seconds since 1970. */
  readonly range: readonly [number, number];
  /** Seconds at which a new life of the service was first seen. */
  readonly restarts: readonly number[];
  /** Seconds of the rows by which collections had finished since the row before. */
  readonly collections: readonly number[];
}

/** A chart narrower in time than this would draw two polls as a trend. */
const leastSpanMillis = 60_000;

export function toChartData(series: SeriesTable, window: PanelWindow): ChartData {
  const cut = cutWindow(series, window);
  const breaks = findBreaks(cut);
  const table = thinTable(cut, maxDrawnRows, breaks);
  const source = rowsWithBreaks(
    table,
    breaks.map((row) => cut.atMillis[row] ?? 0),
  );
  return {
    table,
    seconds: source.map((row, index) => (row === null ? breakSecond(table, source[index - 1]) : second(table, row))),
    columns: Object.fromEntries(
      seriesNames.map((name) => [name, source.map((row) => (row === null ? null : (table.values[name][row] ?? null)))]),
    ) as Record<SeriesName, (number | null)[]>,
    range: rangeOf(table, window),
    restarts: secondsWhere(table, (row) => table.life[row] !== table.life[row - 1]),
    collections: secondsWhere(table, (row) => hasCollected(table, row)),
  };
}

/** Row numbers of the thinned table with a null before each row that starts anew; breaks were found before thinning. */
function rowsWithBreaks(table: SeriesTable, breakMillis: readonly number[]): (number | null)[] {
  let next = 0;
  return table.atMillis.flatMap((millis, row) => {
    const before = next;
    while ((breakMillis[next] ?? Infinity) <= millis) next += 1;
    return next > before ? [null, row] : [row];
  });
}

/** One millisecond after the row that ends, so that the cursor never rests on the empty row by itself. */
function breakSecond(table: SeriesTable, before: number | null | undefined): number {
  return second(table, before ?? 0) + 0.001;
}

function second(table: SeriesTable, row: number): number {
  return (table.atMillis[row] ?? 0) / 1000;
}

function rangeOf(table: SeriesTable, window: PanelWindow): readonly [number, number] {
  const first = table.atMillis[0] ?? 0;
  const newest = table.atMillis.at(-1) ?? 0;
  const start = Math.max(first, newest - (panelWindowMillis[window] ?? Infinity));
  return [start / 1000, Math.max(newest, start + leastSpanMillis) / 1000];
}

function secondsWhere(table: SeriesTable, test: (row: number) => boolean): number[] {
  return table.atMillis.flatMap((_, row) => (row > 0 && test(row) ? [second(table, row)] : []));
}

function hasCollected(table: SeriesTable, row: number): boolean {
  const before = table.values.gcCycles[row - 1] ?? null;
  const now = table.values.gcCycles[row] ?? null;
  return before !== null && now !== null && now > before && table.life[row] === table.life[row - 1];
}
