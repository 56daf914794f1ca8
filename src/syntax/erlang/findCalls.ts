import type { CallLine, ClauseLines, ErlangText } from '../../shared/ports/sources/erlangSource';
import type { FunctionRange } from './functionRanges';

/** Calls of one file that are told. */
const mostCalls = 50_000;

const erlangCall = /(?<![\w@.:#?'])(?:(\??[a-zA-Z]\w*):)?([a-z]\w*)\s*(?:\(|\/\d)/g;
const elixirCall = /(?<![\w@.:])(?:([A-Z][\w.]*|:\w+)\.)?([a-z_]\w*[?!]?)(?=\s*\(|\/\d|\s+[\w:@%[{"&])/g;

interface FoundClauses {
  readonly language: ErlangText['language'];
  readonly clauses: readonly ClauseLines[];
}

/** Which functions a function names: those that it calls, and those that it hands on. */
export function findCalls(
  blanked: readonly string[],
  functions: readonly FunctionRange[],
  { language, clauses: all }: FoundClauses,
): readonly CallLine[] {
  const pattern = language === 'erlang' ? erlangCall : elixirCall;
  const found = new Map<string, CallLine>();
  for (const around of functions) {
    const clauses = all.filter(({ functionLine }) => functionLine === around.line);
    for (let row = around.line - 1; row < around.end && found.size < mostCalls; row += 1) {
      for (const [, module = '', name = ''] of (blanked[row] ?? '').matchAll(pattern)) {
        const isOwn = module === '' || module === '?MODULE' || module === '__MODULE__';
        const call = { from: around.name, fromLine: around.line, line: row + 1, module: isOwn ? '' : module, name };
        const clause = clauses.findLast(({ line }) => line <= row + 1)?.line ?? around.line;
        const key = `${clause} ${call.module} ${name}`;
        if (!found.has(key)) found.set(key, call);
      }
    }
  }
  return [...found.values()];
}
