// Which known mistake a line shows, where it shows one: the shape next to it that is none is told from it.
import { describe, expect, it } from 'vitest';
import { ModuleTraces } from '../../../src/follow/beam/places/moduleTraces';
import { MeasurePlacer } from '../../../src/follow/beam/places/placeMeasure';
import type { Measure } from '../../../src/shared/model/beam/measure';
import { findActs } from '../../../src/syntax/erlang/findActs';

interface About {
  readonly name?: string;
  /** The process is a server of the module; else it is in its loop. */
  readonly isServer?: boolean;
}

function patternIn(kind: string, text: string, { name = 'a', isServer = true }: About = {}): string | null {
  const isElixir = text.startsWith('defmodule');
  const module = isElixir ? 'Elixir.A' : 'a';
  const initialCall = { module, name: isServer ? 'init' : 'loop', arity: 1 };
  const line = text.split('\n').findIndex((one) => /receive|slow/.test(one)) + 1;
  const [at, arity] = isServer ? (['handle_cast', 2] as const) : (['loop', 1] as const);
  const stack = line === 0 ? [] : [{ module, name: at, arity, file: '', line }];
  const rest = { memory: 0, queue: 0, reductions: 0, monitors: null, monitoredBy: null, binaryBytes: null };
  const process = { pid: '<0.1.0>', name: '', initialCall, stack, liveBytes: null, youngBytes: null, ...rest };
  const other = { other: '', otherProcess: null, isRemote: false, limit: null };
  const measure: Measure = { kind, key: 'a', value: 1, unit: 'bytes', name, process, ...other };
  const source = { path: isElixir ? '/ws/a.ex' : '/ws/a.erl', language: isElixir ? 'elixir' : 'erlang', text } as const;
  return new MeasurePlacer([source], findActs, new ModuleTraces()).place(measure).pattern;
}

const erlang = (body: string) => `-module(a).\n${body}\n`;
const elixir = (body: string) => `defmodule A do\n${body}\nend\n`;

describe('monitors', () => {
  it.each([
    ['monitor-without-demonitor', 'handle_cast(P, S) -> monitor(process, P), {noreply, S}.'],
    ['request-without-response', 'handle_cast(P, S) -> gen_server:send_request(P, x), {noreply, S}.'],
    [null, 'handle_cast(P, S) -> R = monitor(process, P), demonitor(R), {noreply, S}.'],
    // Which of the two it is, nobody knows.
    [
      null,
      'handle_cast(P, S) ->\n monitor(process, P),\n {noreply, S};\nhandle_cast(Q, S) ->\n monitor(process, Q), {noreply, S}.',
    ],
  ])('%s', (pattern, body) => {
    expect(patternIn('monitor-leak', erlang(body))).toBe(pattern);
  });
});

describe('mailboxes', () => {
  const loop = (last: string) =>
    erlang(`loop(N) ->\n    receive\n        {pay, P} ->\n            loop(N + P)${last}\n    end.`);

  it('of a receive that leaves what it does not expect, and of one that takes anything', () => {
    expect(patternIn('mailbox-growth', loop(''), { isServer: false })).toBe('receive-without-catch-all');
    expect(
      patternIn('mailbox-growth', loop(';\n        _Other ->\n            loop(N)'), { isServer: false }),
    ).toBeNull();
  });

  it('the same in Elixir', () => {
    const text = (last: string) =>
      elixir(`  def loop(n) do\n    receive do\n      {:pay, p} ->\n        loop(n + p)${last}\n    end\n  end`);
    expect(patternIn('mailbox-growth', text(''), { isServer: false })).toBe('receive-without-catch-all');
    expect(patternIn('mailbox-growth', text('\n      _ ->\n        loop(n)'), { isServer: false })).toBeNull();
  });
});

it.each([
  ['unbounded-cast', 'log(L) -> gen_server:cast(?MODULE, L).\nhandle_cast(L, S) -> slow(L), {noreply, S}.'],
  [null, 'log(L) -> gen_server:call(?MODULE, L).\nhandle_cast(L, S) -> slow(L), {noreply, S}.'],
])('the mailbox of a server: %s', (pattern, body) => {
  expect(patternIn('mailbox-growth', erlang(body))).toBe(pattern);
});

it.each([
  ['persistent-growth', 'term-never-erased', 'handle_cast(M, S) -> persistent_term:put({a, M}, S), {noreply, S}.'],
  ['binary-growth', 'binary-part-kept', 'handle_cast(M, S) -> {noreply, [binary:part(M, 0, 9) | S]}.'],
  ['binary-growth', null, 'handle_cast(M, S) -> {noreply, [binary:copy(binary:part(M, 0, 9)) | S]}.'],
  ['atom-growth', 'atom-from-input', 'handle_cast(M, S) -> list_to_atom(M), {noreply, S}.'],
  [
    'timer-growth',
    'timer-not-cancelled',
    'handle_cast(M, S) -> erlang:send_after(3600000, self(), {late, M}), {noreply, S}.',
  ],
  ['ets-growth', 'table-never-emptied', 'handle_cast(M, S) -> ets:insert(a, M), {noreply, S}.'],
  ['ets-growth', null, 'handle_cast({out, M}, S) -> ets:delete(a, M), {noreply, S}.\nadd(M) -> ets:insert(a, M).'],
  ['state-growth', null, 'handle_cast(M, S) -> {noreply, [M | S]}.'],
] as const)('%s: %s', (kind, pattern, body) => {
  expect(patternIn(kind, erlang(body))).toBe(pattern);
});
