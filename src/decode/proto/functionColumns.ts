import type { FunctionColumns } from '../../shared/model/profile';
import { eachRow } from './outline';
import type { Extent } from './outline';
import { RowIndex } from './rowIndex';
import type { StringIndexReader } from './stringTable';
import type { WireReader } from './wireReader';

/** Functions by row, with one spare row for lines that name no function. */
export class FunctionTable {
  readonly rows: RowIndex;
  private readonly declared: number;
  private readonly names: Uint32Array;
  private readonly systemNames: Uint32Array;
  private readonly files: Uint32Array;
  private readonly startLines: Float64Array;
  private spareUsed = false;

  constructor(reader: WireReader, extent: Extent, strings: StringIndexReader) {
    this.declared = extent.rows;
    this.rows = new RowIndex(extent.rows);
    this.names = new Uint32Array(extent.rows + 1);
    this.systemNames = new Uint32Array(extent.rows + 1);
    this.files = new Uint32Array(extent.rows + 1);
    this.startLines = new Float64Array(extent.rows + 1);
    eachRow(reader, extent, (end, row) => this.readRow(reader, strings, end, row));
  }

  /**
   * The row of a function id, or -1. Some .NET exporters write lines with function id 0 and no such function, which pprof
   * refuses; they get a function without a name, so that the rest of the profile can be read.
   */
  rowOf(id: number | bigint): number {
    const row = this.rows.rowOf(id);
    if (row >= 0 || id !== 0) return row;
    this.spareUsed = true;
    return this.declared;
  }

  /** To be called once all locations have been read. */
  columns(): FunctionColumns {
    const count = this.declared + (this.spareUsed ? 1 : 0);
    return {
      count,
      names: this.names.subarray(0, count),
      systemNames: this.systemNames.subarray(0, count),
      files: this.files.subarray(0, count),
      startLines: this.startLines.subarray(0, count),
    };
  }

  private readRow(reader: WireReader, strings: StringIndexReader, end: number, row: number): void {
    const start = reader.pos;
    let id: number | bigint = 0;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag >>> 3) {
        case 1:
          id = reader.id(tag, 'function id');
          break;
        case 2:
          this.names[row] = strings.read(tag, 'function name');
          break;
        case 3:
          this.systemNames[row] = strings.read(tag, 'function system_name');
          break;
        case 4:
          this.files[row] = strings.read(tag, 'function filename');
          break;
        case 5:
          this.startLines[row] = reader.signed(tag, 'function start_line');
          break;
        default:
          reader.skipField(tag);
      }
    }
    if (!this.rows.add(id)) throw reader.fail(`function id ${String(id)} is taken by an earlier function`, start);
  }
}
