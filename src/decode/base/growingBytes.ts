const firstBytes = 1 << 16;

/** Bytes that come at the end and go from the beginning. */
export class GrowingBytes {
  length = 0;
  private buffer = new Uint8Array(firstBytes);

  append(more: Uint8Array): void {
    const needed = this.length + more.length;
    if (needed > this.buffer.length) {
      const grown = new Uint8Array(Math.max(needed, 2 * this.buffer.length));
      grown.set(this.bytes());
      this.buffer = grown;
    }
    this.buffer.set(more, this.length);
    this.length = needed;
  }

  /** Those that are there now: they change with what comes and goes. */
  bytes(): Uint8Array {
    return this.buffer.subarray(0, this.length);
  }

  dropFirst(count: number): void {
    if (count > 0) this.buffer.copyWithin(0, count, this.length);
    this.length -= count;
  }
}
