import { compareTexts } from '../../reports/compareTexts';
import { removeEdge, type CallGraph, type GraphEdge, type GraphNode } from './callGraph';

/** Heaviest first, by absolute value, then by names (graph.go, edgeList). */
export function compareEdges(a: GraphEdge, b: GraphEdge): number {
  return (
    Math.abs(b.weight) - Math.abs(a.weight) ||
    compareTexts(a.caller.name, b.caller.name) ||
    compareTexts(a.callee.name, b.callee.name)
  );
}

/** Leaves out edges over nodes that were left out, where another way leads to the same node (graph.go, RemoveRedundantEdges). */
export function removeRedundantEdges({ nodes }: CallGraph): void {
  for (const node of nodes.toReversed()) {
    for (const edge of [...node.in].sort(compareEdges).reverse()) {
      // None that is heavier than one that stays: its absence would confuse.
      if (!edge.residual) break;
      if (isRedundant(edge)) removeEdge(edge);
    }
  }
}

function isRedundant(edge: GraphEdge): boolean {
  const seen = new Set<GraphNode>([edge.callee]);
  const queue = [edge.callee];
  for (const node of queue) {
    for (const other of node.in) {
      if (other === edge || seen.has(other.caller)) continue;
      if (other.caller === edge.caller) return true;
      seen.add(other.caller);
      queue.push(other.caller);
    }
  }
  return false;
}
