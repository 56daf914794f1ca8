import type { TimeSpan } from './explore/timeSpan';
import { isProcessColumn } from '../../src/shared/base/replicaColumns';
import { panelWindowMillis, type PanelWindow } from '../../src/shared/wires/panelMessages';
import {
  seriesOf,
  toSeriesTable,
  type SeriesId,
  type SeriesPoint,
  type SeriesTable,
} from '../../src/shared/model/series/series';

/**
 * What the panel does to points before it draws them: append, cut to a window, find breaks, thin. Pure, and over columns,
 * because a day of polling is 17,000 rows and all of them arrive again whenever the panel is shown.
 */

/** More rows than this are never drawn: a panel is at most a few thousand pixels wide. */
export const maxDrawnRows = 4000;

export const emptySeries: SeriesTable = { atMillis: [], life: [], build: [], values: {} };

/** Adds what is newer than the newest row. Points that are already there, or came late, change nothing. */
export function appendPoints(table: SeriesTable, points: readonly SeriesPoint[]): SeriesTable {
  let newest = table.atMillis.at(-1) ?? -Infinity;
  const fresh: SeriesPoint[] = [];
  for (const point of points) {
    if (point.atMillis <= newest) continue;
    newest = point.atMillis;
    fresh.push(point);
  }
  if (fresh.length === 0) return table;
  const ids = new Set([...Object.keys(table.values), ...seriesOf(fresh)]);
  const before = (id: SeriesId) => table.values[id] ?? table.atMillis.map(() => null);
  return {
    atMillis: [...table.atMillis, ...fresh.map((point) => point.atMillis)],
    life: [...table.life, ...fresh.map((point) => point.life)],
    build: [...table.build, ...fresh.map((point) => point.build ?? 0)],
    values: columns(ids, (id) => [...before(id), ...fresh.map((point) => point.values[id] ?? null)]),
  };
}

/** Adds points of several processes, whose answers come in any order, where their times are. */
export function mergePoints(table: SeriesTable, points: readonly SeriesPoint[]): SeriesTable {
  const newest = table.atMillis.at(-1) ?? -Infinity;
  const sorted = points.toSorted((a, b) => a.atMillis - b.atMillis);
  if ((sorted[0]?.atMillis ?? -Infinity) > newest) return appendPoints(table, sorted);
  const added = toSeriesTable(sorted);
  const rows = [...table.atMillis.keys(), ...added.atMillis.map((_, at) => table.atMillis.length + at)];
  const millis = [...table.atMillis, ...added.atMillis];
  const order = rows.toSorted((a, b) => (millis[a] ?? 0) - (millis[b] ?? 0));
  const column = (own: readonly number[], other: readonly number[]) => {
    const all = [...own, ...other];
    return order.map((row) => all[row] ?? 0);
  };
  const ids = new Set([...Object.keys(table.values), ...Object.keys(added.values)]);
  return {
    atMillis: order.map((row) => millis[row] ?? 0),
    life: column(table.life, added.life),
    build: column(table.build, added.build),
    values: columns(ids, (id) => {
      const own = table.values[id] ?? table.atMillis.map(() => null);
      const all = [...own, ...(added.values[id] ?? added.atMillis.map(() => null))];
      return order.map((row) => all[row] ?? null);
    }),
  };
}

/**
 * The rows of a window that ends at the newest row, and one row before it, so that lines reach the left edge. The window hangs
 * on the newest row and not on the clock: while a service is away its last good minutes stay in view.
 */
export function cutWindow(table: SeriesTable, window: PanelWindow): SeriesTable {
  const length = panelWindowMillis[window];
  const newest = table.atMillis.at(-1);
  if (length === null || newest === undefined) return table;
  const start = Math.max(0, firstAtOrAfter(table.atMillis, newest - length) - 1);
  return start === 0 ? table : slice(table, start, table.atMillis.length);
}

/** The rows of a stretch of time, and one beyond either end, so that lines reach both edges. */
export function cutSpan(table: SeriesTable, { fromMillis, toMillis }: TimeSpan): SeriesTable {
  const start = Math.max(0, firstAtOrAfter(table.atMillis, fromMillis) - 1);
  return slice(table, start, firstAtOrAfter(table.atMillis, toMillis) + 1);
}

function slice(table: SeriesTable, from: number, to: number): SeriesTable {
  return {
    atMillis: table.atMillis.slice(from, to),
    life: table.life.slice(from, to),
    build: table.build.slice(from, to),
    values: changed(table, (column) => column.slice(from, to)),
  };
}

