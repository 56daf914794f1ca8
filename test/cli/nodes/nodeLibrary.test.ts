// `leaklens watch beam:…` on a node in which what grows is in a library of `deps/`: the library's own lines are never blamed, and those of the
// workspace are that call it. A real node, compiled as mix and rebar3 lay it out.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasErlang, startErlangMachine, type ErlangMachine } from '../../support/erlang/realNode';
import { leaklens } from '../harness';

/** A server of a library that keeps whatever it is given. */
const library = `-module(keepall_server).
-behaviour(gen_server).
-export([start_link/0, init/1, handle_call/3, handle_cast/2]).
start_link() -> gen_server:start_link({local, ?MODULE}, ?MODULE, [], []).
init([]) -> {ok, []}.
handle_call(_, _, Kept) -> {reply, ok, Kept}.
handle_cast({keep, Value}, Kept) -> {noreply, [Value | Kept]}.
`;
const api = `-module(keepall).
-export([start/0, keep/1]).
start() -> keepall_server:start_link().
keep(Value) -> gen_server:cast(keepall_server, {keep, Value}).
`;
const shop = `-module(shop).
-export([start/0, sell/1]).
start() ->
    spawn(fun() -> {ok, _} = keepall:start(), sell(0) end).

sell(Number) ->
    keepall:keep(lists:seq(Number, Number + 200)), % here
    timer:sleep(5),
    sell(Number + 1).
`;

const sources = {
  'deps/keepall/src/keepall_server.erl': library,
  'deps/keepall/src/keepall.erl': api,
  'src/shop.erl': shop,
};

interface Watched {
  readonly findings: readonly {
    readonly kind: string;
    readonly site: { readonly file: string; readonly line: number } | null;
    readonly related: readonly { readonly role: string; readonly file: string; readonly line: number }[];
    readonly evidence: readonly { readonly name: string }[];
  }[];
}

describe.skipIf(!hasErlang())('what a library keeps (needs Erlang)', { timeout: 120_000 }, () => {
  let machine: ErlangMachine;
  let workspace: string;

  beforeAll(async () => {
    machine = await startErlangMachine();
    workspace = mkdtempSync(join(tmpdir(), 'leaklens-library-'));
    const output = join(workspace, '_build');
    mkdirSync(output);
    for (const [path, text] of Object.entries(sources)) {
      mkdirSync(dirname(join(workspace, path)), { recursive: true });
      writeFileSync(join(workspace, path), text);
      execFileSync('erlc', ['+debug_info', '-o', output, join(workspace, path)]);
    }
  }, 60_000);
  afterAll(async () => {
    await machine.dispose();
    rmSync(workspace, { recursive: true, force: true });
  });

  it('stands on the line of the workspace that calls it', async () => {
    const args = ['-pa', join(workspace, '_build'), '-s', 'shop'];
    const node = await machine.start({ name: 'shop', args });
    const environment = { ...node.environment, RELEASE_COOKIE: node.cookie };
    const watch = ['watch', 'beam:shop@localhost', '--for', '40s', '--every', '1s', '--format', 'json'];
    const { out, error } = await leaklens(watch, { environment, workingDirectory: workspace });
    expect(error).not.toContain('defect');
    const found = (JSON.parse(out) as Watched).findings.filter(({ kind }) => kind === 'state-growth');
    const line = shop.split('\n').findIndex((text) => text.endsWith('% here')) + 1;
    expect(found.map(({ site }) => [site?.file, site?.line])).toEqual([[join(workspace, 'src/shop.erl'), line]]);
    const kept = join(workspace, 'deps/keepall/src/keepall_server.erl');
    const begins = library.split('\n').findIndex((text) => text.startsWith('init(')) + 1;
    expect(found[0]?.related).toMatchObject([{ role: 'library', file: kept, line: begins }]);
    expect(found[0]?.evidence.map(({ name }) => name)).toContain('of-library');
  });
});
