/**
 * A text as it reads once an encoding is undone, and for each of its bytes where in the original it stands. What was sent can
 * come back in any of the usual encodings; it is looked for in each.
 */
export interface View {
  readonly bytes: Uint8Array;
  /** Where each byte begins and ends in the original. */
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
}

/** The original itself. */
export function plainView(bytes: Uint8Array): View {
  const starts = Uint32Array.from(bytes, (_, index) => index);
  return { bytes, starts, ends: starts.map((start) => start + 1) };
}

/** Collects the bytes of a view with their places in the view it is made from. */
export class ViewBuilder {
  private readonly from: View;
  private readonly bytes: Uint8Array;
  private readonly starts: Uint32Array;
  private readonly ends: Uint32Array;
  private count = 0;

  /** No decoding here makes more than two bytes of one. */
  constructor(from: View) {
    this.from = from;
    const most = from.bytes.length * 2;
    this.bytes = new Uint8Array(most);
    this.starts = new Uint32Array(most);
    this.ends = new Uint32Array(most);
  }

  get length(): number {
    return this.count;
  }

  /** A byte that stands from `start` up to, not including, `end`. */
  add(byte: number, start: number, end: number): void {
    this.bytes[this.count] = byte;
    this.starts[this.count] = this.from.starts[start] ?? 0;
    this.ends[this.count] = this.from.ends[end - 1] ?? 0;
    this.count += 1;
  }

  addCharacter(codePoint: number, start: number, end: number): void {
    if (codePoint < 0x80) {
      this.add(codePoint, start, end);
      return;
    }
    const character = codePoint <= 0x10ffff ? String.fromCodePoint(codePoint) : '';
    for (const byte of Buffer.from(character, 'utf8')) this.add(byte, start, end);
  }

  shorten(length: number): void {
    this.count = length;
  }

  build(): View {
    const { count } = this;
    return {
      bytes: this.bytes.subarray(0, count),
      starts: this.starts.subarray(0, count),
      ends: this.ends.subarray(0, count),
    };
  }
}
