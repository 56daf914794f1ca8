import type { HeapGraph, HeapNumbering, HeapPredecessors } from './heapNumbering';
import { OwnerSets } from './ownerSets';

/** Whose each number is. */
export interface HeapOwners {
  /** By number: the set of roots whose it is; 0 for what is no object and no root. */
  readonly setOf: Uint32Array;
  /** Roots of a set, as rows; the one that holds most by itself first. */
  ownersOf(set: number): readonly number[];
}

/** Rounds in which sets of owners still grow; they hold few, so that it ends before. */
const mostRounds = 64;

export function heapOwners(
  graph: HeapGraph,
  numbering: HeapNumbering,
  { dominator, predecessors }: { readonly dominator: Uint32Array; readonly predecessors: HeapPredecessors },
): HeapOwners {
  const { last, nodeOf } = numbering;
  const { count, words } = graph.objects;
  const sets = new OwnerSets();
  // First the root that dominates a number; what several hold, and all below it, has the first such object, and its set later.
  const topOf = new Uint32Array(last + 1);
  const setOf = new Uint32Array(last + 1);
  const shared: number[] = [];
  const ownWords = new Float64Array(graph.roots.length);
  for (let number = 2; number <= last; number += 1) {
    const node = nodeOf[number] ?? 0;
    const over = dominator[number] ?? 0;
    if (node >= count) {
      topOf[number] = number;
      setOf[number] = sets.of([node - count]);
      continue;
    }
    const top = over === 1 ? number : (topOf[over] ?? 0);
    topOf[number] = top;
    if (over === 1) shared.push(number);
    const root = (nodeOf[top] ?? 0) - count;
    if (root >= 0) ownWords[root] = (ownWords[root] ?? 0) + (words[node] ?? 0);
  }
  growShared({ shared, topOf, setOf, sets, predecessors });
  for (let number = 2; number <= last; number += 1) setOf[number] = setOf[topOf[number] ?? 0] ?? 0;
  return {
    setOf,
    ownersOf: (set) => [...sets.membersOf(set)].sort((a, b) => (ownWords[b] ?? 0) - (ownWords[a] ?? 0)),
  };
}

interface SharedParts {
  readonly shared: readonly number[];
  readonly topOf: Uint32Array;
  readonly setOf: Uint32Array;
  readonly sets: OwnerSets;
  readonly predecessors: HeapPredecessors;
}

/** For each object that several hold: the owners of all that points to it, until nothing is added any more. */
function growShared({ shared, topOf, setOf, sets, predecessors }: SharedParts): void {
  const { offsets, from } = predecessors;
  for (let round = 0, grew = true; grew && round < mostRounds; round += 1) {
    grew = false;
    for (const number of shared) {
      const before = setOf[number] ?? 0;
      let set = before;
      const end = offsets[number + 1] ?? 0;
      for (let at = offsets[number] ?? 0; at < end; at += 1) {
        set = sets.union(set, setOf[topOf[from[at] ?? 0] ?? 0] ?? 0);
      }
      if (set === before) continue;
      setOf[number] = set;
      grew = true;
    }
  }
}
