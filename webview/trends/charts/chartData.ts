import type { TimeSpan } from '../explore/timeSpan';
import { panelWindowMillis, type PanelWindow } from '../../../src/shared/wires/panelMessages';
import type { SeriesId, SeriesTable } from '../../../src/shared/model/series/series';
import { isProcessColumn } from '../../../src/shared/base/replicaColumns';
import { aheadShare } from './drawAhead';
import { cutSpan, cutWindow, findBreaks, findPauses, maxDrawnRows, thinTable } from '../model';

/** One window of one target, ready to be drawn by both charts. */
export interface ChartData {
  /** The rows that are drawn, without the empty ones; what a reader can be told. */
  readonly table: SeriesTable;
  /** X values in seconds since 1970, an empty row at each break. */
  readonly seconds: readonly number[];
  /** Y values beside `seconds`; null interrupts a line, undefined does not: the row was not asked for this number. */
  readonly columns: Readonly<Record<SeriesId, readonly (number | null | undefined)[]>>;
  /** Left and right edge in seconds since 1970. */
  readonly range: readonly [number, number];
  /** Seconds at which another process was first seen, of the same build as far as is known. */
  readonly restarts: readonly number[];
  /** Seconds at which another build was first seen. */
  readonly builds: readonly number[];
  /** Pauses in which nothing was heard of the service: from and to, in seconds. */
  readonly gaps: readonly (readonly [from: number, to: number])[];
  /** Seconds of the rows by which what is drawn as ticks (collections) had risen since the row before. */
  readonly marks: readonly number[];
}

/** A chart narrower in time than this would draw two polls as a trend. */
const leastSpanMillis = 60_000;

/** @param marks the series that is drawn as ticks @param looksAhead leaves room on the right for what comes */
export function toChartData(
  series: SeriesTable,
  window: PanelWindow | TimeSpan,
  marks: SeriesId | null,
  looksAhead = false,
): ChartData {
  const cut = typeof window === 'string' ? cutWindow(series, window) : cutSpan(series, window);
  const breaks = findBreaks(cut);
  const table = thinTable(cut, maxDrawnRows, [...breaks, ...replacedRows(cut, 'life'), ...replacedRows(cut, 'build')]);
  const source = rowsWithBreaks(
    table,
    breaks.map((row) => cut.atMillis[row] ?? 0),
  );
  return {
    table,
    seconds: source.map((row, index) => (row === null ? breakSecond(table, source[index - 1]) : second(table, row))),
    columns: Object.fromEntries(
      Object.entries(table.values).map(([id, column]) => [
        id,
        source.map((row) => (row === null ? null : (column[row] ?? undefined))),
      ]),
    ),
    range:
      typeof window === 'string'
        ? rangeOf(table, window, looksAhead)
        : [window.fromMillis / 1000, window.toMillis / 1000],
    ...arrivalsIn(table),
    gaps: gapsOf(cut, breaks),
    marks: marks === null ? [] : secondsWhere(table, (row) => hasRisen(table, marks, row)),
  };
}

/** Of one process as its rows have it; of a service where any of its replicas was replaced. */
function arrivalsIn(table: SeriesTable): Pick<ChartData, 'restarts' | 'builds'> {
  const replaced = new Set(replacedRows(table, 'life'));
  const rebuilt = new Set(replacedRows(table, 'build'));
  return {
    restarts: secondsWhere(
      table,
      (row) => (isRestart(table, row) && !isBuild(table, row)) || (replaced.has(row) && !rebuilt.has(row)),
    ),
    builds: secondsWhere(table, (row) => isBuild(table, row) || rebuilt.has(row)),
  };
}

/** Rows in which a replica is another process, or another build, than in the row before that tells of it. */
function replacedRows({ values }: SeriesTable, which: 'life' | 'build'): readonly number[] {
  return Object.entries(values).flatMap(([id, column]) => {
    if (!isProcessColumn(id, which)) return [];
    let before: number | null = null;
    return column.flatMap((value, row) => {
      if (value === null) return [];
      const isOther = before !== null && value !== before;
      before = value;
      return isOther ? [row] : [];
    });
  });
}

function isRestart({ life }: SeriesTable, row: number): boolean {
  return life[row] !== life[row - 1];
}

function isBuild({ build }: SeriesTable, row: number): boolean {
  return build[row] !== build[row - 1];
}

/** A restart that was seen at once is a break of the lines, and none in what was heard. */
function gapsOf(cut: SeriesTable, breaks: readonly number[]): ChartData['gaps'] {
  const pauses = new Set(findPauses(cut));
  return breaks.filter((row) => pauses.has(row)).map((row) => [second(cut, row - 1), second(cut, row)] as const);
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

function rangeOf(table: SeriesTable, window: PanelWindow, looksAhead: boolean): readonly [number, number] {
  const first = table.atMillis[0] ?? 0;
  const newest = table.atMillis.at(-1) ?? 0;
  const start = Math.max(first, newest - (panelWindowMillis[window] ?? Infinity));
  const end = Math.max(newest, start + leastSpanMillis);
  return [start / 1000, (looksAhead ? end + ((end - start) * aheadShare) / (1 - aheadShare) : end) / 1000];
}

function secondsWhere(table: SeriesTable, test: (row: number) => boolean): number[] {
  return table.atMillis.flatMap((_, row) => (row > 0 && test(row) ? [second(table, row)] : []));
}

function hasRisen(table: SeriesTable, id: SeriesId, row: number): boolean {
  const before = table.values[id]?.[row - 1] ?? null;
  const now = table.values[id]?.[row] ?? null;
  return before !== null && now !== null && now > before && table.life[row] === table.life[row - 1];
}
