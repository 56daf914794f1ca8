import type { FunctionColumns } from '../../../shared/model/profile';

/** More strings than a text below the cap of the decoder can hold; two indices then make one exact number. */
const maxStrings = 2 ** 26;

/** Functions by name and file, in the order in which locations name them. */
export class LegacyFunctions {
  private readonly rows = new Map<number, number>();
  private readonly names: number[] = [];
  private readonly files: number[] = [];

  /** By string indices. */
  rowOf(name: number, file: number): number {
    const key = name * maxStrings + file;
    const known = this.rows.get(key);
    if (known !== undefined) return known;
    const row = this.names.push(name) - 1;
    this.files.push(file);
    this.rows.set(key, row);
    return row;
  }

  columns(): FunctionColumns {
    const names = Uint32Array.from(this.names);
    const count = names.length;
    return {
      count,
      names,
      systemNames: names,
      files: Uint32Array.from(this.files),
      startLines: new Float64Array(count),
    };
  }
}
