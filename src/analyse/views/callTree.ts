import type { WeighedPart } from '../reports/nodeSums';
import type { LocationNodes } from '../reports/nodeTable';
import { stackStartOf } from '../reports/samples/stackView';
import { counts } from '../reports/samples/weights';
import { comparedRows, type ComparedRows } from './comparedRows';
import { internedRows } from './internedRows';
import { PairInterner } from './pairInterner';
import { sampleWeights } from './sampleWeights';

/**
 * All stacks joined at their beginnings, in columns; a row is one frame below one chain of frames. Row 0 is the root of all stacks.
 * Rows come parents first. Sums are doubles: beyond 2^53 the nearest.
 */
export interface CallTree {
  readonly count: number;
  readonly parents: Uint32Array;
  /** Nodes of the report's table. */
  readonly frames: Uint32Array;
  /** 0 for the root. */
  readonly depths: Uint32Array;
  /** What ends in the row, and what goes through it; in a difference what is more than in the base. */
  readonly flats: Float64Array;
  readonly cums: Float64Array;
  /** Flat values of the row and of all below it, without their signs: the width of a box, which negative values must not close. */
  readonly magnitudes: Float64Array;
  /** 1 when every call was inlined. */
  readonly inlined: Uint8Array;
  /** There were more rows than `mostRows`: what lies deeper counts for the last frame that is there. */
  readonly isCut: boolean;
  /** Of a difference, for each row with all below it; null for a profile alone. */
  readonly compared: ComparedRows | null;
}

/** A graph of more boxes takes more memory than it tells. */
export const mostTreeRows = 4_000_000;

export type TreeDirection = 'callees' | 'callers';

export interface TreeOptions {
  /** Where the tree is cut. */
  readonly mostRows?: number;
  /** The profile is scaled to the sums of its base. */
  readonly isScaled?: boolean;
}

/** @param parts a profile, and the base of a difference */
export function buildCallTree(
  parts: readonly WeighedPart[],
  direction: TreeDirection,
  { mostRows = mostTreeRows, isScaled = false }: TreeOptions = {},
): CallTree {
  const builder = new TreeBuilder(direction, mostRows);
  for (const part of parts) builder.add(part);
  if (parts.length < 2) return builder.finish(null);
  const leaves = parts.map((part) => builder.leavesOf(part));
  return builder.finish(comparedRows(parts, leaves, { rows: builder.rowCount, isScaled }));
}

/** Deeper than this, stacks are looked up as if they were the first. */
const longestKept = 4096;

/** Where the stack before was. Those beside each other begin alike more often than not, and need not be looked up as far as they do. */
class Walked {
  /** Entries of `stackLocations` from the root on, and the row in which the frames of each end. */
  readonly locations = new Uint32Array(longestKept);
  readonly rows = new Uint32Array(longestKept);
  length = 0;
}

/** Through `stackLocations`. */
interface Way {
  readonly at: number;
  /** Not any more part of the stack. */
  readonly end: number;
  readonly step: 1 | -1;
}

class TreeBuilder {
  private readonly direction: TreeDirection;
  private mostRows: number;
  /** Parent row and frame of each row but the root, which is row 0: row n + 1 is entry n. */
  private readonly rows = new PairInterner();
  private flats = new Float64Array(1024);
  private called = new Uint8Array(1024);
  private isCut = false;

  constructor(direction: TreeDirection, mostRows: number) {
    this.direction = direction;
    this.mostRows = mostRows;
  }

  get rowCount(): number {
    return this.rows.count + 1;
  }

  add(part: WeighedPart): void {
    const weights = sampleWeights(part);
    const walked = new Walked();
    for (let sample = 0; sample < weights.length; sample += 1) {
      if (!counts(part, sample)) continue;
      const way = this.wayOf(part, sample);
      if (way === null) continue;
      let leaf = this.walk(part, walked, way);
      if (leaf < 0) {
        this.isCut = true;
        leaf = ~leaf;
      }
      this.flats[leaf] = (this.flats[leaf] ?? 0) + (weights[sample] ?? 0);
    }
  }

