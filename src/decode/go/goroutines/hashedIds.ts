const initialSlots = 1024;

/**
 * What interners have in common: numbers from 0 on by the hash of what they stand for, with open addressing. Whoever extends it keeps
 * what a number stands for, and walks the slots itself: the comparison in that loop is most of what reading a dump costs.
 */
export abstract class HashedIds {
  count = 0;
  /** Number plus one, by hash; 0 is free. Its length is a power of two. */
  protected slots = new Int32Array(initialSlots);
  protected hashes = new Int32Array(initialSlots / 2);

  /** The next number, for what has this hash and was not found. */
  protected addHash(hash: number): number {
    if (this.count === this.hashes.length) this.grow();
    const id = this.count;
    this.count += 1;
    this.hashes[id] = hash;
    this.place(id, hash);
    return id;
  }

  /** Makes room for what as many numbers stand for. */
  protected abstract makeRoom(ids: number): void;

  private place(id: number, hash: number): void {
    const mask = this.slots.length - 1;
    let slot = hash & mask;
    while (this.slots[slot] !== 0) slot = (slot + 1) & mask;
    this.slots[slot] = id + 1;
  }

  private grow(): void {
    const { hashes } = this;
    const length = hashes.length * 2;
    this.hashes = new Int32Array(length);
    this.hashes.set(hashes);
    this.slots = new Int32Array(length * 2);
    for (let id = 0; id < this.count; id += 1) this.place(id, hashes[id] ?? 0);
    this.makeRoom(length);
  }
}
