import { growUint32 } from '../../base/growArray';
import { HashedIds } from './hashedIds';

/** Numbers for sequences of whole numbers below 2^32: equal sequences get the same number. */
export class SequenceInterner extends HashedIds {
  /** Where each sequence begins in `pool`, and where the last one ends. */
  private offsets = new Uint32Array(this.hashes.length + 1);
  private pool = new Uint32Array(this.slots.length);

  /** The number of the first `length` entries of `sequence`; `count` before the call when they are new. */
  intern(sequence: Uint32Array, length: number): number {
    const hash = hashOf(sequence, length);
    const mask = this.slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const id = (this.slots[slot] ?? 0) - 1;
      if (id < 0) return this.add(hash, sequence, length);
      if (this.hashes[id] === hash && this.equals(id, sequence, length)) return id;
    }
  }

  get(id: number): Uint32Array {
    return this.pool.subarray(this.offsets[id], this.offsets[id + 1]);
  }

  private equals(id: number, sequence: Uint32Array, length: number): boolean {
    const { pool } = this;
    const start = this.offsets[id] ?? 0;
    if ((this.offsets[id + 1] ?? 0) - start !== length) return false;
    for (let at = 0; at < length; at += 1) if (pool[start + at] !== sequence[at]) return false;
    return true;
  }

  protected override makeRoom(ids: number): void {
    const { offsets } = this;
    this.offsets = new Uint32Array(ids + 1);
    this.offsets.set(offsets);
  }

  private add(hash: number, sequence: Uint32Array, length: number): number {
    const id = this.addHash(hash);
    const start = this.offsets[id] ?? 0;
    while (start + length > this.pool.length) this.pool = growUint32(this.pool, 0);
    const { pool } = this;
    for (let at = 0; at < length; at += 1) pool[start + at] = sequence[at] ?? 0;
    this.offsets[id + 1] = start + length;
    return id;
  }
}

function hashOf(sequence: Uint32Array, length: number): number {
  let hash = length;
  for (let at = 0; at < length; at += 1) {
    hash = Math.imul(hash ^ (sequence[at] ?? 0), 0x9e3779b1);
    hash ^= hash >>> 15;
  }
  return hash;
}
