import type { DumpHolder, DumpHolders, HeldAmount, HeldPart } from '../../../shared/model/go/dumpHolders';
import type { AllocationFrame, HeapDump } from '../../../shared/model/go/heapDump';
import { isStandardFunction } from '../sites/codeOwners';
import { pathTo, type DumpRoot } from './dumpRoots';
import type { HeapGraph, HeapNumbering } from './heapNumbering';
import type { HeapOwners } from './heapOwners';
import type { ProgramNames } from './programNames';

/** What an object has below it, as a share of what its holder holds, from which on it is named. */
const leastShareOfNamed = 0.1;

interface CountParts {
  readonly dump: HeapDump;
  readonly names: ProgramNames;
  readonly graph: HeapGraph;
  readonly numbering: HeapNumbering;
  readonly dominator: Uint32Array;
  readonly owners: HeapOwners;
}

/** What belongs together: all that the same roots hold, through the same objects that are worth a name. */
interface Bucket {
  readonly group: Group;
  readonly through: readonly AllocationFrame[];
  /** By size in words: samples know the size of what they are of, and nothing else of how likely they were. */
  readonly sizes: Map<number, Stratum>;
}

interface Stratum {
  objects: number;
  readonly samples: Map<AllocationFrame, number>;
}

interface Group {
  readonly owners: readonly number[];
  readonly bucket: Bucket;
  readonly buckets: Bucket[];
  bytes: number;
  objects: number;
}

/** Adds up who holds how much. */
export function countHeld(parts: CountParts): Pick<DumpHolders, 'held' | 'unreached' | 'holders'> {
  return new HeldCount(parts).count();
}

class HeldCount {
  private readonly parts: CountParts;
  /** By the set of their owners. */
  private readonly groups = new Map<number, Group>();
  /** By number, the bucket of what is below it; null for that of what is above. */
  private readonly named = new Map<number, Bucket>();
  /** By number: who made it, where a sample tells. */
  private readonly madeBy = new Map<number, AllocationFrame>();
  /** By number: its size in words, 0 for a root. */
  private readonly words: Uint32Array;
  /** By number: 1 for what is a key of `named` or `madeBy`, which are not asked for millions. */
  private readonly isKnown: Uint8Array;

  constructor(parts: CountParts) {
    this.parts = parts;
    const { numbering, graph } = parts;
    this.words = new Uint32Array(numbering.last + 1);
    this.isKnown = new Uint8Array(numbering.last + 1);
    const { count, words } = graph.objects;
    for (let number = 2; number <= numbering.last; number += 1) {
      const node = numbering.nodeOf[number] ?? 0;
      if (node < count) this.words[number] = words[node] ?? 0;
    }
  }

  count(): Pick<DumpHolders, 'held' | 'unreached' | 'holders'> {
    this.addUpGroups();
    this.findMakers();
    this.nameLarge();
    this.addUpBuckets();
    const holders = [...this.groups.values()].filter(({ objects }) => objects > 0).map((group) => this.holder(group));
    holders.sort((a, b) => b.bytes - a.bytes);
    const held = holders.reduce(addAmounts, { objects: 0, bytes: 0 });
    const { count, words } = this.parts.graph.objects;
    let all = 0;
    for (let row = 0; row < count; row += 1) all += 8 * (words[row] ?? 0);
    const unreached = { objects: count - held.objects, bytes: all - held.bytes };
    return { held, unreached, holders };
  }

  private addUpGroups(): void {
    const { owners } = this.parts;
    const { words } = this;
    let [lastSet, group]: [number, Group | null] = [0, null];
    for (let number = 2; number < words.length; number += 1) {
      const size = words[number] ?? 0;
      if (size === 0) continue;
      const set = owners.setOf[number] ?? 0;
      if (set !== lastSet || group === null) {
        group = this.groups.get(set) ?? newGroup(owners.ownersOf(set));
        this.groups.set(set, group);
        lastSet = set;
      }
      group.objects += 1;
      group.bytes += 8 * size;
    }
  }

  private findMakers(): void {
    const { dump, numbering } = this.parts;
    const made = dump.sites.map(makerOf);
    dump.samples.objects.forEach((row, at) => {
      const maker = made[dump.samples.sites[at] ?? 0];
      const number = numbering.numberOf[row] ?? 0;
      if (number === 0 || maker === undefined || maker === null) return;
      this.madeBy.set(number, maker);
      this.isKnown[number] = 1;
    });
  }

  /** Objects that much hangs on get a name where a sample or their function tells one. */
  private nameLarge(): void {
    const { dominator, owners } = this.parts;
    const below = this.bytesBelow();
    for (const number of this.largeAbove(below)) {
      const frame = this.madeBy.get(number) ?? this.closureOf(number);
      const group = this.groups.get(owners.setOf[number] ?? 0);
      if (frame === null || group === undefined) continue;
      const above = this.bucketAbove(dominator[number] ?? 0, group);
      const isSame = above.through.at(-1) === frame;
      const bucket = isSame ? above : { group, through: [...above.through, frame], sizes: new Map<number, Stratum>() };
      if (!isSame) group.buckets.push(bucket);
      this.named.set(number, bucket);
      this.isKnown[number] = 1;
    }
  }

  /** Numbers that have a large share of what their holder holds below them, in rising order. */
  private largeAbove(below: Float64Array): readonly number[] {
    const { owners } = this.parts;
    const large: number[] = [];
    for (let number = 2; number < below.length; number += 1) {
      const own = 8 * (this.words[number] ?? 0);
      // Most have nothing below them.
      if (own === 0 || below[number] === own) continue;
      const group = this.groups.get(owners.setOf[number] ?? 0);
      if (group !== undefined && (below[number] ?? 0) - own >= leastShareOfNamed * group.bytes) large.push(number);
    }
    return large;
  }

