import { type Amount } from '../../shared/model/report/amount';
import type { LocationNodes } from './nodeTable';
import { stackStartOf } from './samples/stackView';
import { counts, joinLimbs, type ReportPart, type WeightColumn, type Weights } from './samples/weights';

/** A part of a report with its nodes and its weights. */
export interface WeighedPart extends ReportPart {
  readonly nodes: LocationNodes;
  readonly weights: Weights;
}

/**
 * Flat and cum of every node. A node's cum counts a sample once, however often the node is on its stack; flat goes to the
 * innermost node.
 */
export class NodeSums {
  private readonly flats: Float64Array[] = [];
  private readonly cums: Float64Array[] = [];
  /** Number of the walk that met a node last. */
  private readonly met: Uint32Array;
  private walks = 0;

  constructor(nodeCount: number, parts: readonly WeighedPart[]) {
    this.met = new Uint32Array(nodeCount);
    const limbs = parts[0]?.weights.limbs.length ?? 1;
    for (let limb = 0; limb < limbs; limb += 1) {
      this.flats.push(new Float64Array(nodeCount));
      this.cums.push(new Float64Array(nodeCount));
    }
    for (const part of parts) part.weights.limbs.forEach((column, limb) => this.add(part, column, limb));
  }

  flat(node: number): Amount {
    return joinLimbs(this.flats, node);
  }

  cum(node: number): Amount {
    return joinLimbs(this.cums, node);
  }

  /** This loop is most of what a report on a large profile costs. */
  private add(part: WeighedPart, column: WeightColumn, limb: number): void {
    const { samples } = part.view.profile;
    const { stackOffsets, stackLocations } = samples;
    const { offsets, nodes } = part.nodes;
    const single = singleNodes(part.nodes);
    const { met } = this;
    const cum = this.cums[limb] ?? new Float64Array();
    const flat = this.flats[limb] ?? new Float64Array();
    for (let sample = 0; sample < samples.count; sample += 1) {
      if (!counts(part, sample)) continue;
      const start = stackStartOf(part.view, sample);
      const end = stackOffsets[sample + 1] ?? 0;
      if (start >= end) continue;
      const weight = column.sign * (column.values[sample * column.stride + column.offset] ?? 0);
      this.walks += 1;
      const walk = this.walks;
      for (let at = start; at < end; at += 1) {
        const location = stackLocations[at] ?? 0;
        const only = single[location] ?? several;
        if (only !== several) {
          if (met[only] === walk) continue;
          met[only] = walk;
          cum[only] = (cum[only] ?? 0) + weight;
          continue;
        }
        const last = offsets[location + 1] ?? 0;
        for (let entry = offsets[location] ?? 0; entry < last; entry += 1) {
          const node = nodes[entry] ?? 0;
          if (met[node] === walk) continue;
          met[node] = walk;
          cum[node] = (cum[node] ?? 0) + weight;
        }
      }
      const leaf = nodes[offsets[stackLocations[start] ?? 0] ?? 0] ?? 0;
      flat[leaf] = (flat[leaf] ?? 0) + weight;
    }
  }
}

const several = -1;

/** The node of each location that has no more than one, which spares nearly all of them two look-ups. */
function singleNodes({ offsets, nodes }: LocationNodes): Int32Array {
  const single = new Int32Array(offsets.length).fill(several);
  for (let location = 0; location + 1 < offsets.length; location += 1) {
    const first = offsets[location] ?? 0;
    if ((offsets[location + 1] ?? 0) - first === 1) single[location] = nodes[first] ?? 0;
  }
  return single;
}
