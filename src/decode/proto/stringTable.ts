import type { StringTable } from '../../shared/model/profile';
import { cutName } from '../base/cutName';
import { eachRow } from './outline';
import type { Extent } from './outline';
import type { WireReader } from './wireReader';

/**
 * Strings decoded on demand and remembered. The bytes are copied together, so that the message, of which they are a small
 * part, can be let go.
 */
class LazyStringTable implements StringTable {
  private readonly decoded: (string | undefined)[] = [];
  private readonly bytes: Uint8Array;
  private readonly offsets: Uint32Array;
  private readonly longest: number;

  constructor(bytes: Uint8Array, offsets: Uint32Array, longest: number) {
    this.longest = longest;
    this.bytes = bytes;
    this.offsets = offsets;
  }

  get count(): number {
    return this.offsets.length - 1;
  }

  at(index: number): string {
    const known = this.decoded[index];
    if (known !== undefined) return known;
    const start = this.offsets[index];
    const end = this.offsets[index + 1];
    if (start === undefined || end === undefined) return '';
    const text = cutName(this.bytes, { start, end }, this.longest);
    this.decoded[index] = text;
    return text;
  }
}

/** @throws LeakLensError `unreadable` when there is no table, or its first entry is not empty as profile.proto demands. */
export function readStringTable(reader: WireReader, extent: Extent): StringTable {
  if (extent.rows === 0) throw reader.fail('expected a string table, which every profile.proto message has', 0);
  const bytes = new Uint8Array(extent.bytes);
  const offsets = new Uint32Array(extent.rows + 1);
  let used = 0;
  eachRow(reader, extent, (end, row) => {
    bytes.set(reader.buf.subarray(reader.pos, end), used);
    used += end - reader.pos;
    offsets[row + 1] = used;
    reader.pos = end;
  });
  if (offsets[1] !== 0) throw reader.fail('expected the first string of the table to be empty', extent.start);
  return new LazyStringTable(bytes, offsets, reader.nameLength);
}

/** Reads indices into a string table and proves that they lie inside it. */
export class StringIndexReader {
  /** The highest index so far. */
  highest = 0;
  private readonly reader: WireReader;
  private readonly count: number;

  constructor(reader: WireReader, count: number) {
    this.reader = reader;
    this.count = count;
  }

  read(tag: number, what: string): number {
    return this.check(this.reader.signed(tag, what), what);
  }

  check(index: number, what: string): number {
    if (index >= 0 && index < this.count) {
      if (index > this.highest) this.highest = index;
      return index;
    }
    throw this.reader.fail(`${what} is string ${index}, but the string table has ${this.count}: is the end missing?`);
  }
}
