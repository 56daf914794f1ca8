import type { WeighedPart } from '../reports/nodeSums';
import type { LocationNodes } from '../reports/nodeTable';
import { stackStartOf } from '../reports/samples/stackView';
import { counts } from '../reports/samples/weights';
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
}

/** A graph of more boxes takes more memory than it tells. */
export const mostTreeRows = 4_000_000;

export type TreeDirection = 'callees' | 'callers';

/** @param mostRows where the tree is cut */
export function buildCallTree(
  parts: readonly WeighedPart[],
  direction: TreeDirection,
  mostRows = mostTreeRows,
): CallTree {
  const builder = new TreeBuilder(direction, mostRows);
  for (const part of parts) builder.add(part);
  return builder.finish();
}

/** Where the stack before was. Those beside each other begin alike more often than not, and need not be looked up as far as they do. */
interface Walked {
  /** Entries of `stackLocations` from the root on, and the row in which the frames of each end. */
  readonly locations: Uint32Array;
  readonly rows: Uint32Array;
  length: number;
}

/** Through `stackLocations`. */
interface Way {
  readonly at: number;
  /** Not any more part of the stack. */
  readonly end: number;
  readonly step: 1 | -1;
}

/** Deeper than this, stacks are looked up as if they were the first. */
const longestKept = 4096;

class TreeBuilder {
  private readonly direction: TreeDirection;
  private readonly mostRows: number;
  /** Parent row and frame of each row but the root, which is row 0: row n + 1 is entry n. */
  private readonly rows = new PairInterner();
  private flats = new Float64Array(1024);
  private called = new Uint8Array(1024);
  private isCut = false;

  constructor(direction: TreeDirection, mostRows: number) {
    this.direction = direction;
    this.mostRows = mostRows;
  }

  add(part: WeighedPart): void {
    const { samples } = part.view.profile;
    const weights = sampleWeights(part);
    const walked = { locations: new Uint32Array(longestKept), rows: new Uint32Array(longestKept), length: 0 };
    for (let sample = 0; sample < samples.count; sample += 1) {
      if (!counts(part, sample)) continue;
      const start = stackStartOf(part.view, sample);
      const end = samples.stackOffsets[sample + 1] ?? 0;
      if (start >= end) continue;
      const leaf =
        this.direction === 'callees'
          ? this.walk(part, walked, { at: end - 1, end: start - 1, step: -1 })
          : this.walk(part, walked, { at: start, end, step: 1 });
      this.flats[leaf] = (this.flats[leaf] ?? 0) + (weights[sample] ?? 0);
    }
  }

  finish(): CallTree {
    const count = this.rows.count + 1;
    const parents = new Uint32Array(count);
    const frames = new Uint32Array(count);
    const depths = new Uint32Array(count);
    const flats = this.flats.slice(0, count);
    const inlined = new Uint8Array(count);
    for (let row = 1; row < count; row += 1) {
      const parent = this.rows.first(row - 1);
      parents[row] = parent;
      frames[row] = this.rows.second(row - 1);
      depths[row] = (depths[parent] ?? 0) + 1;
      inlined[row] = this.called[row] === 1 ? 0 : 1;
    }
    const cums = flats.slice();
    const magnitudes = flats.map(Math.abs);
    // Children have larger numbers than their parents.
    for (let row = count - 1; row > 0; row -= 1) {
      const parent = parents[row] ?? 0;
      cums[parent] = (cums[parent] ?? 0) + (cums[row] ?? 0);
      magnitudes[parent] = (magnitudes[parent] ?? 0) + (magnitudes[row] ?? 0);
    }
    return { count, parents, frames, depths, flats, cums, magnitudes, inlined, isCut: this.isCut };
  }

  /**
   * From the outermost frame to the leaf, or the other way. A frame is inlined when that is its own call into its caller, whichever of both
   * stands below the other.
   *
   * @returns the row in which the stack ends
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
      if (row < 0) {
        this.isCut = true;
        return ~row;
      }
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
