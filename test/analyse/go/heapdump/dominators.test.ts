import fc from 'fast-check';
import { expect, it } from 'vitest';
import { dominators } from '../../../../src/analyse/go/heapdump/dominators';
import type { DumpRoot } from '../../../../src/analyse/go/heapdump/dumpRoots';
import { heapPredecessors, numberHeap, type HeapGraph } from '../../../../src/analyse/go/heapdump/heapNumbering';

type Edges = readonly (readonly number[])[];

function graphOf(
  edges: Edges,
  roots: readonly { readonly rank: number; readonly targets: readonly number[] }[],
): HeapGraph {
  const offsets = new Uint32Array(edges.length + 1);
  edges.forEach((targets, row) => (offsets[row + 1] = (offsets[row] ?? 0) + targets.length));
  const closures = { objects: new Uint32Array(0), code: new Float64Array(0) };
  const words = new Uint32Array(edges.length).fill(1);
  return {
    objects: { count: edges.length, words, offsets, targets: Uint32Array.from(edges.flat()), closures },
    roots: roots.map(({ rank, targets }, row): DumpRoot => ({
      ...{ kind: 'variable', name: `main.v${String(row)}`, rank, caller: null, isFirst: true, goroutines: 0 },
      ...{ waits: new Map(), called: [], targets: [...targets] },
    })),
  };
}

/** By node: its nearest dominator as a node, `all` for all roots together; nothing for what is not reached. */
function found(graph: HeapGraph): Map<number, number | 'all'> {
  const numbering = numberHeap(graph);
  const dominator = dominators(numbering, heapPredecessors(graph, numbering));
  const { last, nodeOf } = numbering;
  const numbers = Array.from({ length: Math.max(0, last - 1) }, (_, at) => at + 2);
  return new Map(
    numbers.map((number) => {
      const over = dominator[number] ?? 0;
      return [nodeOf[number] ?? -1, over === 1 ? ('all' as const) : (nodeOf[over] ?? -1)];
    }),
  );
}

/** The same by what the word means: what cannot be reached any more without a node. Roots are asked by rank, and what one has no later one gets. */
function expected({ objects, roots }: HeapGraph): Map<number, number | 'all'> {
  const claimed = new Set<number>();
  const answer = new Map<number, number | 'all'>();
  const next = (node: number) =>
    node < objects.count
      ? [...objects.targets.subarray(objects.offsets[node], objects.offsets[node + 1])]
      : (roots[node - objects.count]?.targets ?? []);
  for (const rank of [...new Set(roots.map((root) => root.rank))].sort((a, b) => a - b)) {
    const starts = roots.flatMap((root, row) => (root.rank === rank ? [objects.count + row] : []));
    const reachedWithout = (gone: number | null) => {
      const seen = new Set<number>();
      const open = starts.filter((start) => start !== gone);
      for (let node = open.pop(); node !== undefined; node = open.pop()) {
        if (seen.has(node)) continue;
        seen.add(node);
        open.push(...next(node).filter((to) => to !== gone && !claimed.has(to)));
      }
      return seen;
    };
    const all = reachedWithout(null);
    const without = new Map([...all].map((node) => [node, reachedWithout(node)]));
    for (const node of all) {
      const over = [...all].filter((other) => other !== node && without.get(other)?.has(node) === false);
      // The nearest is dominated by all others.
      const nearest = over.find((one) =>
        over.every((other) => other === one || without.get(other)?.has(one) === false),
      );
      answer.set(node, nearest ?? 'all');
    }
    for (const node of all) claimed.add(node);
  }
  return answer;
}

it('is what nothing behind it can be reached without, for any graph and roots of any rank', () => {
  const graphs = fc.integer({ min: 1, max: 12 }).chain((count) =>
    fc.record({
      edges: fc.array(fc.array(fc.nat(count - 1), { maxLength: 3 }), { minLength: count, maxLength: count }),
      roots: fc.array(fc.record({ rank: fc.nat(2), targets: fc.array(fc.nat(count - 1), { maxLength: 3 }) }), {
        minLength: 1,
        maxLength: 4,
      }),
    }),
  );
  fc.assert(
    fc.property(graphs, ({ edges, roots }) => {
      const graph = graphOf(edges, roots);
      expect(found(graph)).toEqual(expected(graph));
    }),
    { numRuns: 1000 },
  );
});

it('goes as deep as a list is long', () => {
  const length = 300_000;
  const edges = Array.from({ length }, (_, row) => (row + 1 < length ? [row + 1] : []));
  const graph = graphOf(edges, [{ rank: 0, targets: [0] }]);
  const over = found(graph);
  expect(over.get(length - 1)).toBe(length - 2);
  // And where a second root leads to its end, the rest stays the first one's.
  const twice = found(
    graphOf(edges, [
      { rank: 0, targets: [0] },
      { rank: 0, targets: [length - 1] },
    ]),
  );
  expect(twice.get(length - 1)).toBe('all');
  expect(twice.get(length - 2)).toBe(length - 3);
});
