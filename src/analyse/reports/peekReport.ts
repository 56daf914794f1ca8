import { byMagnitude } from '../../shared/model/report/amount';
import type { Profile } from '../../shared/model/profile';
import type { NamePattern, Neighbour, PeekReport, PeekRow, ReportScope } from '../../shared/model/report/report';
import { CallEdges, type CallEdge } from './callEdges';
import { compareTexts } from './compareTexts';
import { NodeSums } from './nodeSums';
import type { NodeTable } from './nodeTable';
import { prepareReport } from './reportParts';

/** Callers and callees of the functions that match: `go tool pprof -peek`. */
export function peekReport(profile: Profile, scope: ReportScope, pattern: NamePattern): PeekReport {
  const { head, table, parts } = prepareReport(profile, scope, 'function');
  const sums = new NodeSums(table.count, parts);
  const marked = new Uint8Array(table.count);
  for (let node = 0; node < table.count; node += 1) {
    const isThere = sums.flat(node) !== 0 || sums.cum(node) !== 0;
    marked[node] = isThere && pattern.test(table.name(node).function) ? 1 : 0;
  }
  const neighbours = new Neighbours(table, new CallEdges(marked, parts).all());
  const rows: PeekRow[] = [];
  for (let node = 0; node < table.count; node += 1) {
    if (marked[node] !== 1) continue;
    const { function: name } = table.name(node);
    rows.push({ function: name, flat: sums.flat(node), cum: sums.cum(node), ...neighbours.of(node) });
  }
  return { ...head, rows: rows.sort(compareRows) };
}

function compareRows(a: PeekRow, b: PeekRow): number {
  return byMagnitude(a.flat, b.flat) || byMagnitude(a.cum, b.cum) || compareTexts(a.function, b.function);
}

/** Edges by the node at either end. */
class Neighbours {
  private readonly table: NodeTable;
  private readonly callers = new Map<number, Neighbour[]>();
  private readonly callees = new Map<number, Neighbour[]>();

  constructor(table: NodeTable, edges: readonly CallEdge[]) {
    this.table = table;
    for (const edge of edges) {
      this.push(this.callers, edge.callee, { edge, other: edge.caller });
      this.push(this.callees, edge.caller, { edge, other: edge.callee });
    }
  }

  of(node: number): Pick<PeekRow, 'callers' | 'callees'> {
    const sorted = (list: Neighbour[] = []) => list.sort(compareNeighbours);
    return { callers: sorted(this.callers.get(node)), callees: sorted(this.callees.get(node)) };
  }

  private push(to: Map<number, Neighbour[]>, node: number, { edge, other }: { edge: CallEdge; other: number }): void {
    const list = to.get(node) ?? [];
    list.push({ function: this.table.name(other).function, value: edge.weight, inlined: edge.inlined });
    to.set(node, list);
  }
}

function compareNeighbours(a: Neighbour, b: Neighbour): number {
  return byMagnitude(a.value, b.value) || compareTexts(a.function, b.function);
}
