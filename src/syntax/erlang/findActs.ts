import type { ActLine, ErlangAct, ErlangText, FindActs } from '../../shared/ports/sources/erlangSource';
import { blankText } from './blankText';
import { functionRanges, type FunctionRange } from './functionRanges';

/** No file that a person writes has more. */
const mostCharacters = 2_000_000;

/** How each act is written: Erlang on the left, Elixir on the right. A name before that has more to it is another function. */
const acts: Readonly<Record<ErlangAct, RegExp>> = {
  monitor:
    /(?<![\w:.@])(?:erlang:)?monitor\s*\(|(?:Process|:erlang)\.monitor\b|(?<![\w@])(?:gen_server|gen_statem):send_request\s*\(|:gen_server\.send_request\b/,
  receive: /(?<![\w:.@])receive\b/,
  start:
    /(?<![\w:.@])(?:erlang:)?spawn(?:_link|_opt|_monitor|_request)?\s*[( ]|\w+:start(?:_link|_child|_monitor)?\s*\(|\b(?:Task|Agent|GenServer|DynamicSupervisor|Supervisor|Task\.Supervisor)\.(?:start\w*|async\w*)\b/,
  insert:
    /(?<![\w@])ets:(?:insert(?:_new)?|update_counter|update_element)\s*\(|:ets\.(?:insert(?:_new)?|update_counter)\b/,
  'new-table': /(?<![\w@])ets:new\s*\(|:ets\.new\b/,
  atom: /(?<![\w@])(?:erlang:)?(?:list|binary)_to_atom\s*\(|(?:String|List)\.to_atom\b|:erlang\.(?:list|binary)_to_atom\b/,
  'binary-part':
    /(?<![\w@])binary:(?:part|split|matches?)\s*\(|(?<![\w:.@])binary_part\s*\(|:binary\.(?:part|split)\b|<<[^>]*\/(?:binary|bytes)\b|<<[^>]*::\s*(?:binary|bytes)/,
  port: /(?<![\w:.@])(?:erlang:)?open_port\s*\(|gen_(?:tcp|udp|sctp):(?:connect|accept|listen|open)\s*\(|Port\.open\b|:gen_(?:tcp|udp)\.(?:connect|accept|listen|open)\b/,
  delete:
    /(?<![\w@])ets:(?:delete(?:_all_objects|_object)?|match_delete|select_delete|take)\s*\(|:ets\.(?:delete\w*|match_delete|select_delete|take)\b/,
};

const undone: Partial<Readonly<Record<ErlangAct, RegExp>>> = {
  monitor:
    /\bdemonitor\b|receive_response\b|:gen_server\.(?:receive_response|wait_response)|wait_response\b|check_response\b/,
};

/** Lines of a file that do what a finding can be about. What stands in comments and strings does nothing. */
export const findActs: FindActs = (source: ErlangText): readonly ActLine[] => {
  if (source.text.length > mostCharacters) return [];
  const blanked = blankText(source).split('\n');
  const written = source.text.split('\n');
  const functions = functionRanges(blanked, source.language);
  const found: ActLine[] = [];
  for (const [row, text] of blanked.entries()) {
    for (const [act, pattern] of Object.entries(acts) as [ErlangAct, RegExp][]) {
      if (!pattern.test(text)) continue;
      const around = functions.find(({ line, end }) => row + 1 >= line && row + 1 <= end) ?? null;
      found.push(actLine(act, { row, around, text: (written[row] ?? '').trim(), blanked }));
    }
  }
  return found;
};

function actLine(
  act: ErlangAct,
  at: { row: number; around: FunctionRange | null; text: string; blanked: readonly string[] },
): ActLine {
  const { row, around, text, blanked } = at;
  const takesBack = undone[act];
  const body = around === null ? [] : blanked.slice(around.line - 1, around.end);
  return {
    act,
    line: row + 1,
    function: around?.name ?? '',
    arity: around?.arity ?? 0,
    functionLine: around?.line ?? 0,
    functionEnd: around?.end ?? 0,
    text,
    isUndone: takesBack !== undefined && body.some((line) => takesBack.test(line)),
  };
}
