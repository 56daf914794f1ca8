import type { GraphLeftOut } from '../../../shared/model/views/graphView';
import type { FrameSums } from '../frameSums';
import { buildGraph, type GraphSamples } from './buildGraph';
import { removeEdge, type CallGraph, type GraphNode } from './callGraph';
import { sortByEntropy } from './entropyOrder';
import { countTags, heavyTags } from './graphTags';
import { removeRedundantEdges } from './redundantEdges';

/** pprof's defaults (driver/config.go). */
export const pprofShares = { node: 0.005, edge: 0.001 } as const;

/** How much of a graph is drawn. */
export interface GraphLimits {
  /** Most nodes, labels counted among them; 0 for all. */
  readonly nodeCount: number;
  /** What costs less than these shares of all is left out. */
  readonly shares: { readonly node: number; readonly edge: number };
}

export interface PrunedGraph extends CallGraph {
  readonly left: GraphLeftOut;
}

/** The graph that `go tool pprof -dot` draws, its nodes in its order (report.go, newTrimmedGraph). */
export function pruneGraph(samples: GraphSamples, sums: FrameSums, limits: GraphLimits): PrunedGraph {
  const total = sums.frames.reduce((sum, frame) => sum + (sums.flats[frame] ?? 0), 0);
  const least = { node: cutoff(total, limits.shares.node), edge: cutoff(total, limits.shares.edge) };
  const heavy = sums.frames.filter((frame) => Math.abs(sums.cums[frame] ?? 0) >= least.node);
  const isWhole = least.node === 0 || heavy.length === sums.frames.length;
  const kept = isWhole ? null : marked(samples, heavy);
  const { graph, further } = withTopNodes(samples, { limits, least }, sorted(buildGraph(samples, kept)));
  const lightEdges = trimEdges(graph, least.edge);
  removeRedundantEdges(graph);
  for (const node of graph.nodes) node.tags = heavyTags(node.tags, least.node);
  const lightNodes = isWhole ? 0 : sums.frames.length - heavy.length;
  return { nodes: graph.nodes, left: { lightNodes, lightEdges, furtherNodes: further } };
}

/** As Go converts: towards 0. */
function cutoff(total: number, share: number): number {
  return Math.abs(Math.trunc(total * share));
}

interface Pruning {
  readonly limits: GraphLimits;
  readonly least: { readonly node: number; readonly edge: number };
}

function withTopNodes(
  samples: GraphSamples,
  { limits: { nodeCount }, least }: Pruning,
  graph: CallGraph,
): { graph: CallGraph; further: number } {
  if (nodeCount === 0) return { graph, further: 0 };
  const shown = topNodes(graph.nodes, nodeCount, least.node);
  const further = graph.nodes.length - shown.length;
  trimEdges(graph, least.edge);
  if (further === 0) return { graph, further };
  const frames = shown.map(({ frame }) => frame);
  return { graph: sorted(buildGraph(samples, marked(samples, frames))), further };
}

/** Labels take the place of nodes (graph.go, selectTopNodes). */
function topNodes(nodes: readonly GraphNode[], nodeCount: number, least: number): readonly GraphNode[] {
  let count = 0;
  for (const [at, { tags }] of nodes.entries()) {
    count += countTags(heavyTags(tags, least)) + 1;
    if (count >= nodeCount) return nodes.slice(0, at + 1);
  }
  return nodes.slice(0, nodeCount);
}

function sorted(graph: CallGraph): CallGraph {
  sortByEntropy(graph.nodes);
  return graph;
}

function marked({ report }: GraphSamples, frames: Iterable<number>): Uint8Array {
  const kept = new Uint8Array(report.table.count);
  for (const frame of frames) kept[frame] = 1;
  return kept;
}

/** @returns how many it left out */
function trimEdges({ nodes }: CallGraph, least: number): number {
  const light = nodes.flatMap((node) => [...node.in].filter(({ weight }) => Math.abs(weight) < least));
  light.forEach(removeEdge);
  return light.length;
}
