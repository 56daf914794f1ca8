import { addAmounts, type Amount } from '../../shared/model/report/amount';
import type { Profile } from '../../shared/model/profile';
import type { LineCost, ListedFunction, ListReport, NamePattern, ReportScope } from '../../shared/model/report/report';
import { compareTexts } from './compareTexts';
import { NodeSums } from './nodeSums';
import type { NodeName, NodeTable } from './nodeTable';
import { prepareReport } from './reportParts';

/** Lines shown before the first cost and behind the last, as pprof does. */
const margin = 5;

/** Costs by line of the functions that match: the numbers of `go tool pprof -list`. */
export function listReport(profile: Profile, scope: ReportScope, pattern: NamePattern): ListReport {
  const { head, table, parts } = prepareReport(profile, scope, 'source');
  const sums = new NodeSums(table.count, parts);
  return { ...head, functions: listedFunctions({ table, sums }, (name) => pattern.test(name.function)) };
}

/** Nodes by `source`, and what they cost. */
export interface SourceNodes {
  readonly table: NodeTable;
  readonly sums: Pick<NodeSums, 'flat' | 'cum'>;
}

/** The functions that are wanted, with the lines that cost something; by function, then file. */
export function listedFunctions(
  { table, sums }: SourceNodes,
  isWanted: (name: NodeName) => boolean,
): readonly ListedFunction[] {
  const open = new Map<string, OpenFunction>();
  for (let node = 0; node < table.count; node += 1) {
    const cost = { flat: sums.flat(node), cum: sums.cum(node) };
    if (cost.flat === 0 && cost.cum === 0) continue;
    const name = table.name(node);
    if (!name.isNamed || !isWanted(name)) continue;
    const key = `${name.function}\0${name.file}`;
    const listed = open.get(key) ?? new OpenFunction(name.function, name.file);
    open.set(key, listed);
    listed.add({ line: name.line, ...cost }, name.startLine);
  }
  return [...open.values()].map((listed) => listed.finish()).sort(compareFunctions);
}

function compareFunctions(a: ListedFunction, b: ListedFunction): number {
  return compareTexts(a.function, b.function) || compareTexts(a.file, b.file);
}

class OpenFunction {
  private readonly name: string;
  private readonly file: string;
  private readonly lines = new Map<number, LineCost>();
  private startLine = 0;
  private firstLine = Infinity;
  private lastLine = 0;

  constructor(name: string, file: string) {
    this.name = name;
    this.file = file;
  }

  add(cost: LineCost, startLine: number): void {
    const known = this.lines.get(cost.line) ?? { line: cost.line, flat: 0, cum: 0 };
    this.lines.set(cost.line, {
      line: cost.line,
      flat: addAmounts(known.flat, cost.flat),
      cum: addAmounts(known.cum, cost.cum),
    });
    if (startLine > 0) this.startLine = this.startLine === 0 ? startLine : Math.min(this.startLine, startLine);
    this.firstLine = Math.min(this.firstLine, startLine === 0 ? cost.line - margin : startLine);
    this.lastLine = Math.max(this.lastLine, cost.line + margin);
  }

  finish(): ListedFunction {
    const lines = [...this.lines.values()].sort((a, b) => a.line - b.line);
    return {
      function: this.name,
      file: this.file,
      flat: lines.reduce<Amount>((sum, { flat }) => addAmounts(sum, flat), 0),
      cum: lines.reduce<Amount>((sum, { cum }) => addAmounts(sum, cum), 0),
      lines,
      startLine: this.startLine,
      firstLine: Math.max(1, this.firstLine),
      lastLine: this.lastLine,
    };
  }
}
