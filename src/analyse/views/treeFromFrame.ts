import { mostTreeRows, type CallTree } from './callTree';
import { internedRows } from './internedRows';
import { PairInterner } from './pairInterner';

/**
 * The same tree from one frame on: what lies below each row of that frame, joined, with the frame as the only row below the root. Of a frame
 * that calls itself, from the first time on that the tree comes to it. Empty where no stack has the frame.
 *
 * @param frame node of the report's table
 */
export function treeFromFrame(tree: CallTree, frame: number): CallTree {
  const rows = new PairInterner();
  /** Row of the new tree plus one for each of the old; 0 for what is left out. */
  const moved = new Uint32Array(tree.count);
  for (let row = 1; row < tree.count; row += 1) {
    const parent = moved[tree.parents[row] ?? 0] ?? 0;
    const own = tree.frames[row] ?? 0;
    if (parent === 0 && own !== frame) continue;
    // Row 0 of the new tree is the root of all.
    moved[row] = rows.intern(parent === 0 ? 0 : parent - 1, own, mostTreeRows) + 2;
  }
  return summedUp(tree, moved, rows);
}

function summedUp(tree: CallTree, moved: Uint32Array, rows: PairInterner): CallTree {
  const { count, parents, frames, depths } = internedRows(rows);
  const flats = new Float64Array(count);
  const cums = new Float64Array(count);
  const magnitudes = new Float64Array(count);
  const inlined = new Uint8Array(count).fill(1, 1);
  const compared = tree.compared && {
    befores: new Float64Array(count),
    variances: tree.compared.variances && new Float64Array(count),
  };
  for (let row = 1; row < tree.count; row += 1) {
    const to = (moved[row] ?? 0) - 1;
    if (to < 0) continue;
    flats[to] = (flats[to] ?? 0) + (tree.flats[row] ?? 0);
    cums[to] = (cums[to] ?? 0) + (tree.cums[row] ?? 0);
    magnitudes[to] = (magnitudes[to] ?? 0) + (tree.magnitudes[row] ?? 0);
    if (tree.inlined[row] !== 1) inlined[to] = 0;
    addTo(compared?.befores, to, tree.compared?.befores[row]);
    addTo(compared?.variances, to, tree.compared?.variances?.[row]);
  }
  // The frame is the only row that begins anything.
  [cums[0], magnitudes[0]] = [cums[1] ?? 0, magnitudes[1] ?? 0];
  addTo(compared?.befores, 0, compared?.befores[1]);
  addTo(compared?.variances, 0, compared?.variances?.[1]);
  return { count, parents, frames, depths, flats, cums, magnitudes, inlined, isCut: tree.isCut, compared };
}

function addTo(column: Float64Array | null | undefined, row: number, value = 0): void {
  if (column !== null && column !== undefined) column[row] = (column[row] ?? 0) + value;
}
