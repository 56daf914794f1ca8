import type { LocationColumns } from '../../shared/model/profile';
import type { FunctionTable } from './functionColumns';
import { growFloat64, growUint32, trimFloat64, trimUint32 } from '../base/growArray';
import { eachRow } from './outline';
import type { Extent } from './outline';
import { RowIndex } from './rowIndex';
import type { WireReader } from './wireReader';

/** Locations by row. Needs the functions and mappings they refer to. */
export class LocationTable {
  readonly rows: RowIndex;
  private readonly reader: WireReader;
  private readonly extent: Extent;
  private readonly functions: FunctionTable;
  private readonly mappingRows: RowIndex;
  private readonly addresses: BigUint64Array;
  private readonly mappings: Uint32Array;
  private readonly lineOffsets: Uint32Array;
  private lineFunctions: Uint32Array<ArrayBuffer>;
  private lineNumbers: Float64Array<ArrayBuffer>;
  private lines = 0;

  constructor(reader: WireReader, extent: Extent, functions: FunctionTable, mappingRows: RowIndex) {
    this.reader = reader;
    this.extent = extent;
    this.functions = functions;
    this.mappingRows = mappingRows;
    this.rows = new RowIndex(extent.rows);
    this.addresses = new BigUint64Array(extent.rows);
    this.mappings = new Uint32Array(extent.rows);
    this.lineOffsets = new Uint32Array(extent.rows + 1);
    this.lineFunctions = new Uint32Array(extent.rows + 1024);
    this.lineNumbers = new Float64Array(extent.rows + 1024);
    eachRow(reader, extent, (end, row) => this.readRow(end, row));
  }

  columns(): LocationColumns {
    return {
      count: this.extent.rows,
      addresses: this.addresses,
      mappings: this.mappings,
      lineOffsets: this.lineOffsets,
      lineFunctions: trimUint32(this.lineFunctions, this.lines),
      lineNumbers: trimFloat64(this.lineNumbers, this.lines),
    };
  }

  private readRow(end: number, row: number): void {
    const { reader } = this;
    const start = reader.pos;
    let id: number | bigint = 0;
    while (reader.pos < end) {
      const tag = reader.tag();
      switch (tag >>> 3) {
        case 1:
          id = reader.id(tag, 'location id');
          break;
        case 2:
          this.mappings[row] = this.readMapping(tag);
          break;
        case 3:
          this.addresses[row] = reader.exactUnsigned(tag, 'location address');
          break;
        case 4:
          this.readLine(reader.enter(tag, 'line', end));
          break;
        default:
          reader.skipField(tag);
      }
    }
    this.lineOffsets[row + 1] = this.lines;
    if (!this.rows.add(id)) throw reader.fail(`location id ${String(id)} is taken by an earlier location`, start);
  }

  /** Row plus one. Id 0 means none, and a mapping that does not exist counts as none, as in pprof. */
  private readMapping(tag: number): number {
    const id = this.reader.id(tag, 'location mapping_id');
    return id === 0 ? 0 : this.mappingRows.rowOf(id) + 1;
  }

  private readLine(end: number): void {
    const { reader } = this;
    const start = reader.pos;
    let functionId: number | bigint = 0;
    let line = 0;
    while (reader.pos < end) {
      const tag = reader.tag();
      if (tag >>> 3 === 1) functionId = reader.id(tag, 'line function_id');
      else if (tag >>> 3 === 2) line = reader.signed(tag, 'line number');
      else reader.skipField(tag);
    }
    reader.leave(end, 'line');
    const row = this.functions.rowOf(functionId);
    if (row < 0) throw reader.fail(`line of function id ${String(functionId)}, which does not exist`, start);
    this.appendLine(row, line);
  }

  private appendLine(functionRow: number, line: number): void {
    if (this.lines === this.lineFunctions.length) {
      this.reader.require('lines', this.lines + 1);
      const progress = (this.reader.pos - this.extent.start) / (this.extent.end - this.extent.start);
      this.lineFunctions = growUint32(this.lineFunctions, progress);
      this.lineNumbers = growFloat64(this.lineNumbers, progress);
    }
    this.lineFunctions[this.lines] = functionRow;
    this.lineNumbers[this.lines] = line;
    this.lines += 1;
  }
}
