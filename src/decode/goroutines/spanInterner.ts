import { decodeText } from '../textLines';

const initialSlots = 1024;

/**
 * Numbers for spans of bytes: equal spans get the same number, without making text of them. Open addressing over an
 * FNV-1a hash; every hit is compared byte by byte, so that a collision costs time and never an answer.
 */
export class SpanInterner {
  count = 0;
  private readonly bytes: Uint8Array;
  /** Number of the span plus one, by hash; 0 is free. */
  private slots = new Int32Array(initialSlots);
  private hashes = new Int32Array(initialSlots / 2);
  private starts = new Uint32Array(initialSlots / 2);
  private ends = new Uint32Array(initialSlots / 2);

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  intern(start: number, end: number): number {
    const hash = this.hash(start, end);
    const mask = this.slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const id = (this.slots[slot] ?? 0) - 1;
      if (id < 0) return this.add(hash, start, end);
      if (this.hashes[id] === hash && this.equals(id, start, end)) return id;
    }
  }

  text(id: number): string {
    return decodeText(this.bytes, this.starts[id] ?? 0, this.ends[id] ?? 0);
  }

  private hash(start: number, end: number): number {
    const { bytes } = this;
    let hash = 0x811c9dc5;
    for (let at = start; at < end; at += 1) hash = Math.imul(hash ^ (bytes[at] ?? 0), 0x01000193);
    // The low bits of FNV alone spread badly over a table of 2^n slots.
    return hash ^ (hash >>> 15);
  }

  private equals(id: number, start: number, end: number): boolean {
    const { bytes } = this;
    const known = this.starts[id] ?? 0;
    if ((this.ends[id] ?? 0) - known !== end - start) return false;
    for (let at = start, other = known; at < end; at += 1, other += 1) {
      if (bytes[at] !== bytes[other]) return false;
    }
    return true;
  }

  private add(hash: number, start: number, end: number): number {
    if (this.count === this.hashes.length) this.grow();
    const id = this.count;
    this.count += 1;
    this.hashes[id] = hash;
    this.starts[id] = start;
    this.ends[id] = end;
    this.place(id, hash);
    return id;
  }

  private place(id: number, hash: number): void {
    const mask = this.slots.length - 1;
    let slot = hash & mask;
    while (this.slots[slot] !== 0) slot = (slot + 1) & mask;
    this.slots[slot] = id + 1;
  }

  private grow(): void {
    const length = this.hashes.length * 2;
    const { hashes, starts, ends } = this;
    this.hashes = new Int32Array(length);
    this.hashes.set(hashes);
    this.starts = new Uint32Array(length);
    this.starts.set(starts);
    this.ends = new Uint32Array(length);
    this.ends.set(ends);
    this.slots = new Int32Array(length * 2);
    for (let id = 0; id < this.count; id += 1) this.place(id, this.hashes[id] ?? 0);
  }
}
