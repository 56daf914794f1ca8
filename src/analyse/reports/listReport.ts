import { addAmounts, type Amount } from '../../shared/model/report/amount';
import type { Profile } from '../../shared/model/profile';
import type { LineCost, ListedFunction, ListReport, NamePattern, ReportScope } from '../../shared/model/report/report';
import { compareTexts } from './compareTexts';
import { NodeSums } from './nodeSums';
import { prepareReport } from './reportParts';

/** Lines shown before the first cost and behind the last, as pprof does. */
const margin = 5;

/** Costs by line of the functions that match: the numbers of `go tool pprof -list`. */
export function listReport(profile: Profile, scope: ReportScope, pattern: NamePattern): ListReport {
  const { head, table, parts } = prepareReport(profile, scope, 'source');
  const sums = new NodeSums(table.count, parts);
  const open = new Map<string, OpenFunction>();
  for (let node = 0; node < table.count; node += 1) {
    const cost = { flat: sums.flat(node), cum: sums.cum(node) };
    if (cost.flat === 0 && cost.cum === 0) continue;
    const { function: name, file, line, startLine, isNamed } = table.name(node);
    if (!isNamed || !pattern.test(name)) continue;
    const key = `${name}\0${file}`;
    const listed = open.get(key) ?? new OpenFunction(name, file);
    open.set(key, listed);
    listed.add({ line, ...cost }, startLine);
  }
  const functions = [...open.values()].map((listed) => listed.finish());
  return { ...head, functions: functions.sort(compareFunctions) };
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
