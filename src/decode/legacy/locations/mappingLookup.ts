import type { Mapping } from '../../../shared/model/profile';
import type { Int64 } from '../../base/int64';

/** Entries that overlap at one address and are compared; a real map has none that overlap. */
const maxOverlap = 64;

/** Mappings whose first part is found to be missing; a real map has one or two. */
const maxExtended = 256;

interface MutableMapping {
  memoryStart: bigint;
  memoryLimit: bigint;
  fileOffset: bigint;
  file: string;
  buildId: string;
}

/**
 * Finds the mapping of addresses of legacy profiles, with pprof's corrections of what their writers get wrong (massageMappings
 * and remapMappingIDs in its profile package): adjacent ranges of one file are joined, the main binary comes first, and
 * addresses outside every range get one mapping of everything.
 */
export class MappingLookup {
  private readonly mappings: MutableMapping[];
  /** Rows by start address. */
  private readonly byStart: number[];
  private catchAll = -1;
  private extended = 0;

  constructor(entries: readonly Mapping[]) {
    this.mappings = joinAdjacent(entries);
    mainBinaryFirst(this.mappings);
    dropHugePage(this.mappings);
    correctMainStart(this.mappings);
    const start = (row: number) => this.mappings[row]?.memoryStart ?? 0n;
    this.byStart = this.mappings.map((_, row) => row).sort((a, b) => Number(start(a) - start(b)) || a - b);
  }

  /** Row plus one; 0 for address 0, which is no place. May add the mapping of everything. */
  rowOf(address: Int64): number {
    if (address === 0) return 0;
    const inside = this.find(address);
    if (inside >= 0) return inside + 1;
    if (this.catchAll < 0) {
      const before = this.findSplit(address);
      if (before >= 0) return before + 1;
      const everything = { memoryStart: 0n, memoryLimit: 2n ** 64n - 1n, fileOffset: 0n, file: '', buildId: '' };
      this.catchAll = this.mappings.push(everything) - 1;
    }
    return this.catchAll + 1;
  }

  table(): readonly Mapping[] {
    return this.mappings;
  }

  private find(address: Int64): number {
    let found = -1;
    const after = this.firstAfter(address);
    for (let at = after - 1; at >= Math.max(0, after - maxOverlap); at -= 1) {
      const row = this.byStart[at] ?? -1;
      const mapping = this.mappings[row];
      if (mapping !== undefined && address < mapping.memoryLimit && (found < 0 || row < found)) found = row;
    }
    return found;
  }

  /** Some writers leave out the first part of a mapping that is split: its file offset then tells where it began. */
  private findSplit(address: Int64): number {
    if (this.extended === maxExtended) return -1;
    let found = -1;
    const after = this.firstAfter(address);
    for (let at = after; at < Math.min(this.byStart.length, after + maxOverlap); at += 1) {
      const row = this.byStart[at] ?? -1;
      const mapping = this.mappings[row];
      if (mapping === undefined || mapping.fileOffset === 0n || mapping.fileOffset > mapping.memoryStart) continue;
      if (mapping.memoryStart - mapping.fileOffset <= address && (found < 0 || row < found)) found = row;
    }
    if (found >= 0) this.extend(found);
    return found;
  }

  /** Moves the start of a mapping to where its file begins, and the mapping to its new place in the order. */
  private extend(row: number): void {
    const mapping = this.mappings[row];
    if (mapping === undefined) return;
    this.extended += 1;
    this.byStart.splice(this.byStart.indexOf(row), 1);
    mapping.memoryStart -= mapping.fileOffset;
    mapping.fileOffset = 0n;
    this.byStart.splice(this.firstAfter(mapping.memoryStart), 0, row);
  }

  /** Position in `byStart` of the first mapping that begins behind an address. */
  private firstAfter(address: Int64): number {
    let low = 0;
    let high = this.byStart.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.mappings[this.byStart[middle] ?? 0]?.memoryStart ?? 0n) <= address) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function joinAdjacent(entries: readonly Mapping[]): MutableMapping[] {
  const joined: MutableMapping[] = [];
  for (const entry of entries) {
    const last = joined.at(-1);
    if (last === undefined || !isAdjacent(last, entry)) {
      joined.push({ ...entry });
      continue;
    }
    last.memoryLimit = entry.memoryLimit;
    last.file = entry.file || last.file;
    last.buildId = entry.buildId || last.buildId;
  }
  return joined;
}

function isAdjacent(first: Mapping, second: Mapping): boolean {
  const differ = (a: string, b: string) => a !== '' && b !== '' && a !== b;
  if (differ(first.file, second.file) || differ(first.buildId, second.buildId)) return false;
  if (first.memoryLimit !== second.memoryStart) return false;
  if (first.fileOffset === 0n || second.fileOffset === 0n) return true;
  return first.fileOffset + first.memoryLimit - first.memoryStart === second.fileOffset;
}

/** The first that is neither a shared library nor a part of the kernel. */
function mainBinaryFirst(mappings: MutableMapping[]): void {
  const main = mappings.findIndex(({ file }) => {
    const name = file.replaceAll('(deleted)', '').trim();
    return name !== '' && !/\.so$|\.so[._]\d/.test(name) && !name.startsWith('[');
  });
  const [first] = mappings;
  const found = mappings[main];
  if (main <= 0 || first === undefined || found === undefined) return;
  mappings[0] = found;
  mappings[main] = first;
}

function dropHugePage(mappings: MutableMapping[]): void {
  const [first, second] = mappings;
  if (first?.file.startsWith('/anon_hugepage') !== true) return;
  if (first.memoryLimit === second?.memoryStart) mappings.shift();
}

/** Where Linux puts an executable that cannot be moved. */
const usualStart = 0x400000n;

function correctMainStart([main]: MutableMapping[]): void {
  if (main === undefined || main.memoryStart - main.fileOffset !== usualStart) return;
  main.memoryStart = usualStart;
  main.fileOffset = 0n;
}
