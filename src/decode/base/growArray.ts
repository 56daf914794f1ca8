/**
 * A larger copy of a full column of Uint32. The new size is projected from how much of the input is read, so that a large
 * profile is copied about once instead of at every doubling.
 *
 * @param progress Share of the input read so far, 0 to 1.
 */
export function growUint32(full: Uint32Array<ArrayBuffer>, progress: number): Uint32Array<ArrayBuffer> {
  return withLength(full, new Uint32Array(projectedLength(full.length, progress)));
}

/** The same for a column of doubles. */
export function growFloat64(full: Float64Array<ArrayBuffer>, progress: number): Float64Array<ArrayBuffer> {
  return withLength(full, new Float64Array(projectedLength(full.length, progress)));
}

/** A column of rows of another table, as narrow as they allow. */
export type RowColumn = Uint16Array<ArrayBuffer> | Uint32Array<ArrayBuffer>;

/** The same for a column of rows, which stays as narrow as it is. */
export function growRows(full: RowColumn, progress: number): RowColumn {
  const length = projectedLength(full.length, progress);
  return withLength(full, full instanceof Uint16Array ? new Uint16Array(length) : new Uint32Array(length));
}

/** The highest row that fits into the column. */
export function widestRow(column: RowColumn): number {
  return column instanceof Uint16Array ? 2 ** 16 - 1 : 2 ** 32 - 1;
}

/** A column that is as long or longer, with what the full one holds, which is empty afterwards. */
export function withLength<T extends Column>(full: Column, longer: T): T {
  longer.set(full);
  release(full.buffer);
  return longer;
}

type Column = RowColumn | Float64Array<ArrayBuffer>;

/**
 * Gives the memory back at once. The collector of garbage sees small objects alone, and leaves the old columns of a large profile, which
 * are as much as the new ones, until it is called for something else. Where a buffer cannot be moved (before Node 22) it is left to that.
 */
function release(buffer: ArrayBuffer & { readonly transfer?: (bytes: number) => ArrayBuffer }): void {
  buffer.transfer?.(0);
}

/** The used part of a column: a view where little is wasted, else a copy that frees the rest. */
export function trimUint32(column: Uint32Array<ArrayBuffer>, used: number): Uint32Array<ArrayBuffer> {
  return used * maxWaste >= column.length ? column.subarray(0, used) : column.slice(0, used);
}

/** The same for a column of rows. */
export function trimRows(column: RowColumn, used: number): RowColumn {
  return used * maxWaste >= column.length ? column.subarray(0, used) : column.slice(0, used);
}

/** The same for a column of doubles. */
export function trimFloat64(column: Float64Array<ArrayBuffer>, used: number): Float64Array<ArrayBuffer> {
  return used * maxWaste >= column.length ? column.subarray(0, used) : column.slice(0, used);
}

const maxWaste = 1.25;
const maxStep = 8;

/** To grow once more near the end holds everything twice; what is never written to takes no memory. */
const slack = 1.15;

function projectedLength(length: number, progress: number): number {
  const projected = progress > 0 ? (length / progress) * slack : length * 2;
  return Math.ceil(Math.min(length * maxStep, Math.max(length * 1.25, projected))) + 1024;
}
