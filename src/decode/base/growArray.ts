/**
 * A larger copy of a full column of Uint32. The new size is projected from how much of the input is read, so that a large
 * profile is copied about once instead of at every doubling.
 *
 * @param progress Share of the input read so far, 0 to 1.
 */
export function growUint32(full: Uint32Array<ArrayBuffer>, progress: number): Uint32Array<ArrayBuffer> {
  const grown = new Uint32Array(projectedLength(full.length, progress));
  grown.set(full);
  return grown;
}

/** The same for a column of doubles. */
export function growFloat64(full: Float64Array<ArrayBuffer>, progress: number): Float64Array<ArrayBuffer> {
  const grown = new Float64Array(projectedLength(full.length, progress));
  grown.set(full);
  return grown;
}

/** A column of rows of another table. */
export type RowColumn = Uint16Array<ArrayBuffer> | Uint32Array<ArrayBuffer>;

/** A column of `length` entries, as narrow as the number of rows that it refers to allows. */
export function rowColumn(rows: number, length: number): RowColumn {
  return rows <= 2 ** 16 ? new Uint16Array(length) : new Uint32Array(length);
}

/** The same for a column of rows, which stays as narrow as it is. */
export function growRows(full: RowColumn, progress: number): RowColumn {
  const length = projectedLength(full.length, progress);
  const grown = full instanceof Uint16Array ? new Uint16Array(length) : new Uint32Array(length);
  grown.set(full);
  return grown;
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

function projectedLength(length: number, progress: number): number {
  const projected = progress > 0 ? (length / progress) * 1.03 : length * 2;
  return Math.ceil(Math.min(length * maxStep, Math.max(length * 1.25, projected))) + 1024;
}
