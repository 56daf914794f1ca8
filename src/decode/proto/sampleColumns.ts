import type { SampleColumns } from '../../shared/model/profile';
import {
  growRows,
  growUint32,
  trimFloat64,
  trimRows,
  trimUint32,
  widestRow,
  withLength,
  type RowColumn,
} from '../base/growArray';
import { LabelTable } from './labelColumns';
import { eachRow } from './outline';
import type { Extent } from './outline';
import type { RowIndex } from './rowIndex';
import type { StringIndexReader } from './stringTable';
import type { WireReader } from './wireReader';

/** What samples refer to, and how many there are. */
export interface SampleContext {
  readonly valuesPerSample: number;
  readonly locations: Pick<RowIndex, 'rowOf' | 'size' | 'inOrder'>;
  readonly indices: StringIndexReader;
  /** Exact, or a first guess: columns grow. */
  readonly rows: number;
  /** Of all samples; the same. */
  readonly bytes: number;
  /** Share of the samples read so far, 0 to 1. */
  readonly progress: () => number;
}

/** @throws LeakLensError `unreadable` when a sample has too few or too many values, or names a location that is missing. */
export function readSamples(
  reader: WireReader,
  extent: Extent,
  context: Omit<SampleContext, 'rows' | 'bytes' | 'progress'>,
): SampleColumns {
  const { rows, bytes, start, end } = extent;
  const progress = () => (reader.pos - start) / (end - start);
  if (context.valuesPerSample === 0 && rows > 0) throw reader.fail('samples without any sample type', start);
  const table = new SampleTable(reader, { ...context, rows, bytes, progress });
  eachRow(reader, extent, (rowEnd) => table.readRow(rowEnd));
  return table.columns();
}

/** Samples by row: the hot part of decoding, since a large profile is nearly all stacks. */
export class SampleTable {
  /** Rows that have been read. */
  count = 0;
  /** The highest row of a location that a stack names; -1 for none. */
  highestLocation = -1;
  private readonly reader: WireReader;
  private readonly context: SampleContext;
  private readonly width: number;
  private readonly wideValues = new Map<number, bigint>();
  private readonly labels: LabelTable;
  private values: Float64Array<ArrayBuffer>;
  private stackOffsets: Uint32Array<ArrayBuffer>;
  private labelOffsets: Uint32Array<ArrayBuffer>;
  private stackLocations: RowColumn;
  /** The highest row for which `stackLocations` is wide enough. */
  private widest: number;
  private frames = 0;
  private valuesOfRow = 0;

  constructor(reader: WireReader, context: SampleContext) {
    const { rows, bytes, valuesPerSample, indices } = context;
    this.reader = reader;
    this.context = context;
    this.width = valuesPerSample;
    // A value takes at least a byte of input, so that a false number of sample types cannot demand more memory than this.
    this.values = new Float64Array(Math.min(rows * this.width, bytes));
    this.stackOffsets = new Uint32Array(rows + 1);
    this.labelOffsets = new Uint32Array(rows + 1);
    this.labels = new LabelTable(reader, indices);
    this.stackLocations = new Uint16Array(Math.min(bytes, 1 << 16));
    this.widest = widestRow(this.stackLocations);
  }

  columns(): SampleColumns {
    return {
      count: this.count,
      values: trimFloat64(this.values, this.count * this.width),
      wideValues: this.wideValues,
      stackOffsets: trimUint32(this.stackOffsets, this.count + 1),
      stackLocations: trimRows(this.stackLocations, this.frames),
      labelOffsets: trimUint32(this.labelOffsets, this.count + 1),
      labels: this.labels.columns(),
    };
  }

  /** Reads the sample that begins where the reader stands. */
  readRow(end: number): void {
    const { reader, count: row } = this;
    const start = reader.pos;
    if (row + 1 === this.stackOffsets.length) this.growRows();
    this.valuesOfRow = 0;
    while (reader.pos < end) {
      const tag = reader.tag();
      const field = tag >>> 3;
      if (field === 1) this.readLocations(tag, end);
      else if (field === 2) this.readValues(tag, end, row);
      else if (field === 3) this.labels.readRow(reader.enter(tag, 'label', end), this.context.progress());
      else reader.skipField(tag);
    }
    if (this.valuesOfRow !== this.width) {
      throw reader.fail(`sample ${row} has ${this.valuesOfRow} values for ${this.width} sample types`, start);
    }
    this.count = row + 1;
    this.stackOffsets[this.count] = this.frames;
    this.labelOffsets[this.count] = this.labels.count;
  }

  private growRows(): void {
    const { reader, width } = this;
    reader.require('samples', this.count + 1);
    reader.require('sample values', (this.count + 1) * width);
    this.stackOffsets = growUint32(this.stackOffsets, this.context.progress());
    const grown = this.stackOffsets.length;
    this.labelOffsets = withLength(this.labelOffsets, new Uint32Array(grown));
    this.values = withLength(this.values, new Float64Array((grown - 1) * width));
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
    const { reader, stackLocations, widest } = this;
    const { locations } = this.context;
    const { buf } = reader;
    const inOrder = locations.inOrder ? locations.size : 0;
    const room = stackLocations.length;
    let { frames, highestLocation } = this;
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
      const row = id <= inOrder ? id - 1 : locations.rowOf(id);
      if (row < 0 || next > end || row > widest) break;
      if (row > highestLocation) highestLocation = row;
      stackLocations[frames] = row;
      frames += 1;
      at = next;
    }
    this.frames = frames;
    this.highestLocation = highestLocation;
    reader.pos = at;
  }

  private appendLocation(): void {
    const { reader } = this;
    const start = reader.pos;
    const id = reader.nextUnsigned();
    const row = this.context.locations.rowOf(Number.isSafeInteger(id) ? id : reader.lastBigInt());
    if (row < 0) throw reader.fail(`sample of location id ${id}, which does not exist`, start);
    if (row > this.widest) {
      this.stackLocations = withLength(this.stackLocations, new Uint32Array(this.stackLocations.length));
      this.widest = widestRow(this.stackLocations);
    }
    if (this.frames === this.stackLocations.length) {
      this.stackLocations = growRows(this.stackLocations, this.context.progress());
    }
    if (row > this.highestLocation) this.highestLocation = row;
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
}