  /** The function of a closure, which its first word leads to. */
  private closureOf(number: number): AllocationFrame | null {
    const { dump, names, numbering } = this.parts;
    const { objects, code } = dump.objects.closures;
    const at = rowOf(objects, numbering.nodeOf[number] ?? 0);
    const name = at < 0 ? null : names.functionAt(code[at] ?? 0);
    return name === null ? null : { function: name, file: '', line: 0 };
  }

  /** The bucket of what a number has below it. */
  private bucketAbove(number: number, group: Group): Bucket {
    const { dominator } = this.parts;
    for (let at = number; at > 1; at = dominator[at] ?? 0) {
      const named = this.named.get(at);
      if (named !== undefined && named.group === group) return named;
    }
    return group.bucket;
  }

  /** By number: its own bytes and those of all that it dominates. */
  private bytesBelow(): Float64Array {
    const { dominator } = this.parts;
    const bytes = new Float64Array(this.words.length);
    for (let number = bytes.length - 1; number > 1; number -= 1) {
      const all = (bytes[number] ?? 0) + 8 * (this.words[number] ?? 0);
      const over = dominator[number] ?? 0;
      bytes[number] = all;
      bytes[over] = (bytes[over] ?? 0) + all;
    }
    return bytes;
  }

  private addUpBuckets(): void {
    const { owners, dominator } = this.parts;
    const { words, isKnown } = this;
    // Rows of named buckets by number, so that a million objects are no million walks; 0 for the group's own.
    const named = [...new Set(this.named.values())];
    const rows = new Map(named.map((bucket, at) => [bucket, at + 1]));
    const rowBelow = new Uint32Array(words.length);
    let [lastSet, group]: [number, Group | undefined] = [0, undefined];
    for (let number = 2; number < words.length; number += 1) {
      const size = words[number] ?? 0;
      if (size === 0) continue;
      const over = rowBelow[dominator[number] ?? 0] ?? 0;
      const isOne = isKnown[number] === 1;
      const own = isOne ? this.named.get(number) : undefined;
      rowBelow[number] = own === undefined ? over : (rows.get(own) ?? 0);
      const set = owners.setOf[number] ?? 0;
      if (set !== lastSet) [lastSet, group] = [set, this.groups.get(set)];
      const bucket = over === 0 ? group?.bucket : named[over - 1];
      if (bucket !== undefined) addTo(bucket.sizes, size, isOne ? this.madeBy.get(number) : undefined);
    }
  }

  private holder({ owners, buckets, bytes, objects }: Group): DumpHolder {
    const roots = owners.flatMap((row): readonly DumpRoot[] => this.parts.graph.roots.slice(row, row + 1));
    const [root] = roots;
    const waits = [...(root?.waits ?? [])].sort(([, a], [, b]) => b - a);
    return {
      kind: root?.kind ?? 'runtime',
      name: root?.name ?? '',
      path: root === undefined ? [] : pathTo(this.parts.graph.roots, root),
      others: roots.slice(1).map(({ name }) => name),
      goroutines: root?.goroutines ?? 0,
      waitsFor: waits[0]?.[0] ?? '',
      objects,
      bytes,
      parts: buckets.flatMap(partsOf).sort((a, b) => b.bytes - a.bytes),
    };
  }
}

function newGroup(owners: readonly number[]): Group {
  const buckets: Bucket[] = [];
  const group: { -readonly [K in keyof Group]: Group[K] } = {
    owners,
    buckets,
    bytes: 0,
    objects: 0,
    bucket: undefined as never,
  };
  group.bucket = { group, through: [], sizes: new Map() };
  buckets.push(group.bucket);
  return group;
}

/** Where a value stands in a column that rises; -1 where it does not. */
function rowOf(column: Uint32Array, value: number): number {
  let [low, high] = [0, column.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((column[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return column[low] === value ? low : -1;
}

function addTo(sizes: Map<number, Stratum>, words: number, maker: AllocationFrame | undefined): void {
  let stratum = sizes.get(words);
  if (stratum === undefined) sizes.set(words, (stratum = { objects: 0, samples: new Map() }));
  stratum.objects += 1;
  if (maker !== undefined) stratum.samples.set(maker, (stratum.samples.get(maker) ?? 0) + 1);
}

/**
 * How many objects each line has made. The runtime samples by size alone (runtime/malloc.go, profilealloc), so that of objects of one size the
 * samples stand for the others; of sizes of which there is none nobody knows.
 */
function partsOf({ through, sizes }: Bucket): readonly HeldPart[] {
  const parts = new Map<AllocationFrame | null, { objects: number; bytes: number }>();
  const add = (made: AllocationFrame | null, objects: number, words: number) => {
    const part = parts.get(made) ?? { objects: 0, bytes: 0 };
    part.objects += objects;
    part.bytes += 8 * words * objects;
    parts.set(made, part);
  };
  for (const [words, { objects, samples }] of sizes) {
    const all = [...samples.values()].reduce((sum, count) => sum + count, 0);
    if (all === 0) add(null, objects, words);
    for (const [made, count] of samples) add(made, (objects * count) / all, words);
  }
  return [...parts].map(([made, { objects, bytes }]) => ({
    through,
    made,
    objects: Math.round(objects),
    bytes: Math.round(bytes),
  }));
}

/** The line of a stack that a person would look at: the first that is not the standard library's. */
function makerOf(stack: readonly AllocationFrame[]): AllocationFrame | null {
  return stack.find((frame) => !isStandardFunction(frame.function)) ?? stack[0] ?? null;
}

function addAmounts(sum: HeldAmount, one: HeldAmount): HeldAmount {
  return { objects: sum.objects + one.objects, bytes: sum.bytes + one.bytes };
}
