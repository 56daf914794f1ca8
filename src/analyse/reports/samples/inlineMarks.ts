import type { InlineMark } from '../../../shared/model/report/report';
import type { WeighedPart } from '../nodeSums';
import { cancelledSamples } from './mergedSamples';
import { TripleInterner } from './tripleInterner';
import { walkCalls, type TakeCall } from './walkCalls';
import { counts } from './weights';

/**
 * Whether the calls of each node were inlined: all of them, some, or none, as `go tool pprof -top` marks its rows. An edge
 * of the call graph is inlined when every sample's first way along it is; a node is marked when such an edge leads into it.
 * Only edges that are inlined somewhere are kept, and there are no more of them than lines. A sample that the base takes away goes no way.
 */
export function inlineMarks(nodeCount: number, parts: readonly WeighedPart[]): (node: number) => InlineMark {
  const walker = new InlineWalker(nodeCount, parts);
  return (node) => walker.mark(node);
}

class InlineWalker {
  /** Caller and callee of calls that are inlined somewhere. */
  private readonly edges = new TripleInterner();
  /** Per node 1 when such an edge leads into it. */
  private readonly hasEdge: Uint8Array;
  /** Per node 1 when it is called by an edge that is not inlined. */
  private readonly called: Uint8Array;
  private readonly inlined: Uint8Array;
  /** Per edge 1 when a sample went along it by a call. */
  private readonly broken: Uint8Array;
  /** Per edge 1 when a sample that counts went along it. */
  private readonly used: Uint8Array;
  /** Per edge the number of the sample that went along it last. */
  private readonly walked: Uint32Array;
  private walks = 0;

  constructor(nodeCount: number, parts: readonly WeighedPart[]) {
    this.hasEdge = new Uint8Array(nodeCount);
    this.called = new Uint8Array(nodeCount);
    this.inlined = new Uint8Array(nodeCount);
    for (const part of parts) this.collect(part);
    this.broken = new Uint8Array(this.edges.count);
    this.used = new Uint8Array(this.edges.count);
    this.walked = new Uint32Array(this.edges.count);
    const cancelled = parts.length > 1 ? cancelledSamples(parts) : [];
    for (const [at, part] of parts.entries()) this.walkAll(part, cancelled[at] ?? null);
    for (let edge = 0; edge < this.edges.count; edge += 1) {
      if (this.used[edge] === 1)
        (this.broken[edge] === 1 ? this.called : this.inlined)[this.edges.second[edge] ?? 0] = 1;
    }
  }

  mark(node: number): InlineMark {
    if (this.inlined[node] !== 1) return 'none';
    return this.called[node] === 1 ? 'some' : 'all';
  }

  private collect({ nodes: { offsets, nodes } }: WeighedPart): void {
    for (let location = 0; location + 1 < offsets.length; location += 1) {
      const last = (offsets[location + 1] ?? 0) - 1;
      for (let entry = offsets[location] ?? 0; entry < last; entry += 1) {
        const callee = nodes[entry] ?? 0;
        const caller = nodes[entry + 1] ?? 0;
        if (caller === callee) continue;
        this.edges.intern(caller, callee, 0);
        this.hasEdge[callee] = 1;
      }
    }
  }

  private walkAll(part: WeighedPart, cancelled: Uint8Array | null): void {
    const take: TakeCall = (caller, callee, inlined) => this.follow(caller, callee, inlined);
    for (let sample = 0; sample < part.view.profile.samples.count; sample += 1) {
      if (!counts(part, sample) || cancelled?.[sample] === 1) continue;
      this.walks += 1;
      walkCalls(part, sample, take);
    }
  }

  private follow(caller: number, callee: number, isInlined: boolean): void {
    const edge = this.hasEdge[callee] === 1 ? this.edges.find(caller, callee, 0) : -1;
    if (edge < 0) this.called[callee] = 1;
    else if (this.walked[edge] !== this.walks) {
      this.walked[edge] = this.walks;
      this.used[edge] = 1;
      if (!isInlined) this.broken[edge] = 1;
    }
  }
}
