import type { WeighedPart } from '../../reports/nodeSums';
import type { Grouping } from '../../../shared/model/report/report';
import type { NodeName } from '../../reports/nodeTable';
import type { PreparedReport } from '../../reports/reportParts';
import { cancelledSamples } from '../../reports/samples/mergedSamples';
import { stackStartOf } from '../../reports/samples/stackView';
import { counts } from '../../reports/samples/weights';
import { sampleWeights } from '../sampleWeights';
import type { CallGraph } from './callGraph';
import { GraphSums } from './graphSums';
import { sampleTags, TagNames, type SampleTags, type TagText } from './sampleTags';

/** The samples of a report that a graph is made of, read once: a graph is made up to three times. */
export interface GraphSamples {
  readonly report: PreparedReport;
  readonly by: Grouping;
  readonly names: TagNames;
  readonly parts: readonly GraphPart[];
}

interface GraphPart {
  readonly part: WeighedPart;
  readonly weights: Float64Array;
  readonly tags: SampleTags;
  /** 1 for samples that another takes away; null where there is no other. */
  readonly cancelled: Uint8Array | null;
}

/** @param tagText how labels with numbers are written; null for pprof's default */
export function graphSamples(report: PreparedReport, by: Grouping, tagText: TagText | null = null): GraphSamples {
  const names = new TagNames();
  const cancelled = report.parts.length > 1 ? cancelledSamples(report.parts) : [];
  const parts = report.parts.map((part, at) => ({
    part,
    weights: sampleWeights(part),
    tags: sampleTags(part.view.profile, names, tagText),
    cancelled: cancelled[at] ?? null,
  }));
  return { report, by, names, parts };
}

/**
 * The graph of all calls between nodes that stay (graph.go, newGraph). An edge counts a sample once, however often its stack goes along
 * it, and a node that calls itself has no edge to itself.
 *
 * @param kept 1 for each node that stays; null for all
 */
export function buildGraph({ report, by, names, parts }: GraphSamples, kept: Uint8Array | null): CallGraph {
  const sums = new GraphSums(report.table.count, names);
  for (const one of parts) {
    const { part, cancelled } = one;
    for (let sample = 0; sample < part.view.profile.samples.count; sample += 1) {
      if (counts(part, sample) && cancelled?.[sample] !== 1) walk(sums, one, sample, kept);
    }
  }
  return sums.graph((frame) => printedName(report.table.name(frame), by));
}

const noNode = -1;

/** From the outermost frame to the leaf: the first way along an edge decides what it is. */
function walk(sums: GraphSums, { part, weights, tags }: GraphPart, sample: number, kept: Uint8Array | null): void {
  const { stackOffsets, stackLocations } = part.view.profile.samples;
  const { offsets, nodes } = part.nodes;
  const start = stackStartOf(part.view, sample);
  sums.begin(weights[sample] ?? 0, tags.text(sample), tags.numbers(sample));
  let caller = noNode;
  let residual = false;
  for (let at = (stackOffsets[sample + 1] ?? 0) - 1; at >= start; at -= 1) {
    const location = stackLocations[at] ?? 0;
    const first = offsets[location] ?? 0;
    const last = (offsets[location + 1] ?? 0) - 1;
    for (let entry = last; entry >= first; entry -= 1) {
      const node = nodes[entry] ?? 0;
      if (kept !== null && kept[node] !== 1) {
        residual = true;
        continue;
      }
      sums.meet(node);
      if (caller !== noNode && caller !== node) sums.call(caller, node, { residual, inlined: entry < last });
      caller = node;
      residual = false;
    }
  }
  if (caller !== noNode && !residual) sums.end(caller);
}

/** What pprof sorts equally heavy nodes by (graph.go, NodeInfo.PrintableName). */
function printedName({ function: name, file, line, isNamed }: NodeName, by: Grouping): string {
  if (by === 'function' || by === 'package') return name;
  const place = line === 0 ? file : `${file}:${String(line)}`;
  return [isNamed || place === '' ? name : '', place].filter((part) => part !== '').join(' ');
}
