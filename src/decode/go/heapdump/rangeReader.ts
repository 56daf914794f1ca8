import type { ReadPart } from '../../../shared/model/go/heapDump';
import { ranOut, type DumpCursor } from './dumpCursor';

/** A larger range is not held in memory: it is passed over, and what it points to is read when the list of its pointers has said where that stands. */
const largestHeld = 1024 * 1024;
const partBytes = 1024 * 1024;

/** Of a pointer in the list of a range (runtime/heapdump.go, dumpbv); 0 ends the list. Interfaces were pointers of their own kind before Go 1.5. */
const pointerKinds = 3;

export interface ReadRange {
  readonly bytes: number;
  /** What stands in its first word. */
  readonly first: number;
}

/** Reads what a part of memory points to: its contents come first, and where the pointers are in them comes last. */
export class RangeReader {
  private readonly cursor: DumpCursor;
  private readonly readPart: ReadPart | null;
  private part = new Uint8Array(0);
  private partStart = 0;
  private partLength = 0;

  /** @param readPart null where what was passed over cannot be read again: then all of a range is held */
  constructor(cursor: DumpCursor, readPart: ReadPart | null) {
    this.cursor = cursor;
    this.readPart = readPart;
  }

  /** @param each is told the pointers, with their offsets @param between reads what stands between the contents and the list */
  read(each: (value: number, offset: number) => void, between?: () => void): ReadRange {
    const { cursor } = this;
    const length = cursor.uint();
    if (this.readPart !== null && length > largestHeld && !cursor.has(length))
      return this.readLarge(length, each, between);
    const from = cursor.at;
    cursor.skip(length);
    between?.();
    const { bytes } = cursor;
    for (let kind = cursor.uint(); kind !== 0; kind = cursor.uint()) {
      const offset = this.offset(kind);
      if (offset + 8 <= length) each(wordAt(bytes, from + offset), offset);
    }
    return { bytes: length, first: length >= 8 ? wordAt(bytes, from) : 0 };
  }

  private readLarge(length: number, each: (value: number, offset: number) => void, between?: () => void): ReadRange {
    const { cursor } = this;
    const from = cursor.position;
    cursor.seek(from + length);
    let isBehind = false;
    for (;;) {
      try {
        if (!isBehind) between?.();
        isBehind = true;
        for (;;) {
          cursor.begin();
          const kind = cursor.uint();
          if (kind === 0) return { bytes: length, first: this.wordFar(from) };
          const offset = this.offset(kind);
          if (offset + 8 <= length) each(this.wordFar(from + offset), offset);
        }
      } catch (error) {
        // What was told of the list stays told; a file that ends here ends its dump.
        if (error !== ranOut || !cursor.more()) throw error;
      }
    }
  }

  private offset(kind: number): number {
    if (kind > pointerKinds) throw this.cursor.broken(`a pointer of the unknown kind ${String(kind)}`);
    return this.cursor.uint();
  }

  /** The word at a position of the file; pointers come in rising order. */
  private wordFar(position: number): number {
    if (position < this.partStart || position + 8 > this.partStart + this.partLength) {
      if (this.part.length === 0) this.part = new Uint8Array(partBytes);
      this.partStart = position;
      this.partLength = this.readPart?.(this.part, position) ?? 0;
      if (this.partLength < 8) return 0;
    }
    return wordAt(this.part, position - this.partStart);
  }
}

/** Beyond 2^53, where nothing points to, the nearest double. */
function wordAt(bytes: Uint8Array, at: number): number {
  const low =
    ((bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16) | ((bytes[at + 3] ?? 0) << 24)) >>>
    0;
  const high =
    ((bytes[at + 4] ?? 0) |
      ((bytes[at + 5] ?? 0) << 8) |
      ((bytes[at + 6] ?? 0) << 16) |
      ((bytes[at + 7] ?? 0) << 24)) >>>
    0;
  return high * 2 ** 32 + low;
}
