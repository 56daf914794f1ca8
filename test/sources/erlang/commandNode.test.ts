// A node whose ports are closed, asked by a command that evaluates in it, as the `rpc` of a release does: real nodes, and scripts in place of kubectl.
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { spawnSync } from 'node:child_process';
import { termCodec } from '../../../src/decode/etf/termCodec';
import { atom, fun, tuple, type Term } from '../../../src/shared/model/beam/term';
import type { RpcCommand } from '../../../src/shared/model/target/rpcCommand';
import type { ErlangCall, ErlangNode } from '../../../src/shared/ports/sources/erlangNode';
import { commandWords } from '../../../src/sources/erlang/commandWords';
import { createErlangConnector } from '../../../src/sources/erlang/erlangConnector';
import { leaklens } from '../../cli/harness';
import { running } from '../../support/erlang/erlangPrograms';
import { hasErlang, startErlangMachine, until, type ErlangMachine, type RealNode } from '../../support/erlang/realNode';
import { problemOf } from '../problemOf';

const signal = new AbortController().signal;
const limits = { timeoutMillis: 20_000, maxBodyBytes: 2 ** 20 };
const call = (module: string, name: string, ...args: readonly Term[]): ErlangCall => ({ module, name, args });

const hasElixir = spawnSync('elixir', ['--version']).status === 0;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'leaklens-rpc-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function script(name: string, text: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, `#!/bin/sh\n${text}\n`);
  await chmod(path, 0o755);
  return path;
}

async function connect(rpc: RpcCommand, address = 'beam:shop@pod', given = limits): Promise<ErlangNode> {
  const connector = createErlangConnector({ codec: termCodec, environment: {}, homeDirectory: '/nowhere' });
  const node = await connector.connect(address, { ...given, rpc }, signal);
  onTestFinished(() => node.dispose());
  return node;
}

it.each([
  ['kubectl exec -i shop-0 -- bin/shop rpc', ['kubectl', 'exec', '-i', 'shop-0', '--', 'bin/shop', 'rpc']],
  [`'/opt/my app/bin/shop' rpc "a 'b'" c""d`, ['/opt/my app/bin/shop', 'rpc', "a 'b'", 'cd']],
  ['$HOME/*;ls', ['$HOME/*;ls']],
])('the words of %s are those of a shell, and nothing in them is replaced', (text, words) => {
  expect(commandWords(text)).toEqual(words);
});

