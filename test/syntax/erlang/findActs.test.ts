import { describe, expect, it } from 'vitest';
import type { ErlangText } from '../../../src/shared/ports/sources/erlangSource';
import { findActs } from '../../../src/syntax/erlang/findActs';

const told = (language: ErlangText['language'], text: string) =>
  findActs({ path: '/ws/a', language, text }).acts.map(
    ({ act, line, function: name, arity, isUndone }) => `${act} ${line} ${name}/${arity}${isUndone ? ' undone' : ''}`,
  );

const erlang = (text: string) => told('erlang', text);
const elixir = (text: string) => told('elixir', text);

describe('in Erlang', () => {
  it('finds what each function does, by its clauses', () => {
    const text = `-module(a).
-export([f/1]).

f(X) when is_pid(X) ->
    erlang:monitor(process, X);
f({A, B}) ->
    ets:insert(t, {A, B}),
    receive ok -> ok end.

'g h'() ->
    P = spawn_link(fun() -> ok end),
    list_to_atom("x" ++ P).
`;
    expect(erlang(text)).toEqual(['monitor 5 f/1', 'insert 7 f/1', 'receive 8 f/1', 'start 11 g h/0', 'atom 12 g h/0']);
  });

  it('takes nothing for code that stands in comments, strings and characters', () => {
    const text = `f() ->
    %% erlang:monitor(process, X)
    "erlang:monitor(process, X)",
    io:format("a \\" ets:insert(t, 1)"),
    $", erlang:monitor(process, x), $\\", receive_it().
`;
    expect(erlang(text)).toEqual(['monitor 5 f/0']);
  });

  it('goes on behind quotes and signs of comments that stand in quoted atoms', () => {
    const text = `f(X) ->
    io:format('50% of "'), '"' = X,
    ets:insert(t, X).
`;
    expect(erlang(text)).toEqual(['insert 3 f/1']);
  });

  it('takes no other function for one that it looks for', () => {
    const text = `f() ->
    my:monitor(a), demonitor(r), x_monitor(b), list_to_existing_atom("a"),
    sets:insert(a), old:spawn(b), monitors().
`;
    expect(erlang(text)).toEqual([]);
  });

  it('says which monitor is taken back in the same function', () => {
    const text = `f(P) ->
    R = monitor(process, P),
    demonitor(R, [flush]).
g(P) ->
    monitor(process, P).
h(P) ->
    gen_server:send_request(P, x).
`;
    expect(erlang(text)).toEqual(['monitor 2 f/1 undone', 'monitor 5 g/1', 'monitor 7 h/1']);
  });
});

describe('what libraries of OTP keep', () => {
  it('of groups and of what a state machine postpones is found in both languages', () => {
    const text = `-module(a).
join(G) -> ok = pg:join(rooms, G, self()).
leave(G) -> pg:leave(rooms, G, self()).
down(cast, _O, _D) ->
    {keep_state_and_data, [postpone]};
down(info, _O, D) ->
    {keep_state, D, [{postpone, true}]}.
postpone(A) -> my_pg:join(A), postponed(A).
`;
    expect(erlang(text)).toEqual(['insert 2 join/1', 'delete 3 leave/1', 'keep 5 down/3', 'keep 7 down/3']);
    const same = `defmodule A do
  def join(g), do: :pg.join(:rooms, g, self())
  def down(:cast, _order, _data), do: {:keep_state_and_data, :postpone}
  def down(:info, _order, _data) do
    {:keep_state_and_data, [:postpone]}
  end
end
`;
    expect(elixir(same)).toEqual(['insert 2 join/1', 'keep 3 down/3', 'keep 5 down/3']);
  });
});

describe('what makes a state larger', () => {
  it.each<[string, 'erlang' | 'elixir', string, readonly string[]]>([
    [
      'a loop that goes on with a list of the list and more',
      'erlang',
      'f(S) ->\n    f([S, line, $x]).\n',
      ['keep 2 f/1'],
    ],
    ['another list is none', 'erlang', 'f(S) ->\n    f([line, $x]), g([S, 1]).\n', []],
    ['a field of a record', 'erlang', 'f(S) ->\n    g(S#s{buf = [S#s.buf, line]}).\n', ['keep 2 f/1']],
    [
      'a field of a map',
      'elixir',
      'defmodule A do\n  def f(s) do\n    %{s | buf: [s.buf, 1]}\n  end\nend\n',
      ['keep 3 f/1'],
    ],
    [
      'what stands within an update is that',
      'erlang',
      'f(M) ->\n    maps:update_with(\n        k,\n        fun(L) -> [1 | L] end,\n        [1],\n        M).\n',
      ['keep 4 f/1'],
    ],
  ])('%s', (_what, language, text, acts) => expect(told(language, text)).toEqual(acts));
});

describe('in Elixir', () => {
  it.each<[string, string]>([
    ['a regular expression', '~r/["]/'],
    ['words', '~w(a " b)'],
    ['a sigil without expressions', '~S(#{" )'],
    ['a long one', '~H"""\n  <p class="x>\n  """'],
    ['a list of characters', `'a " b'`],
    ['a long list of characters', "'''\n  a \" b\n  '''"],
    ['a text with an expression that has a text', '"a #{f("b", %{c: "d#"})} \\" #"'],
    ['a character', '?"'],
  ])('goes on behind %s', (_what, written) => {
    const text = `defmodule A do\n  def f(x) do\n    g(${written})\n    :ets.insert(:t, x)\n  end\nend\n`;
    const line = 4 + written.split('\n').length - 1;
    expect(elixir(text)).toEqual([`insert ${line} f/1`]);
  });

  it('finds what each function does', () => {
    const text = `defmodule Shop do
  def f(a, b) do
    Process.monitor(a)
    :ets.insert(:t, {a, b})
  end

  defp g do
    # Process.monitor(x)
    String.to_atom("v_#{1}")
    "Process.monitor(x)"
  end

  def h(%{a: 1} = x, opts \\\\ []), do: spawn(fn -> x end)
end
`;
    expect(elixir(text)).toEqual(['monitor 3 f/2', 'insert 4 f/2', 'atom 9 g/0', 'start 13 h/2']);
  });
});

it.each(['"', '$', "'", '"""', 'f(', 'f("', '%', '('.repeat(5000), `f(${'['.repeat(5000)}`, '?\\', 'def f('])(
  'ends where a text ends in the middle: %j',
  (text) => {
    expect(erlang(text)).toEqual([]);
    expect(elixir(text)).toEqual([]);
  },
);
