import { compareTexts } from '../reports/compareTexts';
import type { CallTree } from './callTree';

/** Where the boxes of a tree stand. */
export interface FlameLayout {
  /** Left edge of each row, in magnitudes from the left edge of all. */
  readonly starts: Float64Array;
  /** `count + 1` offsets into `children`. */
  readonly offsets: Uint32Array;
  /** Rows below each row, in the order in which they stand. */
  readonly children: Uint32Array;
  /** Depth of the deepest row. */
  readonly levels: number;
}

/** @param nameOf text by which the callees of a row stand side by side; null for the heaviest first */
export function layOutFlame(tree: CallTree, nameOf: ((frame: number) => string) | null): FlameLayout {
  const { offsets, children } = childrenOf(tree);
  const inOrder = nameOf === null ? byMagnitude(tree) : byName(tree, nameOf);
  const starts = new Float64Array(tree.count);
  let levels = 0;
  for (let row = 0; row < tree.count; row += 1) {
    const from = offsets[row] ?? 0;
    const to = offsets[row + 1] ?? 0;
    if (to - from > 1) inOrder(children.subarray(from, to));
    let start = starts[row] ?? 0;
    for (let at = from; at < to; at += 1) {
      const child = children[at] ?? 0;
      starts[child] = start;
      start += tree.magnitudes[child] ?? 0;
    }
    levels = Math.max(levels, tree.depths[row] ?? 0);
  }
  return { starts, offsets, children, levels };
}

function childrenOf({ count, parents }: CallTree): Pick<FlameLayout, 'offsets' | 'children'> {
  const offsets = new Uint32Array(count + 1);
  for (let row = 1; row < count; row += 1) {
    const parent = parents[row] ?? 0;
    offsets[parent + 1] = (offsets[parent + 1] ?? 0) + 1;
  }
  for (let row = 0; row < count; row += 1) offsets[row + 1] = (offsets[row + 1] ?? 0) + (offsets[row] ?? 0);
  const next = offsets.slice(0, count);
  const children = new Uint32Array(Math.max(0, count - 1));
  for (let row = 1; row < count; row += 1) {
    const parent = parents[row] ?? 0;
    const at = next[parent] ?? 0;
    children[at] = row;
    next[parent] = at + 1;
  }
  return { offsets, children };
}

/** Few siblings are the rule: those are put in their places one by one, without a call for each two. */
const fewSiblings = 12;

function byMagnitude({ magnitudes }: CallTree): (rows: Uint32Array) => void {
  const compare = (a: number, b: number) => (magnitudes[b] ?? 0) - (magnitudes[a] ?? 0) || a - b;
  return (rows) => {
    if (rows.length > fewSiblings) {
      rows.sort(compare);
      return;
    }
    for (let at = 1; at < rows.length; at += 1) {
      const row = rows[at] ?? 0;
      const magnitude = magnitudes[row] ?? 0;
      let to = at;
      while (to > 0 && (magnitudes[rows[to - 1] ?? 0] ?? 0) < magnitude) {
        rows[to] = rows[to - 1] ?? 0;
        to -= 1;
      }
      rows[to] = row;
    }
  };
}

function byName({ frames }: CallTree, nameOf: (frame: number) => string): (rows: Uint32Array) => void {
  const name = (row: number) => nameOf(frames[row] ?? 0);
  return (rows) => {
    rows.sort((a, b) => compareTexts(name(a), name(b)) || a - b);
  };
}