  /** By sample, the row in which its stack ends, also of those that count nothing; 0 where the tree has no such row. No row comes with it. */
  leavesOf(part: WeighedPart): Uint32Array {
    const leaves = new Uint32Array(part.view.profile.samples.count);
    const walked = new Walked();
    this.mostRows = 0;
    for (const sample of leaves.keys()) {
      const way = this.wayOf(part, sample);
      leaves[sample] = way === null ? 0 : Math.max(0, this.walk(part, walked, way));
    }
    return leaves;
  }

  finish(compared: ComparedRows | null): CallTree {
    const { count, parents, frames, depths } = internedRows(this.rows);
    const flats = this.flats.slice(0, count);
    const inlined = new Uint8Array(count);
    for (let row = 1; row < count; row += 1) inlined[row] = this.called[row] === 1 ? 0 : 1;
    const cums = flats.slice();
    const magnitudes = flats.map(Math.abs);
    const { befores = null, variances = null } = compared ?? {};
    const sums = [cums, magnitudes, befores, variances].filter((column) => column !== null);
    // Children have larger numbers than their parents.
    for (let row = count - 1; row > 0; row -= 1) {
      const parent = parents[row] ?? 0;
      for (const column of sums) column[parent] = (column[parent] ?? 0) + (column[row] ?? 0);
    }
    return { count, parents, frames, depths, flats, cums, magnitudes, inlined, isCut: this.isCut, compared };
  }

  /** Null for a sample without a stack. */
  private wayOf({ view }: WeighedPart, sample: number): Way | null {
    const start = stackStartOf(view, sample);
    const end = view.profile.samples.stackOffsets[sample + 1] ?? 0;
    if (start >= end) return null;
    return this.direction === 'callees' ? { at: end - 1, end: start - 1, step: -1 } : { at: start, end, step: 1 };
  }

  /**
   * From the outermost frame to the leaf, or the other way. A frame is inlined when that is its own call into its caller, whichever of both
   * stands below the other.
   *
   * @returns the row in which the stack ends; the complement of the last that has room where one has none
   */
  private walk({ nodes, view }: WeighedPart, walked: Walked, { at: from, end, step }: Way): number {
    const { stackLocations } = view.profile.samples;
    let row = 0;
    let known = 0;
    let at = from;
    // The rows of these were met by the stack before, in the same way.
    while (known < walked.length && at !== end && walked.locations[known] === stackLocations[at]) {
      row = walked.rows[known] ?? 0;
      known += 1;
      at += step;
    }
    walked.length = known;
    for (; at !== end; at += step) {
      const location = stackLocations[at] ?? 0;
      row = this.stepThrough(row, location, nodes);
      if (row < 0) return row;
      if (walked.length < longestKept) {
        walked.locations[walked.length] = location;
        walked.rows[walked.length] = row;
        walked.length += 1;
      }
    }
    return row;
  }

  /** Through all frames of a location. @returns the row of the last; the complement of the last that has room where one has none */
  private stepThrough(above: number, location: number, { offsets, nodes }: LocationNodes): number {
    const first = offsets[location] ?? 0;
    const last = (offsets[location + 1] ?? 0) - 1;
    let row = above;
    for (let step = first; step <= last; step += 1) {
      const entry = this.direction === 'callees' ? first + last - step : step;
      const id = this.rows.intern(row, nodes[entry] ?? 0, this.mostRows);
      if (id < 0) return ~row;
      row = id + 1;
      if (row >= this.called.length) this.grow();
      if (entry === last) this.called[row] = 1;
    }
    return row;
  }

  private grow(): void {
    const { flats, called } = this;
    this.flats = new Float64Array(flats.length * 2);
    this.flats.set(flats);
    this.called = new Uint8Array(called.length * 2);
    this.called.set(called);
  }
}
