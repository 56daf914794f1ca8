// Takes out of a heap dump what memory held, all but where it points to. A reader of its own, whole in memory: what it tells apart the product's
// has to tell apart, too.

/** Numbers of the records that hold nothing else (go: src/runtime/heapdump.go). */
const numbersOf: Readonly<Record<number, number>> = { 7: 5, 8: 2, 9: 3, 10: 281, 11: 5, 14: 7, 15: 6, 17: 2 };

/** What stands in the records that are no ranges of memory. */
const shapes: Readonly<Record<number, string>> = {
  2: 'text number',
  3: 'number number text number',
  4: 'number number number number number number number number text number number number number',
  6: 'number number number number text text number',
};

class Walk {
  readonly bytes: Buffer;
  at = 16;

  constructor(bytes: Uint8Array) {
    this.bytes = Buffer.from(bytes);
  }

  uint(): bigint {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = this.bytes[this.at++] ?? 0;
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
  }

  numbers(count: number): void {
    for (let at = 0; at < count; at += 1) this.uint();
  }

  pass(shape: string): void {
    for (const part of shape.split(' ')) {
      if (part === 'text') this.skip();
      else if (part === 'number') this.uint();
      else throw new Error(`${shape} at ${String(this.at)}`);
    }
  }

  skip(): { from: number; size: number } {
    const size = Number(this.uint());
    this.at += size;
    return { from: this.at - size, size };
  }

  /** Zeroes all words of a range but those that the list behind it names, and a first one that is to stay. */
  scrub({ from, size }: { from: number; size: number }, keepsFirst: (word: bigint) => boolean): void {
    const old = Buffer.from(this.bytes.subarray(from, from + size));
    this.bytes.fill(0, from, from + size);
    if (size >= 8 && keepsFirst(old.readBigUInt64LE(0))) old.copy(this.bytes, from, 0, 8);
    while (this.uint() !== 0n) {
      const offset = Number(this.uint());
      if (offset + 8 <= size) old.copy(this.bytes, from + offset, offset, offset + 8);
    }
  }
}

/** @param isFunction whether a function begins at an address: by it closures are known */
export function scrubDump(bytes: Uint8Array, isFunction: (address: bigint) => boolean): Uint8Array {
  const walk = new Walk(bytes);
  for (let tag = Number(walk.uint()); tag !== 0; tag = Number(walk.uint())) record(walk, tag, isFunction);
  if (walk.at !== bytes.length) throw new Error('the dump goes on behind its end');
  return walk.bytes;
}

function record(walk: Walk, tag: number, isFunction: (address: bigint) => boolean): void {
  const count = numbersOf[tag];
  const never = () => false;
  if (count !== undefined) walk.numbers(count);
  else if (tag === 1 || tag === 12 || tag === 13) {
    walk.numbers(1);
    walk.scrub(walk.skip(), tag === 1 ? isFunction : never);
  } else if (tag === 5) {
    walk.numbers(3);
    const contents = walk.skip();
    walk.numbers(3);
    walk.skip();
    walk.scrub(contents, never);
  } else if (tag === 16) {
    walk.numbers(2);
    for (let left = walk.uint(); left > 0n; left -= 1n) walk.pass('text text number');
    walk.numbers(2);
  } else walk.pass(shapes[tag] ?? `a record of the unknown kind ${String(tag)}`);
}
