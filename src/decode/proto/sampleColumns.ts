import type { SampleColumns } from '../../shared/model/profile';
import { growRows, rowColumn, trimRows, type RowColumn } from '../base/growArray';
import { LabelTable } from './labelColumns';
import { eachRow } from './outline';
import type { Extent } from './outline';
import type { RowIndex } from './rowIndex';
import type { StringIndexReader } from './stringTable';
import type { WireReader } from './wireReader';

/** What samples refer to. */
export interface SampleContext {
  readonly valuesPerSample: number;
  readonly locations: RowIndex;
  readonly indices: StringIndexReader;
}

/** @throws LeakLensError `unreadable` when a sample has too few or too many values, or names a location that is missing. */
export function readSamples(reader: WireReader, extent: Extent, context: SampleContext): SampleColumns {
  return new SampleTable(reader, extent, context).columns();
}

/** Samples by row: the hot part of decoding, since a large profile is nearly all stacks. */
class SampleTable {
  private readonly reader: WireReader;
  private readonly extent: Extent;
  private readonly locations: RowIndex;
  private readonly width: number;
  private readonly values: Float64Array;
  private readonly wideValues = new Map<number, bigint>();
  private readonly stackOffsets: Uint32Array;
  private readonly labelOffsets: Uint32Array;
  private readonly labels: LabelTable;
  private stackLocations: RowColumn;
  private frames = 0;
  private valuesOfRow = 0;

  constructor(reader: WireReader, extent: Extent, context: SampleContext) {
    this.reader = reader;
    this.extent = extent;
    this.locations = context.locations;
    this.width = context.valuesPerSample;
    // A value takes at least a byte of input, so that a false number of sample types cannot demand more memory than this.
    this.values = new Float64Array(Math.min(extent.rows * this.width, extent.bytes));
    this.stackOffsets = new Uint32Array(extent.rows + 1);
    this.labelOffsets = new Uint32Array(extent.rows + 1);
    this.labels = new LabelTable(reader, context.indices);
    this.stackLocations = rowColumn(context.locations.size, Math.min(extent.bytes, 1 << 16));
    if (this.width === 0 && extent.rows > 0) throw reader.fail('samples without any sample type', extent.start);
    eachRow(reader, extent, (end, row) => this.readRow(end, row));
  }

  columns(): SampleColumns {
    return {
      count: this.extent.rows,
      values: this.values,
      wideValues: this.wideValues,
      stackOffsets: this.stackOffsets,
      stackLocations: trimRows(this.stackLocations, this.frames),
      labelOffsets: this.labelOffsets,
      labels: this.labels.columns(),
    };
  }

  private readRow(end: number, row: number): void {
    const { reader } = this;
    const start = reader.pos;
    this.valuesOfRow = 0;
    while (reader.pos < end) {
      const tag = reader.tag();
      const field = tag >>> 3;
      if (field === 1) this.readLocations(tag, end);
      else if (field === 2) this.readValues(tag, end, row);
      else if (field === 3) this.labels.readRow(reader.enter(tag, 'label', end), this.progress());
      else reader.skipField(tag);
    }
    if (this.valuesOfRow !== this.width) {
      throw reader.fail(`sample ${row} has ${this.valuesOfRow} values for ${this.width} sample types`, start);
    }
    this.stackOffsets[row + 1] = this.frames;
    this.labelOffsets[row + 1] = this.labels.count;
  }

  /** location_id, packed or not: Go packs only stacks of three frames and more. */
  private readLocations(tag: number, limit: number): void {
    const { reader } = this;
    if ((tag & 7) === 0) {
      this.appendLocation();
      return;
    }
    const end = reader.enter(tag, 'location_id', limit);
    while (reader.pos < end) {
      this.appendNarrowLocations(end);
      if (reader.pos < end) this.appendLocation();
    }
    reader.leave(end, 'location_id');
  }

  /**
   * Appends packed ids of up to three bytes, and stops before the first that is longer, unknown or without room. This
   * loop is most of what decoding costs: done by calls it takes about twice the time.
   */
  private appendNarrowLocations(end: number): void {
    const { reader, locations, stackLocations } = this;
    const { buf } = reader;
    const room = stackLocations.length;
    let { frames } = this;
    let at = reader.pos;
    while (at < end && frames < room) {
      let next = at + 1;
      let id = buf[at] ?? 0;
      if (id > 127) {
        const second = buf[next++] ?? 0;
        id += (second - 1) << 7;
        if (second > 127) {
          const third = buf[next++] ?? 0;
          id += (third - 1) << 14;
          if (third > 127) break;
        }
      }
      const row = locations.rowOf(id);
      if (row < 0 || next > end) break;
      stackLocations[frames] = row;
      frames += 1;
      at = next;
    }
    this.frames = frames;
    reader.pos = at;
  }

  private appendLocation(): void {
    const { reader } = this;
    const start = reader.pos;
    const id = reader.nextUnsigned();
    const row = this.locations.rowOf(Number.isSafeInteger(id) ? id : reader.lastBigInt());
    if (row < 0) throw reader.fail(`sample of location id ${id}, which does not exist`, start);
    if (this.frames === this.stackLocations.length) {
      this.stackLocations = growRows(this.stackLocations, this.progress());
    }
    this.stackLocations[this.frames] = row;
    this.frames += 1;
  }

  private readValues(tag: number, limit: number, row: number): void {
    const { reader } = this;
    if ((tag & 7) === 0) {
      this.appendValue(row);
      return;
    }
    const end = reader.enter(tag, 'value', limit);
    while (reader.pos < end) this.appendValue(row);
    reader.leave(end, 'value');
  }

  private appendValue(row: number): void {
    const value = this.reader.nextSigned();
    if (this.valuesOfRow < this.width) {
      const at = row * this.width + this.valuesOfRow;
      this.values[at] = value;
      if (!Number.isSafeInteger(value)) this.keepExact(at, value);
    }
    this.valuesOfRow += 1;
  }

  private keepExact(at: number, value: number): void {
    const exact = this.reader.lastSignedBigInt();
    if (BigInt(value) !== exact) this.wideValues.set(at, exact);
  }

  private progress(): number {
    return (this.reader.pos - this.extent.start) / (this.extent.end - this.extent.start);
  }
}
