import type { ReadPart } from '../../../shared/model/go/heapDump';
import { unreadable } from '../../base/unreadable';

/** Thrown where what is in memory ends within a record: it is read anew when more is there. */
export const ranOut = new Error('more of the dump is needed');

const windowBytes = 4 * 1024 * 1024;
/** No record but those that are read in parts is nearly as large. */
const largestWindow = 256 * 1024 * 1024;

/** A window that moves over a dump, which is larger than memory may be. */
export class DumpCursor {
  /** What is in memory, and where in it the next byte is. */
  bytes = new Uint8Array(windowBytes);
  at = 0;
  private readonly read: ReadPart;
  private readonly subject: string;
  /** Of the file, at which the window begins. */
  private start = 0;
  private end = 0;
  /** Where the record begins that is read. */
  private begun = 0;

  constructor(read: ReadPart, subject: string) {
    this.read = read;
    this.subject = subject;
  }

  get position(): number {
    return this.start + this.at;
  }

  begin(): void {
    this.begun = this.at;
  }

  /** Reads more behind the record that is begun, and goes back to its beginning. False at the end of the file. */
  more(): boolean {
    const kept = this.end - this.begun;
    if (kept === this.bytes.length) this.grow();
    this.bytes.copyWithin(0, this.begun, this.end);
    this.start += this.begun;
    [this.at, this.begun, this.end] = [0, 0, kept];
    const count = this.read(this.bytes.subarray(kept), this.start + kept);
    this.end += count;
    return count > 0;
  }

  /** Goes on elsewhere in the file. */
  seek(position: number): void {
    this.start = position;
    [this.at, this.begun, this.end] = [0, 0, 0];
  }

  /** An unsigned varint, as encoding/binary writes it; beyond 2^53 the nearest double. */
  uint(): number {
    let value = 0;
    let scale = 1;
    for (let at = this.at; at < this.end; at += 1) {
      const byte = this.bytes[at] ?? 0;
      if (byte < 0x80) {
        this.at = at + 1;
        return value + byte * scale;
      }
      value += (byte & 0x7f) * scale;
      scale *= 128;
      if (at - this.at > 9) throw this.broken('a number has no end');
    }
    throw ranOut;
  }

  skip(length: number): void {
    if (length > this.end - this.at) throw ranOut;
    this.at += length;
  }

  text(): string {
    const length = this.uint();
    if (length > longestText) throw this.broken('a name is too long');
    const from = this.at;
    this.skip(length);
    return Buffer.from(this.bytes.buffer, from, length).toString('utf8');
  }

  /** True where so many bytes are in memory. */
  has(length: number): boolean {
    return length <= this.end - this.at;
  }

  broken(detail: string): Error {
    return unreadable(this.subject, `${detail} (byte ${String(this.position)})`);
  }

  private grow(): void {
    if (this.bytes.length >= largestWindow) throw this.broken('a record is too large');
    const larger = new Uint8Array(2 * this.bytes.length);
    larger.set(this.bytes);
    this.bytes = larger;
  }
}

/** A generic function's name holds the types that it is made for. */
const longestText = 64 * 1024;
