/** The call graph while it is pruned. Sums are doubles: beyond 2^53 the nearest. */
export interface CallGraph {
  /** Those that cost something. Edges may lead to others, whose sums are 0. */
  readonly nodes: GraphNode[];
}

export interface GraphNode {
  /** In the report's table. */
  readonly frame: number;
  /** As pprof prints it; what is equally heavy is in the order of these. */
  readonly name: string;
  readonly flat: number;
  readonly cum: number;
  readonly in: Set<GraphEdge>;
  readonly out: Set<GraphEdge>;
  tags: NodeTags;
}

export interface GraphEdge {
  readonly caller: GraphNode;
  readonly callee: GraphNode;
  readonly weight: number;
  /** Nodes that were left out lie between the two. */
  readonly residual: boolean;
  /** Every call was inlined. */
  readonly inlined: boolean;
}

/** Labels of the samples of one node. */
export interface NodeTags {
  /** Sets of labels with texts. */
  readonly texts: readonly GraphTag[];
  /** Labels with numbers, each by its name, by the name of the set that they stand beside; empty for none. */
  readonly numbers: ReadonlyMap<string, ReadonlyMap<string, GraphTag>>;
}

export interface GraphTag {
  readonly name: string;
  /** Of a label with a number. */
  readonly value: number;
  readonly unit: string;
  readonly flat: number;
  readonly cum: number;
}

export const noTags: NodeTags = { texts: [], numbers: new Map() };

export function removeEdge(edge: GraphEdge): void {
  edge.caller.out.delete(edge);
  edge.callee.in.delete(edge);
}
