import type { TopQuery, TopWindow } from '../../shared/model/views/topView';
import { copyRows, type CopiedRow } from './copyRows';
import { FrameTableBuilder, type OwnerOf } from './frameTables';
import type { NodeName } from '../reports/nodeTable';
import type { PreparedView } from './preparedView';
import { namePattern } from './viewScopes';

/** No more rows go out at once; a table draws some dozen. */
const mostRows = 1000;

/** What one copies is for a page or a sheet. */
const mostCopied = 10_000;

/** What stands in a table. */
export interface TableRows {
  readonly frames: Uint32Array;
  readonly name: (frame: number) => NodeName;
}

/** A part of the table of what costs most, in any order. @param rows all frames that cost something unless others are meant @throws BadPattern */
export function topView(view: PreparedView, query: TopQuery, ownerOf: OwnerOf, rows = allRows(view)): TopWindow {
  const { sums } = view;
  const order = orderedRows(view, query, rows);
  const first = Math.min(Math.max(0, query.first), order.length);
  const shown = order.subarray(first, first + Math.min(query.count, mostRows));
  const frames = new FrameTableBuilder(rows.name, ownerOf);
  for (const frame of shown) frames.add(frame);
  let before = 0;
  for (let at = 0; at < first; at += 1) before += sums.flats[order[at] ?? 0] ?? 0;
  return {
    ...view.head,
    first,
    rowCount: order.length,
    frames: frames.table(),
    flat: Float64Array.from(shown, (frame) => sums.flats[frame] ?? 0),
    cum: Float64Array.from(shown, (frame) => sums.cums[frame] ?? 0),
    sum: Float64Array.from(shown, (frame) => (before += sums.flats[frame] ?? 0)),
    copied: query.copy === 'none' ? '' : copyRows(query.copy, view.head, copiedRows(view, order, rows)),
  };
}

function allRows(view: PreparedView): TableRows {
  return { frames: view.sums.frames, name: (frame) => view.name(frame) };
}

function* copiedRows(view: PreparedView, order: Uint32Array, rows: TableRows): Generator<CopiedRow> {
  for (const frame of order.subarray(0, mostCopied)) {
    const { function: name, file, line } = rows.name(frame);
    yield { name, file, line, flat: view.sums.flat(frame), cum: view.sums.cum(frame) };
  }
}

function orderedRows(view: PreparedView, query: TopQuery, rows: TableRows): Uint32Array {
  const key = JSON.stringify([query.sort, query.descending, query.filter, query.label, query.noLabel]);
  return view.remembered('top', key, () => sortedRows(filteredRows(rows, query.filter), view, query));
}

function filteredRows({ frames, name: nameOf }: TableRows, filter: string): Uint32Array {
  const pattern = namePattern(filter);
  if (pattern === null) return frames.slice();
  return frames.filter((frame) => {
    const { function: name, file } = nameOf(frame);
    return pattern.test(name) || (file !== '' && pattern.test(file));
  });
}

/** Values by what they amount to, whatever their sign, as pprof does; names by code units. Equal ones in pprof's order. */
function sortedRows(rows: Uint32Array, view: PreparedView, { sort, descending }: TopQuery): Uint32Array {
  const { flats, cums } = view.sums;
  const byFlat = (a: number, b: number) => Math.abs(flats[b] ?? 0) - Math.abs(flats[a] ?? 0);
  const byCum = (a: number, b: number) => Math.abs(cums[b] ?? 0) - Math.abs(cums[a] ?? 0);
  // Only where it is asked for: of a table in order of its values few rows are equal.
  const byName = (a: number, b: number) => (view.nameRanks[a] ?? 0) - (view.nameRanks[b] ?? 0);
  const line = (frame: number) => view.name(frame).line;
  const byPlace = (a: number, b: number) => (view.fileRanks[a] ?? 0) - (view.fileRanks[b] ?? 0) || line(a) - line(b);
  const chosen = {
    flat: (a: number, b: number) => byFlat(a, b) || byCum(a, b),
    cum: (a: number, b: number) => byCum(a, b) || byFlat(a, b),
    name: (a: number, b: number) => -byName(a, b),
    place: (a: number, b: number) => -byPlace(a, b),
  }[sort];
  const turn = descending ? 1 : -1;
  return rows.sort((a, b) => turn * chosen(a, b) || byName(a, b) || byPlace(a, b));
}