describe.skipIf(!hasErlang())('a node whose ports are closed (needs Erlang)', { timeout: 60_000 }, () => {
  let machine: ErlangMachine;
  let node: RealNode;

  beforeAll(async () => {
    machine = await startErlangMachine();
    const elixir = '/usr/lib/elixir/lib/elixir/ebin';
    node = await machine.start({ name: 'shop', args: ['-pa', elixir, ...running('monitor_pool')] });
  }, 60_000);
  afterAll(() => machine.dispose());

  const surroundings = () =>
    Object.entries(node.environment)
      .map(([name, value]) => `export ${name}='${value}'`)
      .join('\n');
  const name = () => `shop@$(hostname -s)`;

  /** As `bin/APP rpc` of a release of mix does it. */
  const mixRelease = async (): Promise<RpcCommand> => {
    const rpc = `exec elixir --hidden --sname rpc$$ --cookie ${node.cookie} --rpc-eval "${name()}" "$2"`;
    const path = await script('mix', `${surroundings()}\n[ "$1" = rpc ] || exit 3\necho starting\n${rpc}`);
    return { command: `'${path}' rpc`, language: 'elixir' };
  };

  /** As `bin/APP eval` of one of rebar3 does it: the expression is evaluated there, with the terminal here. */
  const rebarRelease = async (): Promise<RpcCommand> => {
    const evaluate = [
      '[Node, Text] = init:get_plain_arguments()',
      '{ok, Tokens, _} = erl_scan:string(Text)',
      '{ok, Forms} = erl_parse:parse_exprs(Tokens)',
      'rpc:call(list_to_atom(Node), erl_eval, exprs, [Forms, []])',
      'halt()',
    ].join(', ');
    const erl = `exec erl -hidden -sname rpc$$ -setcookie ${node.cookie} -noshell -start_epmd false`;
    const path = await script('rebar', `${surroundings()}\n${erl} -eval '${evaluate}.' -extra "${name()}" "$1"`);
    return { command: path, language: 'erlang' };
  };

  const releases = [
    ['Elixir', mixRelease, hasElixir],
    ['Erlang', rebarRelease, true],
  ] as const;

  it.each(releases.filter(([, , isThere]) => isThere))('is asked by what evaluates %s', async (_language, release) => {
    const reached = await connect(await release());
    expect(reached.name).toMatch(/^shop@/);
    expect(reached.creation).toBeGreaterThan(0);
    const { term: pids } = await reached.call(call('erlang', 'processes'), signal);
    const items = (pids as readonly Term[]).map(() => [atom('memory'), atom('message_queue_len')]);
    const { term } = await reached.call(
      call('lists', 'zipwith', fun('erlang', 'process_info', 2), pids, items),
      signal,
    );
    expect((term as readonly Term[])[0]).toEqual([
      tuple(atom('memory'), expect.any(Number) as number),
      expect.anything(),
    ]);
    expect(await problemOf(reached.call(call('no_such', 'thing', 1), signal))).toMatchObject({
      erlang: 'no-such-function',
      detail: 'no_such:thing/1',
    });
    const failing = call('erlang', 'binary_to_atom', new TextEncoder().encode('secret'), atom('klingon'));
    expect(await problemOf(reached.call(failing, signal))).toMatchObject({ erlang: 'call-failed' });
  });

  it('goes on after an answer that took too long, or was too large, and leaves nothing in the node', async () => {
    const reached = await connect(await rebarRelease(), 'beam:shop@pod', { timeoutMillis: 3000, maxBodyBytes: 50_000 });
    expect(await problemOf(reached.call(call('timer', 'sleep', 3400), signal))).toMatchObject({ erlang: 'busy' });
    expect(await problemOf(reached.call(call('crypto_free', 'none'), signal))).toMatchObject({
      erlang: 'no-such-function',
    });
    const large = call('lists', 'seq', 1, 100_000);
    expect(await problemOf(reached.call(large, signal))).toMatchObject({ erlang: 'command-ended' });
    await reached.call(call('erlang', 'node'), signal);
    const hidden = async () =>
      (await reached.call(call('erlang', 'nodes', atom('hidden')), signal)).term as readonly Term[];
    const deadline = Date.now() + 10_000;
    while ((await hidden()).length > 1 && Date.now() < deadline)
      await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await hidden()).toHaveLength(1);
  });

  it('is another than the one that was named', async () => {
    const said = await problemOf(connect(await rebarRelease(), 'beam:till@pod'));
    expect(said).toMatchObject({ erlang: 'name-mismatch', detail: expect.stringMatching(/^shop@/) as string });
  });

  it('is asked by the command line, without a cookie', async () => {
    const { command, language } = await rebarRelease();
    const through = ['--rpc', command, '--rpc-language', language];
    const listed = await leaklens(['processes', 'beam:shop@pod', '--by', 'monitored-by', '--limit', '1', ...through]);
    expect(listed.out).toMatch(/ledger \(ledger:init\/1\)\n.*\n.*monitored by <0\.\d+\.0>/);
    const memory = await leaklens(['memory', 'beam:shop@pod', ...through]);
    expect(memory.out).toMatch(/^shop@\S+, OTP \d+/);
    const watch = ['watch', 'beam:shop@pod', '--for', '34s', '--every', '1s', '--format', 'json', ...through];
    const watched = await leaklens(watch, {
      workingDirectory: join(import.meta.dirname, '../../services/beam-erlang'),
    });
    expect(watched.out).toContain('"monitor-leak"');
    expect(watched.out).toContain('monitor_pool:async_send/3');
  });
});

describe('a command', () => {
  it.each([
    ['that complains', 'echo "pods shop-0 not found" >&2; exit 1', 'pods shop-0 not found'],
    ['that says nothing', 'exit 0', 'it ended without a word'],
  ])('%s is told with its own words', async (_what, text, detail) => {
    const path = await script('broken', text);
    const said = await problemOf(connect({ command: path, language: 'elixir' }));
    expect(said).toMatchObject({ erlang: 'command-ended', detail });
  });

  it('that is not there is told so', async () => {
    const said = await problemOf(connect({ command: '/nowhere/bin/shop rpc', language: 'elixir' }));
    expect(said).toMatchObject({ erlang: 'command-ended', detail: expect.stringContaining('ENOENT') as string });
  });

  it('that never answers is given up, and ended', async () => {
    const pidFile = join(folder, 'pid');
    const path = await script('mute', `echo $$ > '${pidFile}'\nexec sleep 100`);
    const quick = { timeoutMillis: 700, maxBodyBytes: 1000 };
    const said = await problemOf(connect({ command: path, language: 'elixir' }, 'beam:shop@pod', quick));
    expect(said).toMatchObject({ erlang: 'busy' });
    const isGone = () => spawnSync('sh', ['-c', `kill -0 $(cat '${pidFile}')`]).status !== 0;
    await until(isGone, () => 'the command still runs');
  });

  it('that answers garbage, or without an end, is not believed', async () => {
    const garbage = await script('garbage', 'read line\necho "leaklens 1 AAAA"\nsleep 3');
    expect((await problemOf(connect({ command: garbage, language: 'elixir' }))).kind).toBe('unreadable');
    const endless = await script('endless', 'yes | tr -d "\\n"');
    const said = await problemOf(connect({ command: endless, language: 'elixir' }));
    expect(said).toMatchObject({
      erlang: 'command-ended',
      detail: expect.stringContaining('a line of more than') as string,
    });
  });
});
