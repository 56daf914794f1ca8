import protobuf from 'protobufjs/minimal';

/** How large a generated heap profile is to be. */
export interface GeneratedProfile {
  readonly samples: number;
  readonly depth: number;
  readonly locations: number;
  readonly functions: number;
  /**
   * How many frames of a stack are not those of an earlier one, on average, as in a program, of which all stacks begin alike; without it
   * nothing is shared.
   */
  readonly newFrames?: number;
  /** Same seed, same bytes. */
  readonly seed?: number;
}

/**
 * A heap profile of any size, with fields in the order and form in which Go's runtime/pprof writes them (see proto.go
 * there): period first, locations with their functions between samples, values before location ids, packed only above
 * two entries, time and mappings late, the string table last.
 */
export function generateGoHeapProfile(size: GeneratedProfile): Uint8Array {
  return new GoProfileWriter(size).write();
}

const fixedStrings = ['', 'space', 'bytes', 'alloc_objects', 'count', 'alloc_space', 'inuse_objects', 'inuse_space'];
const packAbove = 2;

class GoProfileWriter {
  private readonly writer = new protobuf.Writer();
  private readonly size: GeneratedProfile;
  private readonly strings = [...fixedStrings];
  /** Locations of all samples so far, leaf first; null where they share nothing. */
  private readonly stacks: Uint32Array | null;
  private state: number;

  constructor(size: GeneratedProfile) {
    this.size = size;
    this.state = (size.seed ?? 1) >>> 0;
    this.stacks = size.newFrames === undefined ? null : new Uint32Array(size.samples * size.depth);
  }

  write(): Uint8Array {
    const { writer, size } = this;
    this.valueType(11, 1, 2);
    writer.uint32(tag(12, 0)).int64(524288);
    for (const [type, unit] of [
      [3, 4],
      [5, 2],
      [6, 4],
      [7, 2],
    ] as const)
      this.valueType(1, type, unit);
    for (let id = 1; id <= size.functions; id += 1) this.function(id);
    for (let id = 1; id <= size.locations; id += 1) this.location(id);
    for (let sample = 0; sample < size.samples; sample += 1) this.sample(sample);
    writer.uint32(tag(9, 0)).int64(1_763_600_000_000_000);
    this.message(3, () => writer.uint32(tag(1, 0)).uint32(1).uint32(tag(7, 0)).bool(true));
    for (const text of this.strings) writer.uint32(tag(6, 2)).string(text);
    return writer.finish();
  }

  private sample(sample: number): void {
    const { writer } = this;
    const stack = this.stack(sample);
    const objects = this.random(1000);
    this.message(2, () => {
      this.numbers(2, [objects * 3, objects * 192, objects, objects * 64]);
      this.numbers(1, stack);
      this.message(3, () => writer.uint32(tag(1, 0)).uint32(2).uint32(tag(3, 0)).uint32(64));
    });
  }

  /** Location ids, leaf first. */
  private stack(sample: number): ArrayLike<number> {
    const { depth, locations, newFrames } = this.size;
    const location = () => 1 + this.random(locations);
    if (this.stacks === null || newFrames === undefined) return Array.from({ length: depth }, location);
    const stack = this.stacks.subarray(sample * depth, (sample + 1) * depth);
    const earlier = this.random(Math.max(1, sample)) * depth;
    stack.set(this.stacks.subarray(earlier, earlier + depth));
    let fresh = sample === 0 ? depth : 1;
    while (fresh < depth && this.random(1000) >= 1000 / newFrames) fresh += 1;
    for (let frame = 0; frame < fresh; frame += 1) stack[frame] = location();
    return stack;
  }

  private location(id: number): void {
    const { writer } = this;
    this.message(4, () => {
      writer
        .uint32(tag(1, 0))
        .uint32(id)
        .uint32(tag(2, 0))
        .uint32(1)
        .uint32(tag(3, 0))
        .uint64(0x400000 + id * 7);
      for (let line = this.random(5) === 0 ? 2 : 1; line > 0; line -= 1) {
        const functionId = 1 + this.random(this.size.functions);
        this.message(4, () =>
          writer
            .uint32(tag(1, 0))
            .uint32(functionId)
            .uint32(tag(2, 0))
            .uint32(1 + this.random(900)),
        );
      }
    });
  }

  private function(id: number): void {
    const name = this.strings.push(`example.com/shop/pkg${id % 97}.(*Type${id % 31}).method${id}`) - 1;
    const file = this.strings.push(`/src/shop/pkg${id % 97}/file${id}.go`) - 1;
    const { writer } = this;
    this.message(5, () => {
      writer.uint32(tag(1, 0)).uint32(id).uint32(tag(2, 0)).uint32(name).uint32(tag(3, 0)).uint32(name);
      writer.uint32(tag(4, 0)).uint32(file).uint32(tag(5, 0)).uint32(10);
    });
  }

  private valueType(field: number, type: number, unit: number): void {
    this.message(field, () => this.writer.uint32(tag(1, 0)).uint32(type).uint32(tag(2, 0)).uint32(unit));
  }

  private numbers(field: number, values: ArrayLike<number>): void {
    const { writer } = this;
    if (values.length > packAbove) {
      this.message(field, () => {
        for (let at = 0; at < values.length; at += 1) writer.int64(values[at] ?? 0);
      });
    } else for (const value of Array.from(values)) writer.uint32(tag(field, 0)).int64(value);
  }

  private message(field: number, body: () => unknown): void {
    this.writer.uint32(tag(field, 2)).fork();
    body();
    this.writer.ldelim();
  }

  /** Numerical Recipes' linear congruence: enough to spread rows. */
  private random(below: number): number {
    this.state = (Math.imul(this.state, 1664525) + 1013904223) >>> 0;
    return Math.floor((this.state / 2 ** 32) * below);
  }
}

function tag(field: number, wireType: number): number {
  return (field << 3) | wireType;
}
