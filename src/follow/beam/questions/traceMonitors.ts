import { atomName, itemsOf, listOf, numberOf, textOf } from '../../../shared/base/symbols/erlangTerms';
import { functionText } from '../../../shared/base/symbols/erlangFunction';
import { atom, charlist, tuple, type Term } from '../../../shared/model/beam/term';
import type { MonitorCaller, MonitorTrace, TraceQuestion } from '../../../shared/ports/runtime/nodeLooks';
import { isNotOffered, type Asks } from './ask';
import { findProcess } from './findProcess';
import { functionOf } from './functionOf';

/** Takes at most so many messages of the tracer, until a moment; both texts begin with it. */
const take = `Spec = [{'_', [], [{message, {caller_line}}]}],
Take = fun(_, 0, _, Seen) -> Seen;
  (Again, Left, Until, Seen) ->
    receive {trace, P, call, _, Who} -> Again(Again, Left - 1, Until, [Who | Seen])
    after max(0, Until - erlang:monotonic_time(millisecond)) -> Seen end end,
Seen = fun() -> {ok, Take(Take, Most, erlang:monotonic_time(millisecond) + Millis, [])} end,
`;

/** Since OTP 27 (kernel: trace.erl): a session of its own, which clashes with no other tracer, and ends with the process that made it. */
const bySession = `${take}Session = trace:session_create(leaklens, self(), []),
try case trace:process(Session, P, true, [call]) of
  0 -> gone;
  _ -> trace:function(Session, {erlang, monitor, 2}, Spec, []), Seen() end
after trace:session_destroy(Session) end.`;

/** Before, a process has one tracer, and what is traced is the same for all: where somebody traces already, nothing is done. */
const byFlags = `${take}Me = self(),
case {erlang:trace_info(P, flags), erlang:trace_info({erlang, monitor, 2}, traced)} of
  {{flags, []}, {traced, false}} ->
    try
      erlang:trace(P, true, [call, {tracer, Me}]),
      erlang:trace_pattern({erlang, monitor, 2}, Spec, [global]), Seen()
    after
      erlang:trace_pattern({erlang, monitor, 2}, false, [global]),
      catch erlang:trace(P, false, [call])
    end;
  {undefined, _} -> gone;
  _ -> busy end.`;

/**
 * Who calls `erlang:monitor/2` in a process: traced until so many calls were seen, or the time is over, by code that is evaluated in the node
 * and ends the trace itself, whatever becomes of us. It is more than a read: whoever calls this has asked a person. @throws LeakLensError
 */
export async function traceMonitors(ask: Asks, question: TraceQuestion, subject: string): Promise<MonitorTrace> {
  const pid = await findProcess(ask, question.process, subject);
  const bindings = [tuple(atom('P'), pid), tuple(atom('Most'), question.most), tuple(atom('Millis'), question.millis)];
  const text = (await hasSessions(ask)) ? bySession : byFlags;
  const tokens = itemsOf(await ask.call('erl_scan', 'string', charlist(text)))[1] ?? [];
  const forms = itemsOf(await ask.call('erl_parse', 'parse_exprs', tokens))[1] ?? [];
  const value = itemsOf(await ask.call('erl_eval', 'exprs', forms, bindings))[1];
  if (atomName(value) === 'busy') return { ending: 'other-tracer', calls: 0, callers: [] };
  if (atomName(value) === 'gone') return { ending: 'gone', calls: 0, callers: [] };
  const seen = listOf(itemsOf(value)[1]);
  return { ending: seen.length < question.most ? 'time' : 'enough', calls: seen.length, callers: callersOf(seen) };
}

async function hasSessions(ask: Asks): Promise<boolean> {
  try {
    await ask.call('trace', 'module_info', atom('md5'));
    return true;
  } catch (error) {
    if (isNotOffered(error)) return false;
    throw error;
  }
}

/** `{Module, Function, Arity, {File, Line}}`, without the last where nothing is known, or `undefined`. */
function callersOf(seen: readonly Term[]): readonly MonitorCaller[] {
  const counts = new Map<string, MonitorCaller>();
  for (const who of seen) {
    const called = functionOf(who);
    if (called === null) continue;
    const [file, line] = itemsOf(itemsOf(who)[3]);
    const one = { by: called, function: functionText(called), file: textOf(file) ?? '', line: numberOf(line) ?? 0 };
    const key = `${one.function} ${one.file}:${one.line}`;
    counts.set(key, { ...one, calls: (counts.get(key)?.calls ?? 0) + 1 });
  }
  return [...counts.values()].sort((a, b) => b.calls - a.calls);
}
