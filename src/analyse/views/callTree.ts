import type { WeighedPart } from '../reports/nodeSums';
import { stackStartOf } from '../reports/samples/stackView';
import { TripleInterner } from '../reports/samples/tripleInterner';
import { counts } from '../reports/samples/weights';
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

class TreeBuilder {
  private readonly direction: TreeDirection;
  private readonly mostRows: number;
  /** Parent row and frame of each row but the root, which is row 0: row n + 1 is entry n. */
  private readonly rows = new TripleInterner();
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
    for (let sample = 0; sample < samples.count; sample += 1) {
      if (!counts(part, sample)) continue;
      const start = stackStartOf(part.view, sample);
      const end = samples.stackOffsets[sample + 1] ?? 0;
      if (start >= end) continue;
      const leaf = this.direction === 'callees' ? this.walkDown(part, start, end) : this.walkUp(part, start, end);
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
      const parent = this.rows.first[row - 1] ?? 0;
      parents[row] = parent;
      frames[row] = this.rows.second[row - 1] ?? 0;
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

  /** From the outermost frame to the leaf. @returns the row in which the stack ends */
  private walkDown({ nodes: { offsets, nodes }, view }: WeighedPart, start: number, end: number): number {
    const { stackLocations } = view.profile.samples;
    let row = 0;
    for (let at = end - 1; at >= start; at -= 1) {
      const location = stackLocations[at] ?? 0;
      const first = offsets[location] ?? 0;
      const last = (offsets[location + 1] ?? 0) - 1;
      for (let entry = last; entry >= first; entry -= 1) row = this.step(row, nodes[entry] ?? 0, entry < last);
    }
    return row;
  }

  /** From the leaf outwards. A frame stands below what it calls, and is inlined there when that is its own call into its caller. */
  private walkUp({ nodes: { offsets, nodes }, view }: WeighedPart, start: number, end: number): number {
    const { stackLocations } = view.profile.samples;
    let row = 0;
    for (let at = start; at < end; at += 1) {
      const location = stackLocations[at] ?? 0;
      const first = offsets[location] ?? 0;
      const last = (offsets[location + 1] ?? 0) - 1;
      for (let entry = first; entry <= last; entry += 1) row = this.step(row, nodes[entry] ?? 0, entry < last);
    }
    return row;
  }

  private step(row: number, frame: number, isInlined: boolean): number {
    const known = this.rows.count >= this.mostRows ? this.rows.find(row, frame, 0) : this.rows.intern(row, frame, 0);
    if (known < 0) {
      this.isCut = true;
      return row;
    }
    const next = known + 1;
    if (next >= this.called.length) this.grow();
    if (!isInlined) this.called[next] = 1;
    return next;
  }

  private grow(): void {
    const { flats, called } = this;
    this.flats = new Float64Array(flats.length * 2);
    this.flats.set(flats);
    this.called = new Uint8Array(called.length * 2);
    this.called.set(called);
  }
}
