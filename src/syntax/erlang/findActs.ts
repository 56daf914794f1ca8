import type { ActLine, ErlangAct, ErlangText, FindActs, SourceActs } from '../../shared/ports/sources/erlangSource';
import { actPatterns, undonePatterns } from './actPatterns';
import { blankText } from './blankText';
import { callText } from './callText';
import { expressionPart } from './expressionPart';
import { findCalls } from './findCalls';
import { findConstants } from './findConstants';
import { moduleLines } from './moduleLines';
import { functionRanges, type FunctionRange } from './functionRanges';

/** No file that a person writes has more. */
const mostCharacters = 2_000_000;

const nothing: SourceActs = { modules: [], functions: [], acts: [], calls: [], constants: new Map() };

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
  const acts: ActLine[] = [];
  for (const [row, text] of lines.blanked.entries()) {
    for (const [act, pattern] of Object.entries(actPatterns) as [ErlangAct, RegExp][]) {
      const column =
        pattern.exec(act === 'keep' ? expressionPart(text, language) : text)?.index ??
        (act === 'atom' && language === 'elixir' ? builtAtom(text, lines.written[row] ?? '') : null);
      if (column === null) continue;
      const around = functions.find(({ line, end }) => row + 1 >= line && row + 1 <= end) ?? null;
      acts.push(actLine(act, { row, column, around }, lines));
    }
  }
  const calls = findCalls(lines.blanked, functions, language);
  return { modules: moduleLines(lines.blanked, source), functions, acts, calls, constants: findConstants(source) };
};

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
  return {
    act,
    line: row + 1,
    function: around?.name ?? '',
    arity: around?.arity ?? 0,
    functionLine: around?.line ?? 0,
    functionEnd: around?.end ?? 0,
    text: (written[row] ?? '').trim(),
    call: callText(blanked, written, row, column),
    clause: written
      .slice(clause - 1, row)
      .filter((_line, at) => at === 0 || clause + at > row - 3)
      .concat((written[row] ?? '').slice(0, column))
      .join(' '),
    isUndone: takesBack !== undefined && body.some((line) => takesBack.test(line)),
  };
}
