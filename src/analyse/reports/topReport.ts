import { byMagnitude } from '../../shared/model/report/amount';
import type { Profile } from '../../shared/model/profile';
import type { Grouping, ReportScope, TopReport, TopRow } from '../../shared/model/report/report';
import { compareTexts } from './compareTexts';
import { inlineMarks } from './samples/inlineMarks';
import { NodeSums } from './nodeSums';
import type { NodeName } from './nodeTable';
import { prepareReport } from './reportParts';

/**
 * Flat and cum by function, line or file: `go tool pprof -top`, without its cut-off.
 *
 * @param isRow whether a node is one of the rows; all are unless it says otherwise
 */
export function topReport(
  profile: Profile,
  scope: ReportScope,
  by: Grouping,
  isRow: (name: NodeName) => boolean = () => true,
): TopReport {
  const { head, table, parts } = prepareReport(profile, scope, by);
  const sums = new NodeSums(table.count, parts);
  const numbered: { row: TopRow; node: number }[] = [];
  for (let node = 0; node < table.count; node += 1) {
    const flat = sums.flat(node);
    const cum = sums.cum(node);
    if (flat === 0 && cum === 0) continue;
    const named = table.name(node);
    if (!isRow(named)) continue;
    const { function: name, file, line } = named;
    numbered.push({ row: { function: name, file, line, flat, cum }, node });
  }
  numbered.sort((a, b) => compareRows(a.row, b.row));
  return {
    ...head,
    rows: numbered.map(({ row }) => row),
    inlineMarks: (count) =>
      inlineMarks(
        table.count,
        parts,
        numbered.slice(0, count).map(({ node }) => node),
      ),
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
