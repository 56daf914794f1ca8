// `leaklens processes` and `leaklens memory` of nodes: real ones where there is an Erlang.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { nodeFiles } from '../../../src/decode/beam/nodeFiles';
import type { KeptNode, KeptProcesses } from '../../../src/shared/model/beam/keptNode';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { atom, charlist, tuple, type Term } from '../../../src/shared/model/beam/term';
import { running } from '../../support/erlang/erlangPrograms';
import { hasErlang, startErlangMachine, type ErlangMachine, type RealNode } from '../../support/erlang/realNode';
import { scriptNode } from '../../support/erlang/scriptedNode';
import { leaklens, type Outcome } from '../harness';

interface Row {
  readonly pid: string;
  readonly name: string;
  readonly initialCall: string;
  readonly current: { readonly function: string; readonly file: string; readonly line: number };
  readonly memory: number;
  readonly queue: number;
  readonly monitors: number;
  readonly monitoredBy: number;
  readonly binaryBytes: number;
  readonly growth: number | null;
  readonly monitoredByEnds: { readonly remote: number; readonly most: readonly { other: string; count: number }[] };
}

const rowsOf = ({ out }: Outcome) =>
  (JSON.parse(out) as { readonly total: number; readonly rows: readonly Row[] }).rows;

describe.skipIf(!hasErlang())('a node whose pool monitors without end', () => {
  let machine: ErlangMachine;
  let node: RealNode;

  beforeAll(async () => {
    machine = await startErlangMachine();
    node = await machine.start({ name: 'shop', args: running('monitor_pool') });
  }, 60_000);
  afterAll(() => machine.dispose());

  const ask = (...argv: readonly string[]) => {
    const environment = { ...node.environment, RELEASE_COOKIE: node.cookie };
    return leaklens([argv[0]!, 'beam:shop@localhost', ...argv.slice(1)], { environment });
  };

  it('names who is monitored, by whom, and how much more it is than before', async () => {
    const asked = await ask('processes', '--by', 'monitored-by', '--window', '1s', '--limit', '3', '--format', 'json');
    expect(asked.status).toBe(0);
    const [first] = rowsOf(asked);
    expect(first).toMatchObject({ name: 'ledger', initialCall: 'ledger:init/1', monitors: 0 });
    expect(first!.current).toMatchObject({ function: 'gen_server:loop/7', file: 'gen_server.erl' });
    expect(first!.growth).toBeGreaterThan(0);
    const [end] = first!.monitoredByEnds.most;
    expect(end).toMatchObject({ count: first!.monitoredBy, name: 'monitor_pool' });
    const [pool] = rowsOf(await ask('processes', '--by', 'monitors', '--limit', '1', '--format', 'json'));
    expect(pool).toMatchObject({ name: 'monitor_pool', initialCall: 'monitor_pool:init/1', pid: end!.other });
  });

  it('tells of two looks what has grown alone, a process that began meanwhile included, and what a fun runs in', async () => {
    const grown = rowsOf(await ask('processes', '--by', 'monitors', '--window', '1s', '--format', 'json'));
    expect(grown.map(({ name }) => name)).toEqual(['monitor_pool']);
    const none = await ask('processes', '--by', 'queue', '--window', '100ms');
    expect(none.out).toContain('None has grown in this time.');
    const all = await ask('processes', '--limit', '0');
    expect(all.out).toContain('rex (rpc:init/1) which carries the questions of LeakLens');
    expect(all.out).not.toContain('erlang:apply/2');
  });

  it('is captured, without the name of its machine where that is wanted', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'leaklens-capture-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const taken = async (name: string, ...argv: readonly string[]) => {
      const { out, status } = await ask('capture', '--out', join(folder, name), '--format', 'json', ...argv);
      expect(status).toBe(0);
      return JSON.parse(out) as { files: string[]; summary: Record<string, number>; target: { url: string } };
    };
    const whole = await taken('whole');
    expect(whole.files).toEqual(['node.json.gz', 'processes.json.gz']);
    expect(whole.summary['processes']).toBeGreaterThan(20);
    expect(whole.summary['total']).toBeGreaterThan(2 ** 20);
    const fileOf = async (name: string, file: string) =>
      nodeFiles[file === 'node.json.gz' ? 'readNode' : 'readProcesses']({
        ...{ bytes: await readFile(join(folder, name, file)), subject: file, maxBytes: 2 ** 24 },
      });
    const { rows } = (await fileOf('whole', 'processes.json.gz')) as KeptProcesses;
    const pool = rows.find(({ name }) => name === 'monitor_pool');
    expect(pool?.stack[0]).toMatchObject({ module: 'gen_server', name: 'loop' });
    expect(pool?.monitors?.count).toBeGreaterThan(10);
    const { target } = await taken('redacted', '--redact');
    expect(target.url).not.toContain('shop');
    const { look } = (await fileOf('redacted', 'node.json.gz')) as KeptNode;
    expect(look.identity.name).toBe('node@host');
    const kept = JSON.stringify([
      await fileOf('redacted', 'node.json.gz'),
      await fileOf('redacted', 'processes.json.gz'),
    ]);
    expect(kept).not.toContain(hostname());
  });

  it('says so in words', async () => {
    const { out, status } = await ask('processes', '--by', 'monitored-by', '--limit', '1');
    expect(status).toBe(0);
    expect(out).toMatch(/^1 of \d+ processes\n/);
    expect(out).toMatch(/<0\.\d+\.0> ledger \(ledger:init\/1\)\n {4}in gen_server:loop\/7 gen_server\.erl:\d+\n/);
    expect(out).toMatch(/monitored by <0\.\d+\.0> monitor_pool: [\d,]+ times\n$/);
  });

  it.each(['memory', 'queue', 'binary', 'reductions'])('puts its processes in order by %s', async (by) => {
    const rows = rowsOf(await ask('processes', '--by', by, '--format', 'json', '--limit', '0'));
    expect(rows.length).toBeGreaterThan(20);
    const values = rows.map((row) => ({ ...row, binary: row.binaryBytes })[by as 'memory']);
    // Some have changed since they were put in order.
    expect(values[0]).toBeGreaterThanOrEqual(values.at(-1)!);
  });

  it('tells its memory by kind and by allocator', async () => {
    const { out } = await ask('memory', '--format', 'json');
    const told = JSON.parse(out) as {
      readonly node: { readonly name: string };
      readonly memory: Readonly<Record<string, number>>;
      readonly allocators: readonly { readonly name: string; readonly blocks: number; readonly carriers: number }[];
      readonly counts: { readonly processes: { readonly now: number; readonly limit: number } };
    };
    expect(told.node.name).toMatch(/^shop@/);
    expect(told.memory['total']).toBe(told.memory['processes']! + told.memory['system']!);
    expect(told.allocators.map(({ name }) => name)).toContain('eheap_alloc');
    for (const { blocks, carriers } of told.allocators) expect(carriers).toBeGreaterThanOrEqual(blocks);
    // All allocators together hold what is in use, and little more than the runtime counts (measured here: 0.1 %).
    const blocks = told.allocators.reduce((sum, one) => sum + one.blocks, 0);
    expect(blocks / told.memory['total']!).toBeGreaterThan(0.6);
    expect(told.counts.processes.limit).toBeGreaterThan(told.counts.processes.now);
    const words = await ask('memory');
    expect(words.out).toMatch(/^shop@\S+, OTP \d+ \(ERTS [\d.]+\), up for /);
    expect(words.out).toMatch(/\nbinary +\S+ \S+ +<?\d+% {2}binaries of 65 bytes and more/);
  });
});

