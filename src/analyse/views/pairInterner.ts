const initialSlots = 1024;

/**
 * Numbers for pairs of integers: equal pairs get the same number, from 0. Open addressing; both integers of a pair stand side by side, so
 * that a look at one that is not in the processor's cache waits for memory twice, and no more.
 */
export class PairInterner {
  count = 0;
  /** First and second of each pair by turns. */
  private pairs = new Uint32Array(initialSlots);
  /** Number of the pair plus one, by hash; 0 is free. */
  private slots = new Uint32Array(initialSlots);

  first(id: number): number {
    return this.pairs[2 * id] ?? 0;
  }

  second(id: number): number {
    return this.pairs[2 * id + 1] ?? 0;
  }

  /** @param most how many pairs there may be @returns the number of the pair; -1 where it is not known and there is no room */
  intern(first: number, second: number, most: number): number {
    const { pairs, slots } = this;
    const mask = slots.length - 1;
    let slot = hash(first, second) & mask;
    for (; ; slot = (slot + 1) & mask) {
      const id = (slots[slot] ?? 0) - 1;
      if (id < 0) break;
      if (pairs[2 * id] === first && pairs[2 * id + 1] === second) return id;
    }
    if (this.count >= most) return -1;
    const id = this.count;
    this.count += 1;
    pairs[2 * id] = first;
    pairs[2 * id + 1] = second;
    slots[slot] = id + 1;
    if (2 * this.count === slots.length) this.grow();
    return id;
  }

  private grow(): void {
    const length = this.slots.length * 2;
    const { pairs } = this;
    this.pairs = new Uint32Array(length);
    this.pairs.set(pairs);
    this.slots = new Uint32Array(length);
    for (let id = 0; id < this.count; id += 1) this.place(id);
  }

  private place(id: number): void {
    const { pairs, slots } = this;
    const mask = slots.length - 1;
    let slot = hash(pairs[2 * id] ?? 0, pairs[2 * id + 1] ?? 0) & mask;
    while (slots[slot] !== 0) slot = (slot + 1) & mask;
    slots[slot] = id + 1;
  }
}

function hash(first: number, second: number): number {
  let mixed = Math.imul(first ^ Math.imul(second, 0x9e3779b1), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
