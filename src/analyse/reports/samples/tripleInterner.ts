const initialSlots = 1024;

/** Numbers for triples of integers: equal triples get the same number, from 0. Open addressing over typed arrays. */
export class TripleInterner {
  count = 0;
  first = new Uint32Array(initialSlots / 2);
  second = new Uint32Array(initialSlots / 2);
  third = new Float64Array(initialSlots / 2);
  /** Number of the triple plus one, by hash; 0 is free. */
  private slots = new Uint32Array(initialSlots);

  intern(first: number, second: number, third: number): number {
    const mask = this.slots.length - 1;
    for (let slot = hash(first, second, third) & mask; ; slot = (slot + 1) & mask) {
      const id = (this.slots[slot] ?? 0) - 1;
      if (id < 0) return this.add(first, second, third);
      if (this.first[id] === first && this.second[id] === second && this.third[id] === third) return id;
    }
  }

  /** The number of a triple, or -1. */
  find(first: number, second: number, third: number): number {
    const mask = this.slots.length - 1;
    for (let slot = hash(first, second, third) & mask; ; slot = (slot + 1) & mask) {
      const id = (this.slots[slot] ?? 0) - 1;
      if (id < 0 || (this.first[id] === first && this.second[id] === second && this.third[id] === third)) return id;
    }
  }

  private add(first: number, second: number, third: number): number {
    if (this.count === this.first.length) this.grow();
    const id = this.count;
    this.count += 1;
    this.first[id] = first;
    this.second[id] = second;
    this.third[id] = third;
    this.place(id);
    return id;
  }

  private place(id: number): void {
    const mask = this.slots.length - 1;
    let slot = hash(this.first[id] ?? 0, this.second[id] ?? 0, this.third[id] ?? 0) & mask;
    while (this.slots[slot] !== 0) slot = (slot + 1) & mask;
    this.slots[slot] = id + 1;
  }

  private grow(): void {
    const length = this.first.length * 2;
    const { first, second, third } = this;
    this.first = new Uint32Array(length);
    this.first.set(first);
    this.second = new Uint32Array(length);
    this.second.set(second);
    this.third = new Float64Array(length);
    this.third.set(third);
    this.slots = new Uint32Array(length * 2);
    for (let id = 0; id < this.count; id += 1) this.place(id);
  }
}

function hash(first: number, second: number, third: number): number {
  let mixed = Math.imul(first ^ Math.imul(second, 0x9e3779b1), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 15) ^ (third | 0), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
