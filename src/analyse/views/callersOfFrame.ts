import { mostTreeRows, type CallTree } from './callTree';
import { internedRows } from './internedRows';
import { PairInterner } from './pairInterner';

/**
 * What calls one frame, as a tree of its own: the frame is the only row below the root, what calls it hangs below that, and so on to the outermost.
 * A stack that has the frame more than once counts from its outermost call on, as in `treeFromFrame`: both trees are of the same stacks, each once.
 * No stack ends in a caller: nothing has flat values here.
 *
 * @param tree of all stacks from their outermost frames on
 * @param frame node of the report's table
 */
export function callersOfFrame(tree: CallTree, frame: number): CallTree {
  const rows = new PairInterner();
  /** Of each row that is the outermost call of the frame, and the row of the new tree in which its callers end. */
  const calls: number[] = [];
  const ends: number[] = [];
  const within = new Uint8Array(tree.count);
  let isCut = tree.isCut;
  for (let row = 1; row < tree.count; row += 1) {
    const parent = tree.parents[row] ?? 0;
    if (within[parent] === 1) within[row] = 1;
    else if (tree.frames[row] === frame) {
      within[row] = 1;
      const { end, isWhole } = internCallers(tree, row, rows);
      isCut ||= !isWhole;
      calls.push(row);
      ends.push(end);
    }
  }
  return summedUp(tree, { rows, calls, ends }, isCut);
}

/** @returns the row in which the chain of callers ends, or the last that has room */
function internCallers({ parents, frames }: CallTree, call: number, rows: PairInterner) {
  let end = 0;
  for (let row = call; row !== 0; row = parents[row] ?? 0) {
    const id = rows.intern(end, frames[row] ?? 0, mostTreeRows);
    if (id < 0) return { end, isWhole: false };
    end = id + 1;
  }
  return { end, isWhole: true };
}

interface Chains {
  readonly rows: PairInterner;
  readonly calls: readonly number[];
  readonly ends: readonly number[];
}

function summedUp(tree: CallTree, { rows, calls, ends }: Chains, isCut: boolean): CallTree {
  const { count, parents, frames, depths } = internedRows(rows);
  const { compared: from } = tree;
  const sum = (column: Float64Array) => summedTo(column, { parents, calls, ends });
  const [cums, flats] = [sum(tree.cums), new Float64Array(count)];
  const compared = from && { befores: sum(from.befores), variances: from.variances && sum(from.variances) };
  const inlined = inlinedIn(tree, { parents, calls, ends });
  return { count, parents, frames, depths, flats, cums, magnitudes: sum(tree.magnitudes), inlined, isCut, compared };
}

interface Summed extends Pick<Chains, 'calls' | 'ends'> {
  readonly parents: Uint32Array;
}

/** What each call costs counts for every row of its chain. */
function summedTo(column: Float64Array, { parents, calls, ends }: Summed): Float64Array {
  const sums = new Float64Array(parents.length);
  for (const [at, call] of calls.entries()) sums[ends[at] ?? 0] = (sums[ends[at] ?? 0] ?? 0) + (column[call] ?? 0);
  // Callers have larger numbers than what they call.
  for (let row = sums.length - 1; row > 0; row -= 1) {
    const parent = parents[row] ?? 0;
    sums[parent] = (sums[parent] ?? 0) + (sums[row] ?? 0);
  }
  return sums;
}

/** 1 where every call of the row was inlined. */
function inlinedIn(tree: CallTree, { parents, calls, ends }: Summed): Uint8Array {
  const inlined = new Uint8Array(parents.length).fill(1, 1);
  for (const [at, call] of calls.entries()) {
    // A chain that was cut is shorter than its stack: from the call on both go to the outermost.
    const chain: number[] = [];
    for (let row = ends[at] ?? 0; row !== 0; row = parents[row] ?? 0) chain.push(row);
    for (let row = call; chain.length > 0; row = tree.parents[row] ?? 0) {
      const own = chain.pop() ?? 0;
      if (tree.inlined[row] !== 1) inlined[own] = 0;
    }
  }
  return inlined;
}
