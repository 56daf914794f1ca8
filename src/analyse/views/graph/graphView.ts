import type { GraphEdges, GraphQuery, GraphTags, GraphWindow } from '../../../shared/model/views/graphView';
import { cutName, FrameTableBuilder, type OwnerOf } from '../frameTables';
import type { PreparedView } from '../preparedView';
import { namePattern } from '../viewScopes';
import { graphSamples } from './buildGraph';
import type { GraphEdge, GraphNode } from './callGraph';
import { shownTags, type ShownTag } from './graphTags';
import { pprofShares, pruneGraph, type PrunedGraph } from './pruneGraph';
import { compareEdges } from './redundantEdges';

/** The call graph, pruned as pprof does; not laid out yet. @throws BadPattern */
export function graphView(view: PreparedView, { nodeCount, search }: GraphQuery, ownerOf: OwnerOf): GraphWindow {
  const pattern = namePattern(search);
  const graph = view.remembered('graph', String(nodeCount), () => {
    const samples = graphSamples(view.report, view.granularity);
    return pruneGraph(samples, view.sums, { nodeCount, shares: pprofShares });
  });
  const { nodes, left } = graph;
  const frames = new FrameTableBuilder((frame) => view.name(frame), ownerOf);
  for (const { frame } of nodes) frames.add(frame);
  const matches = (frame: number) => {
    const { function: name, file } = view.name(frame);
    return pattern?.test(name) === true || (file !== '' && pattern?.test(file) === true);
  };
  return {
    ...view.head,
    frames: frames.table(),
    flat: Float64Array.from(nodes, ({ flat }) => flat),
    cum: Float64Array.from(nodes, ({ cum }) => cum),
    edges: edgesOf(graph),
    tags: tagsOf(nodes),
    left,
    found: pattern === null ? null : Uint8Array.from(nodes, ({ frame }) => (matches(frame) ? 1 : 0)),
    layout: null,
  };
}

/** Edges to nodes of which the sum is 0 lead nowhere: those are not drawn. */
function edgesOf({ nodes }: PrunedGraph): GraphEdges {
  const rows = new Map(nodes.map((node, row) => [node, row]));
  const edges = nodes.flatMap(({ out }) => [...out].filter(({ callee }) => rows.has(callee))).sort(compareEdges);
  const ends = (end: (edge: GraphEdge) => GraphNode) => Uint32Array.from(edges, (edge) => rows.get(end(edge)) ?? 0);
  return {
    caller: ends(({ caller }) => caller),
    callee: ends(({ callee }) => callee),
    value: Float64Array.from(edges, ({ weight }) => weight),
    inlined: Uint8Array.from(edges, ({ inlined }) => (inlined ? 1 : 0)),
    residual: Uint8Array.from(edges, ({ residual }) => (residual ? 1 : 0)),
  };
}

interface TagRow {
  readonly tag: ShownTag;
  readonly node: number;
  readonly parent: number;
}

function tagsOf(nodes: readonly GraphNode[]): GraphTags {
  const rows: TagRow[] = [];
  for (const [node, one] of nodes.entries()) {
    for (const tag of shownTags(one)) {
      const parent = rows.push({ tag, node, parent: 0 });
      for (const number of tag.numbers) rows.push({ tag: number, node, parent });
    }
  }
  return {
    names: rows.map(({ tag }) => cutName(tag.name)),
    node: Uint32Array.from(rows, ({ node }) => node),
    parent: Uint32Array.from(rows, ({ parent }) => parent),
    value: Float64Array.from(rows, ({ tag }) => tag.value),
    cumulative: Uint8Array.from(rows, ({ tag }) => (tag.cumulative ? 1 : 0)),
  };
}
