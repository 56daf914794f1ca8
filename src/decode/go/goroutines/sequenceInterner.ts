import { growUint32 } from '../../base/growArray';

const initialSlots = 1024;

/** Numbers for sequences of whole numbers below 2^32: equal sequences get the same number. */
export class SequenceInterner {
  count = 0;
  /** Number of the sequence plus one, by hash; 0 is free. */
  private slots = new Int32Array(initialSlots);
  private hashes = new Int32Array(initialSlots / 2);
  /** Where each sequence begins in `pool`, and where the last one ends. */
  private offsets = new Uint32Array(initialSlots / 2 + 1);
  private pool = new Uint32Array(initialSlots);

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

  private add(hash: number, sequence: Uint32Array, length: number): number {
    if (this.count === this.hashes.length) this.grow();
    const id = this.count;
    const start = this.offsets[id] ?? 0;
    while (start + length > this.pool.length) this.pool = growUint32(this.pool, 0);
    const { pool } = this;
    for (let at = 0; at < length; at += 1) pool[start + at] = sequence[at] ?? 0;
    this.offsets[id + 1] = start + length;
    this.hashes[id] = hash;
    this.place(id, hash);
    this.count += 1;
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
    const { hashes, offsets } = this;
    this.hashes = new Int32Array(length);
    this.hashes.set(hashes);
    this.offsets = new Uint32Array(length + 1);
    this.offsets.set(offsets);
    this.slots = new Int32Array(length * 2);
    for (let id = 0; id < this.count; id += 1) this.place(id, this.hashes[id] ?? 0);
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
