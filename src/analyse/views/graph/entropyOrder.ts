import { compareTexts } from '../../reports/compareTexts';
import type { GraphEdge, GraphNode } from './callGraph';

/**
 * Sorts nodes by how much they tell, most first (graph.go, EntropyOrder): what only hands its costs on from one caller to one callee tells
 * little.
 */
export function sortByEntropy(nodes: GraphNode[]): void {
  const scores = new Map(nodes.map((node) => [node, scoreOf(node)]));
  const score = (node: GraphNode) => scores.get(node) ?? 0n;
  nodes.sort(
    (a, b) =>
      compareDescending(score(a), score(b)) ||
      compareTexts(a.name, b.name) ||
      Math.abs(b.flat) - Math.abs(a.flat) ||
      a.frame - b.frame,
  );
}

function compareDescending(a: bigint, b: bigint): number {
  return a === b ? 0 : a > b ? -1 : 1;
}

/** The absolute value of the score, in Go's arithmetic of 64 bits. */
function scoreOf(node: GraphNode): bigint {
  const isEntry = node.in.size === 0;
  const isLeaf = node.out.size === 0;
  const caller = isEntry ? 1 : edgeEntropy(node.in, 0);
  const callee = isLeaf ? 1 : edgeEntropy(node.out, node.flat);
  const score = BigInt.asIntN(64, toInt64((caller + callee) * node.cum) + BigInt(node.flat));
  return score < 0n ? BigInt.asIntN(64, -score) : score;
}

const leastInt64 = -(2n ** 63n);

/** As amd64 converts: what does not fit, and what is no number (an edge that weighs nothing makes it so), is the least of all. */
function toInt64(value: number): bigint {
  return Math.abs(value) < 2 ** 63 ? BigInt(Math.trunc(value)) : leastInt64;
}

function edgeEntropy(edges: ReadonlySet<GraphEdge>, self: number): number {
  let total = self;
  for (const { weight } of edges) if (weight > 0) total += weight;
  if (total === 0) return 0;
  let score = 0;
  for (const { weight } of edges) score += entropyOf(Math.abs(weight) / total);
  return self > 0 ? score + entropyOf(self / total) : score;
}

function entropyOf(share: number): number {
  return -share * Math.log2(share);
}
