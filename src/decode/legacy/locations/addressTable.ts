import type { Int64 } from '../../base/int64';
import { growUint32 } from '../../base/growArray';

const initialSlots = 1024;
const wordSize = 2 ** 32;

/** Rows for 64-bit addresses, in the order in which they are first asked for. Columns, because a text may be all addresses. */
export class AddressTable {
  count = 0;
  /** Row plus one, by hash; 0 is free. */
  private slots = new Int32Array(initialSlots);
  private low = new Uint32Array(initialSlots / 2);
  private high = new Uint32Array(initialSlots / 2);

  /** The row of an address; a new one when it has none. */
  rowOf(address: Int64): number {
    const [low, high] = wordsOf(address);
    const slot = this.find(low, high);
    const known = (this.slots[slot] ?? 0) - 1;
    return known >= 0 ? known : this.add(low, high);
  }

  has(address: Int64): boolean {
    const [low, high] = wordsOf(address);
    return this.slots[this.find(low, high)] !== 0;
  }

  at(row: number): Int64 {
    const low = this.low[row] ?? 0;
    const high = this.high[row] ?? 0;
    return high < 2 ** 21 ? high * wordSize + low : (BigInt(high) << 32n) | BigInt(low);
  }

  /** The slot of an address, or the free one where it belongs. */
  private find(low: number, high: number): number {
    const mask = this.slots.length - 1;
    let slot = hashOf(low, high) & mask;
    for (; ; slot = (slot + 1) & mask) {
      const row = (this.slots[slot] ?? 0) - 1;
      if (row < 0 || (this.low[row] === low && this.high[row] === high)) return slot;
    }
  }

  private add(low: number, high: number): number {
    if (this.count === this.low.length) this.grow();
    const row = this.count;
    this.low[row] = low;
    this.high[row] = high;
    this.slots[this.find(low, high)] = row + 1;
    this.count += 1;
    return row;
  }

  private grow(): void {
    this.low = growUint32(this.low, 0);
    this.high = growUint32(this.high, 0);
    // At least twice as many slots as rows, and a power of two.
    this.slots = new Int32Array(2 ** Math.ceil(Math.log2(this.low.length * 2)));
    for (let row = 0; row < this.count; row += 1) {
      this.slots[this.find(this.low[row] ?? 0, this.high[row] ?? 0)] = row + 1;
    }
  }
}

function wordsOf(address: Int64): [low: number, high: number] {
  if (typeof address === 'number') return [address % wordSize, Math.floor(address / wordSize)];
  return [Number(address & 0xffffffffn), Number(address >> 32n)];
}

function hashOf(low: number, high: number): number {
  const mixed = Math.imul(low ^ Math.imul(high, 0x85ebca6b), 0x9e3779b1);
  return mixed ^ (mixed >>> 15);
}
