import protobuf from 'protobufjs/minimal';

/** One frame of a stack, as a profile records it. */
export interface HostileFrame {
  readonly name: string;
  readonly file: string;
  readonly line: number;
}

/** What a profile says it holds. */
export type HostileKind = 'goroutine' | 'heap';

const types: Readonly<Record<HostileKind, readonly (readonly [string, string])[]>> = {
  goroutine: [['goroutine', 'count']],
  heap: [
    ['alloc_objects', 'count'],
    ['alloc_space', 'bytes'],
    ['inuse_objects', 'count'],
    ['inuse_space', 'bytes'],
  ],
};

/** A profile with a stack for each entry, leaf first; equal frames are one location. Written as Go writes it, as large as one likes. */
export function hostileProfile(kind: HostileKind, stacks: Iterable<readonly HostileFrame[]>): Uint8Array {
  return new HostileWriter(kind).write(stacks);
}

class HostileWriter {
  private readonly writer = new protobuf.Writer();
  private readonly kind: HostileKind;
  private readonly strings = new Map<string, number>([['', 0]]);
  private readonly functions = new Map<string, number>();
  private readonly locations = new Map<string, number>();

  constructor(kind: HostileKind) {
    this.kind = kind;
  }

  write(stacks: Iterable<readonly HostileFrame[]>): Uint8Array {
    for (const [type, unit] of types[this.kind]) this.fields(1, [1, this.string(type)], [2, this.string(unit)]);
    const values = types[this.kind].map(() => 4096);
    for (const stack of stacks) {
      const ids = stack.map((frame) => this.location(frame));
      this.writer.uint32((2 << 3) | 2).fork();
      for (const [field, numbers] of [[1, ids] as const, [2, this.kind === 'heap' ? values : [1]] as const]) {
        this.writer.uint32((field << 3) | 2).fork();
        for (const number of numbers) this.writer.uint32(number);
        this.writer.ldelim();
      }
      this.writer.ldelim();
    }
    for (const text of this.strings.keys()) this.writer.uint32((6 << 3) | 2).string(text);
    return this.writer.finish();
  }

  private location(frame: HostileFrame): number {
    const { name, file, line } = frame;
    const functionId = this.row(this.functions, `${file} ${name}`, (id) =>
      this.fields(5, [1, id], [2, this.string(name)], [4, this.string(file)], [5, 1]),
    );
    return this.row(this.locations, `${String(functionId)} ${String(line)}`, (id) => {
      this.writer.uint32((4 << 3) | 2).fork();
      this.writer
        .uint32(8)
        .uint32(id)
        .uint32((4 << 3) | 2)
        .fork()
        .uint32(8)
        .uint32(functionId)
        .uint32(16)
        .uint32(line);
      this.writer.ldelim().ldelim();
    });
  }

  private row(table: Map<string, number>, key: string, write: (id: number) => void): number {
    const known = table.get(key);
    if (known !== undefined) return known;
    const id = table.size + 1;
    table.set(key, id);
    write(id);
    return id;
  }

  private string(text: string): number {
    const index = this.strings.get(text) ?? this.strings.size;
    this.strings.set(text, index);
    return index;
  }

  private fields(field: number, ...numbers: readonly (readonly [field: number, value: number])[]): void {
    this.writer.uint32((field << 3) | 2).fork();
    for (const [inner, value] of numbers) this.writer.uint32(inner << 3).uint32(value);
    this.writer.ldelim();
  }
}
