import type { Amount } from '../../shared/model/report/amount';
import type { WeighedPart } from './nodeSums';
import { TripleInterner } from './samples/tripleInterner';
import { walkCalls, type TakeCall } from './samples/walkCalls';
import { counts, joinLimbs } from './samples/weights';

/** A call from one node to another. */
export interface CallEdge {
  readonly caller: number;
  readonly callee: number;
  readonly weight: Amount;
  /** Every call was inlined. */
  readonly inlined: boolean;
}

/**
 * The calls around some nodes. As in pprof, an edge counts a sample once, however often the stack goes along it, and a
 * node that calls itself has no edge to itself.
 */
export class CallEdges {
  /** Caller and callee of each edge. */
  private readonly ends = new TripleInterner();
  private readonly sums: Float64Array[];
  private notInlined = new Uint8Array(1024);
  /** Number of the walk that went along an edge last. */
  private walked = new Uint32Array(1024);
  private walks = 0;
  private readonly marked: Uint8Array;

  /** @param marked 1 for each node whose edges are wanted */
  constructor(marked: Uint8Array, parts: readonly WeighedPart[]) {
    this.marked = marked;
    this.sums = Array.from({ length: parts[0]?.weights.limbs.length ?? 1 }, () => new Float64Array(1024));
    for (const part of parts) this.add(part);
  }

  /** All edges, in the order in which they were met. */
  all(): CallEdge[] {
    return Array.from({ length: this.ends.count }, (_, edge) => ({
      caller: this.ends.first[edge] ?? 0,
      callee: this.ends.second[edge] ?? 0,
      weight: joinLimbs(this.sums, edge),
      inlined: this.notInlined[edge] === 0,
    }));
  }

  private add(part: WeighedPart): void {
    const { marked, ends } = this;
    let sample = 0;
    const take: TakeCall = (caller, callee, inlined) => {
      if (marked[callee] === 1 || marked[caller] === 1)
        this.count(ends.intern(caller, callee, 0), part, { sample, inlined });
    };
    for (; sample < part.view.profile.samples.count; sample += 1) {
      if (!counts(part, sample)) continue;
      this.walks += 1;
      walkCalls(part, sample, take);
    }
  }

  private count(edge: number, part: WeighedPart, call: { sample: number; inlined: boolean }): void {
    if (edge >= this.walked.length) this.grow();
    if (this.walked[edge] === this.walks) return;
    this.walked[edge] = this.walks;
    if (!call.inlined) this.notInlined[edge] = 1;
    part.weights.limbs.forEach((column, limb) => {
      const sums = this.sums[limb] ?? new Float64Array();
      sums[edge] = (sums[edge] ?? 0) + column.sign * (column.values[call.sample * column.stride + column.offset] ?? 0);
    });
  }

  private grow(): void {
    const length = this.walked.length * 2;
    const { walked, notInlined } = this;
    this.walked = new Uint32Array(length);
    this.walked.set(walked);
    this.notInlined = new Uint8Array(length);
    this.notInlined.set(notInlined);
    for (const [limb, sums] of this.sums.entries()) {
      const grown = new Float64Array(length);
      grown.set(sums);
      this.sums[limb] = grown;
    }
  }
}