/** The rows before which the lines stop and start anew, in order: another life of the service, or a pause. */
export function findBreaks(table: SeriesTable): readonly number[] {
  const { life } = table;
  const pauses = new Set(findPauses(table));
  return life.flatMap((_, row) => (row > 0 && (life[row] !== life[row - 1] || pauses.has(row)) ? [row] : []));
}

/** The rows before which there is a pause in polling that is long against the rhythm around it and can be seen (3 % of the width, at least 30 s). */
export function findPauses({ atMillis }: SeriesTable): readonly number[] {
  const first = atMillis[0] ?? 0;
  const visible = Math.max(30_000, ((atMillis.at(-1) ?? first) - first) * 0.03);
  const step = (row: number) => (atMillis[row] ?? NaN) - (atMillis[row - 1] ?? NaN);
  const pauses: number[] = [];
  for (let row = 1; row < atMillis.length; row += 1) {
    const pause = step(row);
    // A comparison with NaN is false: at either end only the one neighbour decides.
    if (pause > visible && !(pause <= 5 * step(row - 1)) && !(pause <= 5 * step(row + 1))) pauses.push(row);
  }
  return pauses;
}

/**
 * At most `maxRows` rows. Each stretch of rows keeps those where any series is least or greatest, so that no spike is lost;
 * first and last row stay, and both sides of the breaks while they are few.
 */
export function thinTable(table: SeriesTable, maxRows: number, breaks: readonly number[] = []): SeriesTable {
  const count = table.atMillis.length;
  if (count <= maxRows) return table;
  const kept = new Set<number>([0, count - 1]);
  if (breaks.length <= maxRows / 8) for (const row of breaks) kept.add(row - 1).add(row);
  // What says which process a row is of has no extremes.
  const drawn = Object.entries(table.values).filter(
    ([id]) => !isProcessColumn(id, 'life') && !isProcessColumn(id, 'build'),
  );
  const known = drawn.flatMap(([, column]) => (column.some((value) => value !== null) ? [column] : []));
  const buckets = Math.max(1, Math.floor((maxRows - kept.size) / Math.max(1, 2 * known.length)));
  for (let bucket = 0; bucket < buckets; bucket += 1) {
    const from = Math.floor((bucket * count) / buckets);
    const to = Math.floor(((bucket + 1) * count) / buckets);
    for (const column of known) keepExtremes(column, from, to, kept);
  }
  return pickRows(
    table,
    [...kept].sort((a, b) => a - b),
  );
}

/** The index of the row closest in time; null in an empty table. */
export function closestRow(atMillis: readonly number[], millis: number): number | null {
  if (atMillis.length === 0) return null;
  const after = Math.min(firstAtOrAfter(atMillis, millis), atMillis.length - 1);
  const before = Math.max(0, after - 1);
  const distance = (row: number) => Math.abs((atMillis[row] ?? Infinity) - millis);
  return distance(before) <= distance(after) ? before : after;
}

function keepExtremes(column: readonly (number | null)[], from: number, to: number, kept: Set<number>): void {
  let least = -1;
  let greatest = -1;
  let leastValue = Infinity;
  let greatestValue = -Infinity;
  for (let row = from; row < to; row += 1) {
    const value = column[row] ?? null;
    if (value === null) continue;
    if (value < leastValue) {
      leastValue = value;
      least = row;
    }
    if (value > greatestValue) {
      greatestValue = value;
      greatest = row;
    }
  }
  if (least >= 0) kept.add(least).add(greatest);
}

function firstAtOrAfter(atMillis: readonly number[], millis: number): number {
  let low = 0;
  let high = atMillis.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((atMillis[middle] ?? Infinity) < millis) low = middle + 1;
    else high = middle;
  }
  return low;
}

function pickRows(table: SeriesTable, rows: readonly number[]): SeriesTable {
  return {
    atMillis: rows.map((row) => table.atMillis[row] ?? 0),
    life: rows.map((row) => table.life[row] ?? 0),
    build: rows.map((row) => table.build[row] ?? 0),
    values: changed(table, (column) => rows.map((row) => column[row] ?? null)),
  };
}

function columns(ids: Iterable<SeriesId>, build: (id: SeriesId) => readonly (number | null)[]): SeriesTable['values'] {
  return Object.fromEntries([...ids].map((id) => [id, build(id)]));
}

/** All columns of a table, each made anew. */
export function changed(
  { values }: SeriesTable,
  change: (column: readonly (number | null)[]) => readonly (number | null)[],
): SeriesTable['values'] {
  return Object.fromEntries(Object.entries(values).map(([id, column]) => [id, change(column)]));
}
