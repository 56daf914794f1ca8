import type { HeapNumbering, HeapPredecessors } from './heapNumbering';

/**
 * For each number the one that every way to it goes through and that is nearest: what would go with it if it went. Lengauer and Tarjan, "A fast
 * algorithm for finding dominators in a flowgraph" (1979), with compressed paths, O(m log n) for whatever a file says, and without recursion.
 */
export function dominators(
  { last, parentOf }: Pick<HeapNumbering, 'last' | 'parentOf'>,
  { offsets, from }: HeapPredecessors,
): Uint32Array {
  const forest = new Forest(last, parentOf);
  const { semi } = forest;
  const dominator = new Uint32Array(last + 1);
  // Numbers whose semidominator is the index, as a list.
  const first = new Uint32Array(last + 1);
  const next = new Uint32Array(last + 1);
  for (let number = last; number > 1; number -= 1) {
    const end = offsets[number + 1] ?? 0;
    let best = semi[number] ?? 0;
    for (let at = offsets[number] ?? 0; at < end; at += 1) {
      const other = semi[forest.evaluate(from[at] ?? 0)] ?? 0;
      if (other < best) best = other;
    }
    semi[number] = best;
    next[number] = first[best] ?? 0;
    first[best] = number;
    const parent = parentOf[number] ?? 0;
    forest.link(number);
    for (let one = first[parent] ?? 0; one !== 0; one = next[one] ?? 0) {
      const nearest = forest.evaluate(one);
      dominator[one] = (semi[nearest] ?? 0) < (semi[one] ?? 0) ? nearest : parent;
    }
    first[parent] = 0;
  }
  for (let number = 2; number <= last; number += 1) {
    const found = dominator[number] ?? 0;
    if (found !== semi[number]) dominator[number] = dominator[found] ?? 0;
  }
  return dominator;
}

/** Numbers that are done, as trees: each knows of the way up to its root the number with the least semidominator. */
class Forest {
  readonly semi: Uint32Array;
  private readonly best: Uint32Array;
  private readonly above: Uint32Array;
  private readonly way: number[] = [];
  /** Numbers from here on are linked to those above them. */
  private linkedFrom: number;

  constructor(last: number, parentOf: Uint32Array) {
    this.semi = new Uint32Array(last + 1);
    for (let number = 0; number <= last; number += 1) this.semi[number] = number;
    this.best = this.semi.slice();
    this.above = parentOf.slice(0, last + 1);
    this.linkedFrom = last + 1;
  }

  /** Numbers are linked in falling order. */
  link(number: number): void {
    this.linkedFrom = number;
  }

  evaluate(number: number): number {
    if (number >= this.linkedFrom) this.compress(number);
    return this.best[number] ?? 0;
  }

  private compress(number: number): void {
    const { above, best, semi, way, linkedFrom } = this;
    way.length = 0;
    for (let at = number; (above[at] ?? 0) >= linkedFrom; at = above[at] ?? 0) way.push(at);
    for (let step = way.length - 1; step >= 0; step -= 1) {
      const at = way[step] ?? 0;
      const over = above[at] ?? 0;
      const [mine, theirs] = [best[at] ?? 0, best[over] ?? 0];
      if ((semi[theirs] ?? 0) < (semi[mine] ?? 0)) best[at] = theirs;
      above[at] = above[over] ?? 0;
    }
  }
}
