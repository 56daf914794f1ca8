const chunkBits = 20;
const chunkLength = 2 ** chunkBits;

/** Numbers of 32 bits, nobody knows how many: no chunk is ever copied before all are there. */
export class GrowingWords {
  private readonly chunks: Uint32Array<ArrayBuffer>[] = [];
  private current = new Uint32Array(0);
  private used = chunkLength;
  private open = -1;

  get length(): number {
    return this.open * chunkLength + this.used;
  }

  push(value: number): void {
    if (this.used === chunkLength) this.next();
    this.current[this.used] = value;
    this.used += 1;
  }

  /** Takes back what was pushed after. */
  truncate(length: number): void {
    if (length >= this.length) return;
    this.open = length === 0 ? -1 : (length - 1) >>> chunkBits;
    this.used = length - this.open * chunkLength;
    this.current = this.chunks[this.open] ?? new Uint32Array(0);
  }

  /** All of them, as the function makes them. Nothing is left here. */
  take(become: (value: number) => number = (value) => value): Uint32Array {
    const all = new Uint32Array(this.length);
    for (let chunk = 0; chunk <= this.open; chunk += 1) {
      const from = this.chunks[chunk] ?? this.current;
      const base = chunk * chunkLength;
      const count = Math.min(chunkLength, all.length - base);
      for (let at = 0; at < count; at += 1) all[base + at] = become(from[at] ?? 0);
      // Both would be there at once else.
      this.chunks[chunk] = this.current;
    }
    this.truncate(0);
    this.chunks.length = 0;
    return all;
  }

  private next(): void {
    this.open += 1;
    this.current = this.chunks[this.open] ??= new Uint32Array(chunkLength);
    this.used = 0;
  }
}
