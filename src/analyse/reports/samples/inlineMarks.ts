import type { InlineMark } from '../../../shared/model/report/report';
import type { WeighedPart } from '../nodeSums';
import type { LocationNodes } from '../nodeTable';
import { cancelledSamples } from './mergedSamples';
import { stackStartOf } from './stackView';
import { TripleInterner } from './tripleInterner';
import { counts } from './weights';

/**
 * Whether the calls of nodes were inlined: all of them, some, or none, as `go tool pprof -top` marks its rows. An edge
 * of the call graph is inlined when every sample's first way along it is; a node is marked when such an edge leads into it.
 * Only edges that are inlined somewhere are kept, and there are no more of them than lines. A sample that the base takes away goes no way.
 *
 * @param asked nodes, in whose order the marks are. Only calls of these are followed, in a large profile a small part of all.
 */
export function inlineMarks(
  nodeCount: number,
  parts: readonly WeighedPart[],
  asked: readonly number[],
): readonly InlineMark[] {
  const walker = new InlineWalker(nodeCount, parts, asked);
  return asked.map((node) => walker.mark(node));
}

const noNode = -1;

class InlineWalker {
  /** Caller and callee of calls that are inlined somewhere. */
  private readonly edges = new TripleInterner();
  /** Per node 1 when it was asked for. */
  private readonly asked: Uint8Array;
  /** Per node 1 when it was asked for, and such an edge leads into it. */
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

  constructor(nodeCount: number, parts: readonly WeighedPart[], asked: readonly number[]) {
    this.asked = new Uint8Array(nodeCount);
    for (const node of asked) this.asked[node] = 1;
    this.hasEdge = new Uint8Array(nodeCount);
    this.called = new Uint8Array(nodeCount);
    this.inlined = new Uint8Array(nodeCount);
    for (const part of parts) this.collect(part);
    this.broken = new Uint8Array(this.edges.count);
    this.used = new Uint8Array(this.edges.count);
    this.walked = new Uint32Array(this.edges.count);
    if (this.edges.count === 0) return;
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
        if (caller === callee || this.asked[callee] !== 1) continue;
        this.edges.intern(caller, callee, 0);
        this.hasEdge[callee] = 1;
      }
    }
  }

  private walkAll(part: WeighedPart, cancelled: Uint8Array | null): void {
    const { count, stackOffsets, stackLocations } = part.view.profile.samples;
    const isFollowed = this.followedLocations(part.nodes);
    for (let sample = 0; sample < count; sample += 1) {
      if (!counts(part, sample) || cancelled?.[sample] === 1) continue;
      this.walks += 1;
      const start = stackStartOf(part.view, sample);
      const root = (stackOffsets[sample + 1] ?? 0) - 1;
      for (let at = root; at >= start; at -= 1) {
        const location = stackLocations[at] ?? 0;
        if (isFollowed[location] !== 1) continue;
        const { offsets, nodes } = part.nodes;
        const caller = at === root ? noNode : (nodes[offsets[stackLocations[at + 1] ?? 0] ?? 0] ?? 0);
        this.walkInto(caller, location, part.nodes);
      }
    }
  }

  /** Per location 1 when a node stands there into which an edge leads. */
  private followedLocations({ offsets, nodes }: LocationNodes): Uint8Array {
    const followed = new Uint8Array(offsets.length);
    for (let location = 0; location + 1 < offsets.length; location += 1) {
      const end = offsets[location + 1] ?? 0;
      for (let entry = offsets[location] ?? 0; entry < end; entry += 1) {
        if (this.hasEdge[nodes[entry] ?? 0] === 1) followed[location] = 1;
      }
    }
    return followed;
  }

  /** The calls into a location and within it, from the outermost to the innermost: in that order, because the first way along an edge counts. */
  private walkInto(from: number, location: number, { offsets, nodes }: LocationNodes): void {
    const first = offsets[location] ?? 0;
    const last = (offsets[location + 1] ?? 0) - 1;
    let caller = from;
    for (let entry = last; entry >= first; entry -= 1) {
      const callee = nodes[entry] ?? 0;
      if (caller !== noNode && caller !== callee && this.hasEdge[callee] === 1)
        this.follow(caller, callee, entry < last);
      caller = callee;
    }
  }

  private follow(caller: number, callee: number, isInlined: boolean): void {
    const edge = this.edges.find(caller, callee, 0);
    if (edge < 0) this.called[callee] = 1;
    else if (this.walked[edge] !== this.walks) {
      this.walked[edge] = this.walks;
      this.used[edge] = 1;
      if (!isInlined) this.broken[edge] = 1;
    }
  }
}
