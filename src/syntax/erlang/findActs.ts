import type { ActLine, ErlangAct, ErlangText, FindActs, SourceActs } from '../../shared/ports/sources/erlangSource';
import { actPatterns, undonePatterns } from './actPatterns';
import { blankText } from './blankText';
import { callText } from './callText';
import { clauseLines } from './clauseLines';
import { expressionPart } from './expressionPart';
import { findCalls } from './findCalls';
import { findConstants } from './findConstants';
import { moduleLines } from './moduleLines';
import { nestedList } from './nestedList';
import { roomOfCall } from './roomIn';
import { functionRanges, type FunctionRange } from './functionRanges';

/** No file that a person writes has more. */
const mostCharacters = 2_000_000;

const nothing: SourceActs = { modules: [], functions: [], acts: [], clauses: [], calls: [], constants: new Map() };

/** What is written in these ways in a pattern takes apart, and makes nothing. */
const made: ReadonlySet<ErlangAct> = new Set(['keep', 'empty']);

const beginnings = /^(?:init|start\w*|new\w*|child_spec)$/;

interface Lines {
  readonly blanked: readonly string[];
  readonly written: readonly string[];
}

/** Lines of a file that do what a finding can be about, and which function calls which. What stands in comments and strings does nothing. */
export const findActs: FindActs = (source: ErlangText): SourceActs => {
  if (source.text.length > mostCharacters) return nothing;
  const { language } = source;
  const lines = { blanked: blankText(source).split('\n'), written: source.text.split('\n') };
  const functions = functionRanges(lines.blanked, language);
  const clauses = clauseLines(lines.blanked, functions);
  const acts: ActLine[] = [];
  for (const [row, text] of lines.blanked.entries()) {
    for (const [act, pattern] of Object.entries(actPatterns) as [ErlangAct, RegExp][]) {
      const around = functions.find(({ line, end }) => row + 1 >= line && row + 1 <= end) ?? null;
      const part = made.has(act) ? expressionPart(text, language) : text;
      const column = pattern.exec(part)?.index ?? otherwise(act, { text: part, row, around }, { language, lines });
      if (column === null) continue;
      // What is empty at first was never emptied.
      if (act === 'empty' && (around === null || beginnings.test(around.name))) continue;
      acts.push(actLine(act, { row, column, around }, lines));
    }
  }
  const calls = findCalls(lines.blanked, functions, { language, clauses });
  const modules = moduleLines(lines.blanked, source);
  return {
    modules,
    functions,
    acts: acts.filter((one) => !isAroundAnother(one, acts)),
    clauses,
    calls,
    constants: findConstants(source),
  };
};

interface Where {
  readonly text: string;
  readonly row: number;
  readonly around: FunctionRange | null;
}

/** What no pattern of a line tells. */
function otherwise(
  act: ErlangAct,
  { text, row, around }: Where,
  { language, lines }: { readonly language: ErlangText['language']; readonly lines: Lines },
): number | null {
  if (act === 'atom' && language === 'elixir') return builtAtom(text, lines.written[row] ?? '');
  if (act !== 'keep') return null;
  const clause = around?.clauses.findLast((line) => line <= row + 1) ?? 0;
  // The head of the clause itself takes apart.
  return clause === row + 1 && language === 'elixir' ? null : nestedList(text, around, lines.blanked[clause - 1] ?? '');
}

/** `maps:update_with(Topic, fun(Known) -> [One | Known] end, …)` over several lines: what grows is made within it. */
function isAroundAnother(outer: ActLine, acts: readonly ActLine[]): boolean {
  if (outer.act !== 'keep' || !/^(?:maps:update_with|Map\.(?:update|get_and_update)!?)\b/.test(outer.call))
    return false;
  return acts.some(
    ({ act, line, text, functionLine }) =>
      act === 'keep' && functionLine === outer.functionLine && line > outer.line && outer.call.includes(text),
  );
}

/** `:"tenant_#{id}"`: what makes it another atom each time stands within quotes, which are blanked. */
function builtAtom(blanked: string, written: string): number | null {
  const match = [...written.matchAll(/(?<![\w:]):"[^"\n]*#\{/g)].find(({ index }) => blanked[index] === ':');
  return match?.index ?? null;
}

interface Place {
  readonly row: number;
  readonly column: number;
  readonly around: FunctionRange | null;
}

function actLine(act: ErlangAct, { row, column, around }: Place, { blanked, written }: Lines): ActLine {
  const takesBack = undonePatterns[act];
  const body = around === null ? [] : blanked.slice(around.line - 1, around.end);
  const clause = around?.clauses.findLast((line) => line <= row + 1) ?? row + 1;
  const call = callText(blanked, written, row, column);
  return {
    act,
    line: row + 1,
    function: around?.name ?? '',
    arity: around?.arity ?? 0,
    functionLine: around?.line ?? 0,
    functionEnd: around?.end ?? 0,
    text: (written[row] ?? '').trim(),
    call,
    clause: written
      .slice(clause - 1, row)
      .filter((_line, at) => at === 0 || clause + at > row - 3)
      .concat((written[row] ?? '').slice(0, column))
      .join(' '),
    room: act === 'drop' || act === 'delete' ? roomOfCall(call) : null,
    isUndone: takesBack !== undefined && body.some((line) => takesBack.test(line)),
  };
}
