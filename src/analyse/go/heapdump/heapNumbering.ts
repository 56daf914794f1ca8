import { noObject, type HeapObjects } from '../../../shared/model/go/heapDump';
import { rankCount, type DumpRoot } from './dumpRoots';

/**
 * What some root leads to, numbered in the order in which a search in depth comes to it. 1 stands for all roots together, 0 for what is not
 * reached. Nodes are the rows of objects, and behind them those of roots.
 */
export interface HeapNumbering {
  /** The highest number. */
  readonly last: number;
  /** By node. */
  readonly numberOf: Uint32Array;
  /** By number. */
  readonly nodeOf: Uint32Array;
  /** By number: whom it was reached from. */
  readonly parentOf: Uint32Array;
  /** By rank: the first number behind those of the rank. */
  readonly rankEnds: readonly number[];
}

export interface HeapGraph {
  readonly objects: HeapObjects;
  readonly roots: readonly DumpRoot[];
}

export function numberHeap(graph: HeapGraph): HeapNumbering {
  return new DepthFirst(graph).run();
}

class DepthFirst {
  private readonly graph: HeapGraph;
  private readonly numberOf: Uint32Array;
  private readonly nodeOf: Uint32Array;
  private readonly parentOf: Uint32Array;
  /** What is under way, and which of its pointers is next. */
  private readonly open: Uint32Array;
  private readonly next: Uint32Array;
  private last = 1;

  constructor(graph: HeapGraph) {
    this.graph = graph;
    const nodes = graph.objects.count + graph.roots.length;
    this.numberOf = new Uint32Array(nodes);
    this.nodeOf = new Uint32Array(nodes + 2);
    this.parentOf = new Uint32Array(nodes + 2);
    this.open = new Uint32Array(nodes + 1);
    this.next = new Uint32Array(nodes + 1);
  }

  run(): HeapNumbering {
    const { roots, objects } = this.graph;
    const rankEnds: number[] = [];
    for (let rank = 0; rank < rankCount; rank += 1) {
      roots.forEach((root, row) => {
        if (root.rank === rank && root.isFirst) this.search(objects.count + row);
      });
      rankEnds.push(this.last + 1);
    }
    const { last, numberOf, nodeOf, parentOf } = this;
    return { last, numberOf, nodeOf, parentOf, rankEnds };
  }

  /** One loop, whose columns are its own: there are millions of steps. */
  private search(start: number): void {
    const { open, next, numberOf } = this;
    const { count, offsets, targets } = this.graph.objects;
    let depth = 0;
    this.enter(start, 1);
    open[0] = start;
    next[0] = 0;
    while (depth >= 0) {
      const node = open[depth] ?? 0;
      const at = next[depth] ?? 0;
      next[depth] = at + 1;
      let to: number | undefined;
      if (node < count) {
        if (at === (offsets[node + 1] ?? 0)) to = undefined;
        else to = targets[at];
      } else to = this.heldBy(node - count, at);
      if (to === undefined) depth -= 1;
      else if (to !== noObject && numberOf[to] === 0) {
        this.enter(to, numberOf[node] ?? 0);
        depth += 1;
        open[depth] = to;
        next[depth] = to < count ? (offsets[to] ?? 0) : 0;
      }
    }
  }

  private enter(node: number, parent: number): void {
    this.last += 1;
    this.numberOf[node] = this.last;
    this.nodeOf[this.last] = node;
    this.parentOf[this.last] = parent;
  }

  private heldBy(row: number, at: number): number | undefined {
    const { roots, objects } = this.graph;
    const root = roots[row];
    if (root === undefined) return undefined;
    const { called, targets } = root;
    if (at >= called.length) return targets[at - called.length];
    return objects.count + (called[at] ?? 0);
  }
}

/** By number, who points there: what belongs to a lower rank does not count, since it is that one's already. */
export interface HeapPredecessors {
  /** `last + 2` offsets into `from`. */
  readonly offsets: Uint32Array;
  /** Numbers; 1 for a root itself. */
  readonly from: Uint32Array;
}

export function heapPredecessors(graph: HeapGraph, numbering: HeapNumbering): HeapPredecessors {
  const { last } = numbering;
  const offsets = new Uint32Array(last + 2);
  countEdges(graph, numbering, offsets);
  for (let number = 1; number <= last + 1; number += 1) {
    offsets[number] = (offsets[number] ?? 0) + (offsets[number - 1] ?? 0);
  }
  const from = new Uint32Array(offsets[last + 1] ?? 0);
  fillEdges(graph, numbering, { offsets, from });
  return { offsets, from };
}

/** Counts what comes to each number, one place behind it. */
function countEdges(graph: HeapGraph, numbering: HeapNumbering, counts: Uint32Array): void {
  const count = (_: number, to: number) => (counts[to + 1] = (counts[to + 1] ?? 0) + 1);
  eachObjectEdge(graph, numbering, count);
  eachRootEdge(graph, numbering, count);
}

function fillEdges(graph: HeapGraph, numbering: HeapNumbering, { offsets: starts, from: all }: HeapPredecessors): void {
  const free = starts.slice();
  const put = (from: number, to: number) => {
    const at = free[to] ?? 0;
    all[at] = from;
    free[to] = at + 1;
  };
  eachObjectEdge(graph, numbering, put);
  eachRootEdge(graph, numbering, put);
}

/** Edges from object to object, but for those that lead back to what ranks before. */
function eachObjectEdge(
  { objects: { offsets, targets, count } }: HeapGraph,
  { numberOf, rankEnds }: HeapNumbering,
  tell: (from: number, to: number) => void,
): void {
  const ranks = new RankStarts(rankEnds);
  for (let row = 0; row < count; row += 1) {
    const from = numberOf[row] ?? 0;
    const end = offsets[row + 1] ?? 0;
    if (from === 0) continue;
    const least = ranks.startOf(from);
    for (let at = offsets[row] ?? 0; at < end; at += 1) {
      const target = targets[at] ?? noObject;
      if (target === noObject) continue;
      const to = numberOf[target] ?? 0;
      if (to >= least) tell(from, to);
    }
  }
}

function eachRootEdge(
  { objects, roots }: HeapGraph,
  { numberOf, rankEnds }: HeapNumbering,
  tell: (from: number, to: number) => void,
): void {
  roots.forEach(({ isFirst, rank, called, targets }, row) => {
    const from = numberOf[objects.count + row] ?? 0;
    const least = rank === 0 ? 2 : (rankEnds[rank - 1] ?? 2);
    if (isFirst) tell(1, from);
    for (const other of called) tell(from, numberOf[objects.count + other] ?? 0);
    for (const target of targets) {
      const to = target === noObject ? 0 : (numberOf[target] ?? 0);
      if (to >= least) tell(from, to);
    }
  });
}

/** The first number of the rank of each number. */
class RankStarts {
  private readonly ends: readonly number[];
  /** Of the number that was asked before: neighbours are mostly of one rank. */
  private start = 2;
  private end = 2;

  constructor(ends: readonly number[]) {
    this.ends = ends;
  }

  startOf(number: number): number {
    if (number < this.start || number >= this.end) {
      this.start = 2;
      for (const end of this.ends) {
        this.end = end;
        if (number < end) break;
        this.start = end;
      }
    }
    return this.start;
  }
}