/** A node that keeps a gigabyte after a peak. */
const megabyte = 2 ** 20;

function afterPeak({ module, name, args }: { module: string; name: string; args: readonly Term[] }): Term {
  const [asked] = args;
  const what = typeof asked === 'object' && 'kind' in asked && asked.kind === 'atom' ? asked.name : '';
  if (module === 'erlang' && name === 'memory') {
    const kinds = ['total', 'processes', 'processes_used', 'system', 'atom', 'atom_used', 'binary', 'code', 'ets'];
    return kinds.map((kind) => tuple(atom(kind), (kind === 'total' ? 40 : kind === 'processes' ? 30 : 1) * megabyte));
  }
  if (name === 'statistics') return what === 'run_queue' ? 0 : tuple(90_000, 10);
  if (what === 'otp_release') return charlist('27');
  if (what === 'version') return charlist('15.2');
  if (what === 'alloc_util_allocators') return [atom('eheap_alloc')];
  if (what.endsWith('_count') || what.endsWith('_limit')) return what.endsWith('_count') ? 100 : 1000;
  const blocks = [tuple(atom('eheap_alloc'), [tuple(atom('size'), 30 * megabyte, 0, 1000 * megabyte)])];
  const carriers = tuple(atom('carriers_size'), 1030 * megabyte, 0, 1100 * megabyte);
  return [tuple(atom('instance'), 0, [tuple(atom('mbcs'), [tuple(atom('blocks'), blocks), carriers])])];
}

describe('a node after a peak', () => {
  it('is said to retain memory, and not to leak it', async () => {
    const { address } = await scriptNode({ answer: afterPeak });
    const { out, status } = await leaklens(['memory', address], { environment: { RELEASE_COOKIE: 'sesame' } });
    expect(status).toBe(0);
    expect(out).toContain('made-up@nowhere, OTP 27 (ERTS 15.2), up for 90 s');
    expect(out).toMatch(/eheap_alloc +30\.0 MB +1\.01 GB +0\.98 GB/);
    expect(out).toContain('Retained by the runtime, not leaked: 0.98 GB are kept for later');
    expect(out).toMatch(/processes +100 {2}of 1,000 \(10%\)/);
  });
});

describe('a node that cannot be asked', () => {
  it.each(['goroutines', 'top', 'stacks'])('by %s, is said to have no profile, and what asks it', async (command) => {
    const { status, error } = await leaklens([command, 'beam:shop@localhost']);
    expect(status).toBe(2);
    expect(error).toContain('a node has no profile: “leaklens processes”, “memory”, “watch” and “capture” ask nodes');
    expect(error).not.toContain('URL');
  });

  it.each<[string, readonly string[], RegExp]>([
    [
      'is said to be no address',
      ['beam:'],
      /“beam:” is not an address LeakLens can use: a node is named as in beam:shop@host/,
    ],
    ['has no cookie', ['beam:127.0.0.1:9'], /There is no cookie .* Give it with --cookie-file FILE, in RELEASE_COOKIE/],
    ['is asked for by what is none', ['beam:a@b', '--window', '5'], /--window takes a time with its unit/],
    ['is put in an order that is none', ['beam:a@b', '--by', 'age'], /--by is one of memory, queue, monitors/],
  ])('%s', async (_what, argv, words) => {
    const { status, error } = await leaklens(['processes', ...argv]);
    expect(status).toBe(2);
    expect(error).toMatch(words);
  });

  it('does not accept the cookie, which is shown nowhere', async () => {
    const { address } = await scriptNode({ cookie: 'other' });
    const environment = { RELEASE_COOKIE: 'tellmenothing' };
    const { status, error, out } = await leaklens(['memory', address], { environment });
    expect(status).toBe(2);
    expect(error).toContain('does not accept the cookie: the cookie is from RELEASE_COOKIE.');
    expect(error + out).not.toContain('tellmenothing');
  });
});
