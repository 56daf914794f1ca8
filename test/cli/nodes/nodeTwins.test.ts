// `leaklens watch beam:…` in a workspace in which two applications have a module of one name: which of the files a node runs, the node tells,
// by where it was compiled, and, stripped as in a release, by the files and lines of its stacks and by the application that it was loaded from.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verdicts } from '../../../src/analyse/go/judge/verdicts';
import { hasElixir } from '../../support/evaluate/beam/beamPrograms';
import { hasErlang, startErlangMachine, type ErlangMachine } from '../../support/erlang/realNode';
import { judgedBy, leaklens } from '../harness';

/** A server that monitors another one again and again, once its lines of comments are over. */
const erlang = (comments: number) => `-module(pool).
-export([start/0, work/1]).
${'%% What stands here moves the lines.\n'.repeat(comments)}
start() ->
    Ledger = spawn(fun ledger/0),
    spawn(fun() -> work(Ledger) end).

ledger() ->
    receive stop -> ok end.

work(Ledger) ->
    erlang:monitor(process, Ledger), % here
    timer:sleep(5),
    work(Ledger).
`;

const elixir = (comments: number) => `defmodule Pool do
${'  # What stands here moves the lines.\n'.repeat(comments)}
  def start do
    ledger = spawn(fn -> Process.sleep(:infinity) end)
    spawn(fn -> work(ledger) end)
  end

  def work(ledger) do
    Process.monitor(ledger) # here
    Process.sleep(5)
    work(ledger)
  end
end
`;

/** Applications of a workspace, or of wherever it was built, by the paths of their sources. */
type Sources = Readonly<Record<string, string>>;

interface Case {
  readonly of: string;
  readonly sources: Sources;
  /** Where it is compiled, when that is not the workspace. */
  readonly elsewhere?: string;
  /** The source that is compiled. */
  readonly runs: string;
  /** The folder that the compiled module is loaded from. */
  readonly into: string;
  readonly stripped?: boolean;
  /** The file that is told, and the others that may be meant. */
  readonly told: readonly string[];
}

const shop = 'apps/shop/src/pool.erl';
const till = 'apps/till/src/pool.erl';
const two: Sources = { [shop]: erlang(2), [till]: erlang(5) };
const alike: Sources = { [shop]: erlang(2), [till]: erlang(2) };
const exShop = 'apps/shop/lib/pool.ex';
const exTill = 'apps/till/lib/pool.ex';
const umbrella: Sources = { [exShop]: elixir(2), [exTill]: elixir(5) };

const cases: readonly Case[] = [
  { of: 'in the workspace', sources: two, runs: till, into: '_build/default/lib/till/ebin', told: [till] },
  { of: 'on another machine', sources: two, elsewhere: 'ci', runs: till, into: 'rel/ebin', told: [till] },
  { of: 'and stripped', sources: two, runs: till, into: 'rel/ebin', stripped: true, told: [till] },
  { of: 'alike', sources: alike, runs: till, into: 'rel/lib/till-1.0/ebin', stripped: true, told: [till] },
  { of: 'whatever', sources: alike, runs: till, into: 'rel/ebin', stripped: true, told: [shop, till] },
];

const elixirCases: readonly Case[] = [
  { of: 'umbrella', sources: umbrella, runs: exTill, into: '_build/dev/lib/till/ebin', told: [exTill] },
  { of: 'release', sources: umbrella, runs: exTill, into: 'rel/ebin', stripped: true, told: [exTill] },
];

interface Watched {
  readonly findings: readonly {
    readonly kind: string;
    readonly site: Place | null;
    readonly related: readonly (Place & { readonly role: string })[];
  }[];
}

interface Place {
  readonly file: string;
  readonly line: number;
}

describe.skipIf(!hasErlang())(
  'of two modules of one name, that which runs is told',
  () => {
    let machine: ErlangMachine;
    let top: string;

    beforeAll(async () => {
      top = mkdtempSync(join(tmpdir(), 'leaklens-twins-'));
      machine = await startErlangMachine();
    });
    afterAll(async () => {
      await machine.dispose();
      rmSync(top, { recursive: true, force: true });
    });

    /** The folder that the node loads it from. */
    function build({ of, sources, elsewhere, runs, into, stripped }: Case, workspace: string): string {
      for (const [path, text] of Object.entries(sources)) {
        mkdirSync(dirname(join(workspace, path)), { recursive: true });
        writeFileSync(join(workspace, path), text);
      }
      const built = elsewhere === undefined ? workspace : join(top, elsewhere, of);
      if (built !== workspace) cpSync(workspace, built, { recursive: true });
      const ebin = join(top, 'out', of, into);
      mkdirSync(ebin, { recursive: true });
      // As build tools do: from the folder of the application, which the paths in stacks are relative to.
      const application = join(built, dirname(dirname(runs)));
      const source = runs.slice(dirname(dirname(runs)).length + 1);
      execFileSync(source.endsWith('.ex') ? 'elixirc' : 'erlc', ['-o', ebin, source], { cwd: application });
      if (stripped === true) {
        const module = source.endsWith('.ex') ? 'Elixir.Pool' : 'pool';
        const strip = `{ok, _} = beam_lib:strip(${JSON.stringify(join(ebin, module))}), halt().`;
        execFileSync('erl', ['-noinput', '-eval', strip]);
      }
      return ebin;
    }

    async function places(one: Case): Promise<readonly string[]> {
      const workspace = join(top, 'ws', one.of);
      mkdirSync(workspace, { recursive: true });
      const ebin = build(one, workspace);
      const start = one.runs.endsWith('.ex') ? `'Elixir.Pool':start().` : 'pool:start().';
      const elixirPath = one.runs.endsWith('.ex') ? ['-pa', elixirEbin()] : [];
      const name = `twin_${one.of.replace(/\W/g, '_')}`;
      const node = await machine.start({ name, args: [...elixirPath, '-pa', ebin, '-eval', start] });
      const environment = { ...node.environment, RELEASE_COOKIE: node.cookie };
      const line = ['watch', `beam:${name}@localhost`, '--for', '18s', '--every', '1s', '--format', 'json'];
      // Each has a workspace of its own.
      const { out } = await leaklens(line, { environment, workingDirectory: workspace, engine: judgedBy(verdicts) });
      await node.kill();
      const [{ site, related } = { site: null, related: [] }] = (JSON.parse(out) as Watched).findings;
      const others = related.filter(({ role }) => role === 'or-here');
      return [site, ...others].map((place) =>
        place === null ? 'nowhere' : `${place.file.replace(`${workspace}/`, '')}:${place.line}`,
      );
    }

    const lines = ({ sources, told }: Case) =>
      told.map((path) => {
        const row = (sources[path] ?? '')
          .split('\n')
          .findIndex((line) => line.endsWith('# here') || line.endsWith('% here'));
        return `${path}:${row + 1}`;
      });

    it.concurrent.each(cases)('in Erlang ($of)', async (one) => {
      expect(await places(one)).toEqual(lines(one));
    });

    it.concurrent.each(hasElixir() ? elixirCases : [])('in Elixir ($of)', async (one) => {
      expect(await places(one)).toEqual(lines(one));
    });
  },
  120_000,
);

function elixirEbin(): string {
  const asked = ':code.lib_dir(:elixir) |> Path.join("ebin") |> IO.puts()';
  return execFileSync('elixir', ['-e', asked], { encoding: 'utf8' }).trim();
}
