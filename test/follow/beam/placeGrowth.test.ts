// Mailboxes of those that are busy elsewhere, atoms, persistent terms and binaries in tables: the line that is meant ends in `here`.
import { describe, expect, it } from 'vitest';
import { here, measure, placed, process } from '../../support/erlang/placing';

it('an atom is made where a wish for atoms is fulfilled, where that is in the workspace, else where it is wished', () => {
  const hook = 'defmodule Hook do\n  def f(text), do: Body.decode(text, keys: :atoms)\nend\n';
  const body = 'defmodule Body do\n  def decode(t, _), do: String.to_atom(t) # here\nend\n';
  expect(placed({ 'hook.ex': hook, 'body.ex': body }, measure('atom-growth', {}))).toMatchObject({
    line: here,
    related: [],
  });
  const library = 'defmodule Hook do\n  def f(text), do: Jason.decode(text, keys: :atoms) # here\nend\n';
  expect(placed({ 'hook.ex': library }, measure('atom-growth', {})).line).toEqual(here);
});

describe('the mailbox of one that is busy elsewhere', () => {
  const asleep = (frame: string) =>
    measure('mailbox-growth', { process: process({ stack: ['timer:sleep/1', frame] }) });
  const coordinator = (arm: string) => `-module(pool).
run(N) ->
    Ref = ask(N),
    await(Ref),
    timer:sleep(6),
    run(N + 1).
await(Ref) ->
    receive % the answer
        ${arm} -> V
    after 1000 -> exit(timeout)
    end.
`;

  it('that takes only answers that it waits for is where it takes them', () => {
    expect(placed({ 'pool.erl': coordinator('{result, Ref, V}') }, asleep('pool:run/1 5')).line).toBe(
      'receive % the answer',
    );
    const text = `defmodule Pool do
  def run(n) do
    await(ask(n))
    Process.sleep(6)
    run(n + 1)
  end
  def await(ref) do
    receive do # here
      {:result, ^ref, v} ->
        v
    after
      1_000 ->
        exit(:timeout)
    end
  end
end
`;
    expect(placed({ 'pool.ex': text }, asleep('Elixir.Pool:run/1 4')).line).toEqual(here);
  });

  it('that takes whatever comes is where it takes its time', () => {
    expect(placed({ 'pool.erl': coordinator('{result, V}') }, asleep('pool:run/1 5')).line).toBe('timer:sleep(6),');
  });

  it('that takes nothing is where it starts tasks that nobody awaits', () => {
    const text = (rest: string) => `defmodule Editor do
  def run(v) do
    refresh(v)
    Process.sleep(8)
    run(v + 1)
  end
  def refresh(v) do
    Task.async(fn -> v end)${rest} # here
  end
end
`;
    expect(placed({ 'editor.ex': text('') }, asleep('Elixir.Editor:run/1 4')).line).toEqual(here);
    expect(placed({ 'editor.ex': text(' |> Task.await()') }, asleep('Elixir.Editor:run/1 4')).line).toBe(
      'Process.sleep(8)',
    );
  });
});

describe('persistent terms', () => {
  it.each([
    [
      'flags.erl',
      '-module(flags).\nf(U) ->\n    persistent_term:put({?MODULE, U}, on). % here\ng() -> persistent_term:put({?MODULE, all}, on).\n',
    ],
    [
      'flags.ex',
      'defmodule Flags do\n  def f(u), do: :persistent_term.put({__MODULE__, u}, 1) # here\n  def g, do: :persistent_term.put({__MODULE__, :all}, 1)\nend\n',
    ],
  ])('grow where they are put by ever other keys: %s', (path, text) => {
    expect(placed({ [path]: text }, measure('persistent-growth', {}))).toMatchObject({ line: here, hasWayOut: false });
  });
});

it('persistent terms that are erased have a way out', () => {
  const text = `-module(flags).
f(U) -> persistent_term:put({flag, U}, on).
g(U) -> persistent_term:erase({flag, U}).
`;
  expect(placed({ 'flags.erl': text }, measure('persistent-growth', {})).hasWayOut).toBe(true);
});

describe('binaries in tables', () => {
  const text = (row: string) => `-module(index).
store(T, <<Id:32, Name:76/binary, _/binary>>) ->
    ets:insert(T, ${row}). % here
`;
  it('are put there by the line that fills the table', () => {
    const about = measure('binary-growth', {
      key: 'tables',
      name: 'devices',
      process: process({ stack: ['index:store/2 3'] }),
    });
    expect(placed({ 'index.erl': text('{Id, Name}') }, about).line).toEqual(here);
  });
});
