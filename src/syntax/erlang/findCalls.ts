import type { CallLine, ErlangText } from '../../shared/ports/sources/erlangSource';
import type { FunctionRange } from './functionRanges';

/** Calls of one file that are told. */
const mostCalls = 50_000;

const erlangCall = /(?<![\w@.:#?'])(?:(\??[a-zA-Z]\w*):)?([a-z]\w*)\s*(?:\(|\/\d)/g;
const elixirCall = /(?<![\w@.:])(?:([A-Z][\w.]*|:\w+)\.)?([a-z_]\w*[?!]?)(?=\s*\(|\/\d|\s+[\w:@%[{"&])/g;

/** Which functions a function names: those that it calls, and those that it hands on. */
export function findCalls(
  blanked: readonly string[],
  functions: readonly FunctionRange[],
  language: ErlangText['language'],
): readonly CallLine[] {
  const pattern = language === 'erlang' ? erlangCall : elixirCall;
  const found = new Map<string, CallLine>();
  for (const around of functions) {
    for (let row = around.line - 1; row < around.end && found.size < mostCalls; row += 1) {
      for (const [, module = '', name = ''] of (blanked[row] ?? '').matchAll(pattern)) {
        const isOwn = module === '' || module === '?MODULE' || module === '__MODULE__';
        const call = { from: around.name, fromLine: around.line, module: isOwn ? '' : module, name };
        found.set(`${call.fromLine} ${call.module} ${name}`, call);
      }
    }
  }
  return [...found.values()];
}
