/** Ids up to this many times the number of rows are looked up in a table, the rest in a map. */
const tableFactor = 4;

/**
 * Row numbers by the ids of the message. Nearly every writer numbers its rows 1 to n in order, which needs no lookup at
 * all; ids in another order but of the same size go through a table; anything else (hashes, addresses) through a map.
 */
export class RowIndex {
  private count = 0;
  private isInOrder = true;
  private table: Uint32Array | null = null;
  private readonly sparse = new Map<number | bigint, number>();
  private readonly expectedRows: number;

  constructor(expectedRows: number) {
    this.expectedRows = expectedRows;
  }

  /** Whether ids are rows plus one. */
  get inOrder(): boolean {
    return this.isInOrder;
  }

  /** Rows that have an id. */
  get size(): number {
    return this.count;
  }

  /** Gives the next row its id (exact: a bigint beyond 2^53). False when another row has it. */
  add(id: number | bigint): boolean {
    const row = this.count;
    this.count += 1;
    if (this.isInOrder) {
      if (id === row + 1) return true;
      this.leaveOrder(row);
    }
    if (this.rowOf(id) >= 0) return false;
    if (this.table !== null && typeof id === 'number' && id < this.table.length) this.table[id] = row + 1;
    else this.sparse.set(id, row);
    return true;
  }

  /** The row of an id, or -1. */
  rowOf(id: number | bigint): number {
    if (typeof id === 'number') {
      if (this.isInOrder) return id >= 1 && id <= this.count ? id - 1 : -1;
      if (this.table !== null && id < this.table.length) return (this.table[id] ?? 0) - 1;
    }
    return this.sparse.get(id) ?? -1;
  }

  private leaveOrder(rows: number): void {
    this.isInOrder = false;
    this.table = new Uint32Array(this.expectedRows * tableFactor + 1);
    for (let row = 0; row < rows; row += 1) this.table[row + 1] = row + 1;
  }
}

/** Stands for the rows of a table that is read later, when nothing but its order is taken for granted. */
export const assumedRows: Pick<RowIndex, 'rowOf' | 'size' | 'inOrder'> = {
  inOrder: true,
  size: 2 ** 32 - 1,
  rowOf: (id) => (typeof id === 'number' && id >= 1 && id < 2 ** 32 ? id - 1 : -1),
};
