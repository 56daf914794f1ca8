import type { PairInterner } from './pairInterner';

interface InternedRows {
  readonly count: number;
  readonly parents: Uint32Array;
  /** Nodes of the report's table. */
  readonly frames: Uint32Array;
  readonly depths: Uint32Array;
}

/** Where the rows of a tree hang that was interned as pairs of the row above and a frame: row 0 is the root of all, and no pair. */
export function internedRows(rows: PairInterner): InternedRows {
  const count = rows.count + 1;
  const [parents, frames, depths] = [new Uint32Array(count), new Uint32Array(count), new Uint32Array(count)];
  for (let row = 1; row < count; row += 1) {
    const parent = rows.first(row - 1);
    parents[row] = parent;
    frames[row] = rows.second(row - 1);
    depths[row] = (depths[parent] ?? 0) + 1;
  }
  return { count, parents, frames, depths };
}
