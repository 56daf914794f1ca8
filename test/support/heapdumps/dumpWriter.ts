/** Writes heap dumps record by record (go: src/runtime/heapdump.go): small ones that mean something, and hostile ones. */
export class DumpWriter {
  private readonly parts: Buffer[] = [Buffer.from('go1.7 heap dump\n')];

  get bytes(): Uint8Array {
    return new Uint8Array(Buffer.concat(this.parts));
  }

  /** @param head what stands before the architecture: big-endian, bytes of a pointer, the heap's beginning and end */
  params(head: readonly number[] = [0, 8, heapStart, heapStart + 2 ** 26], architecture = 'amd64'): this {
    return this.numbers(6, ...head)
      .text(architecture)
      .text('go1.26.8')
      .numbers(8);
  }

  /** @param pointers by offset */
  object(address: number, size: number, pointers: Readonly<Record<number, number>> = {}): this {
    return this.numbers(1, address).contents(size, pointers).fields(pointers);
  }

  goroutine(id: number, reason = 'select'): this {
    return this.numbers(4, 0xc000_0001, 0, id, 0, 4, 0, 0, 0).text(reason).numbers(0, 0, 0, 0);
  }

  frame(name: string, pointers: Readonly<Record<number, number>> = {}): this {
    return this.numbers(5, 0x7000, 0, 0).contents(256, pointers).numbers(0, 0, 0).text(name).fields(pointers);
  }

  segment(kind: 'data' | 'bss', start: number, size: number, pointers: Readonly<Record<number, number>>): this {
    return this.numbers(kind === 'data' ? 12 : 13, start)
      .contents(size, pointers)
      .fields(pointers);
  }

  finalizer(isQueued: boolean, object: number): this {
    return this.numbers(isQueued ? 11 : 7, object, 0, 0, 0, 0);
  }

  site(id: number, ...stack: readonly (readonly [name: string, file: string, line: number])[]): this {
    this.numbers(16, id, 64, stack.length);
    for (const [name, file, line] of stack) this.text(name).text(file).numbers(line);
    return this.numbers(1, 0);
  }

  sample(address: number, site: number): this {
    return this.numbers(17, address, site);
  }

  end(): this {
    return this.numbers(0);
  }

  numbers(...all: readonly number[]): this {
    this.parts.push(Buffer.concat(all.map(varint)));
    return this;
  }

  text(text: string): this {
    this.numbers(Buffer.byteLength(text));
    this.parts.push(Buffer.from(text));
    return this;
  }

  private contents(size: number, pointers: Readonly<Record<number, number>>): this {
    const bytes = Buffer.alloc(size);
    for (const [offset, address] of Object.entries(pointers)) {
      if (Number(offset) + 8 <= size) bytes.writeBigUInt64LE(BigInt(address), Number(offset));
    }
    this.numbers(size);
    this.parts.push(bytes);
    return this;
  }

  private fields(pointers: Readonly<Record<number, number>>): this {
    for (const offset of Object.keys(pointers)) this.numbers(1, Number(offset));
    return this.numbers(0);
  }
}

export const heapStart = 0xc0_0000_0000;

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let left = BigInt(value);
  for (; left >= 0x80n; left >>= 7n) bytes.push(Number(left & 0x7fn) | 0x80);
  return Buffer.from([...bytes, Number(left)]);
}
