import { cutName } from '../../base/cutName';
import { growUint32 } from '../../base/growArray';
import { HashedIds } from './hashedIds';

/** Of a text. What Go prints in a dump, where types of generic names are left out, is far shorter. */
const longest = 2000;

/**
 * Numbers for spans of bytes: equal spans get the same number, without making text of them. Open addressing over a hash; every
 * hit is compared, so that a collision costs time and never an answer. Four bytes are taken at a time, because this is most of
 * what reading a dump costs.
 */
export class SpanInterner extends HashedIds {
  private readonly bytes: Uint8Array;
  private readonly view: DataView;
  private starts = new Uint32Array(this.hashes.length);
  private ends = new Uint32Array(this.hashes.length);
  private readonly texts: (string | undefined)[] = [];

  constructor(bytes: Uint8Array) {
    super();
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
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

  /** Made once. */
  text(id: number): string {
    return (this.texts[id] ??= cutName(this.bytes, { start: this.starts[id] ?? 0, end: this.ends[id] ?? 0 }, longest));
  }

  start(id: number): number {
    return this.starts[id] ?? 0;
  }

  end(id: number): number {
    return this.ends[id] ?? 0;
  }

  private hash(start: number, end: number): number {
    const { bytes, view } = this;
    let hash = end - start;
    let at = start;
    for (; at + 4 <= end; at += 4) {
      hash = Math.imul(hash ^ view.getInt32(at, true), 0x9e3779b1);
      // Multiplying moves what differs upwards only.
      hash ^= hash >>> 15;
    }
    for (; at < end; at += 1) hash = Math.imul(hash ^ (bytes[at] ?? 0), 0x01000193);
    return hash ^ (hash >>> 15);
  }

  private equals(id: number, start: number, end: number): boolean {
    const { bytes, view } = this;
    let other = this.starts[id] ?? 0;
    if ((this.ends[id] ?? 0) - other !== end - start) return false;
    let at = start;
    for (; at + 4 <= end; at += 4, other += 4) {
      if (view.getInt32(at, true) !== view.getInt32(other, true)) return false;
    }
    for (; at < end; at += 1, other += 1) if (bytes[at] !== bytes[other]) return false;
    return true;
  }

  protected override makeRoom(): void {
    this.starts = growUint32(this.starts, 0);
    this.ends = growUint32(this.ends, 0);
  }

  private add(hash: number, start: number, end: number): number {
    const id = this.addHash(hash);
    this.starts[id] = start;
    this.ends[id] = end;
    return id;
  }
}
