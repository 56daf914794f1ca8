import { byMagnitude } from '../../shared/amount';
import type { Profile } from '../../shared/profile';
import type { Grouping, InlineMark, ReportScope, TopReport, TopRow } from '../../shared/report';
import { CallEdges } from './callEdges';
import { NodeSums, type WeighedPart } from './nodeSums';
import { prepareReport } from './reportParts';

/** Flat and cum by function, line or file: `go tool pprof -top`, without its cut-off. */
export function topReport(profile: Profile, scope: ReportScope, by: Grouping): TopReport {
  const { head, table, parts } = prepareReport(profile, scope, by);
  const sums = new NodeSums(table.count, parts);
  const numbered: { row: TopRow; node: number }[] = [];
  for (let node = 0; node < table.count; node += 1) {
    const flat = sums.flat(node);
    const cum = sums.cum(node);
    if (flat === 0 && cum === 0) continue;
    const { function: name, file, line } = table.name(node);
    numbered.push({ row: { function: name, file, line, flat, cum }, node });
  }
  numbered.sort((a, b) => compareRows(a.row, b.row));
  return {
    ...head,
    rows: numbered.map(({ row }) => row),
    inlineMarks: (count) => inlineMarks(numbered.slice(0, count), table.count, parts),
  };
}

/** By |flat|, then |cum|, then name, file and line. */
export function compareRows(a: TopRow, b: TopRow): number {
  return (
    byMagnitude(a.flat, b.flat) ||
    byMagnitude(a.cum, b.cum) ||
    compareTexts(a.function, b.function) ||
    compareTexts(a.file, b.file) ||
    a.line - b.line
  );
}

/** By code units, so that the order is the same everywhere. */
export function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function inlineMarks(
  shown: readonly { readonly node: number }[],
  nodeCount: number,
  parts: readonly WeighedPart[],
): InlineMark[] {
  const marked = new Uint8Array(nodeCount);
  for (const { node } of shown) marked[node] = 1;
  const inlined = new Uint8Array(nodeCount);
  const called = new Uint8Array(nodeCount);
  for (const edge of new CallEdges(marked, 'callers', parts).all()) {
    (edge.inlined ? inlined : called)[edge.callee] = 1;
  }
  return shown.map(({ node }) => (inlined[node] !== 1 ? 'none' : called[node] === 1 ? 'some' : 'all'));
}
