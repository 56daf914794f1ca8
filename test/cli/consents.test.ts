// `leaklens collect` and `leaklens trace` do more to a node than read: never without a word, bounded, and ended in any case.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { atom, tuple, type Term } from '../../src/shared/model/beam/term';
import { termCodec } from '../../src/decode/etf/termCodec';
import { createErlangConnector } from '../../src/sources/erlang/erlangConnector';
import { erlangPrograms, running } from '../support/erlang/erlangPrograms';
import {
  erlangRelease,
  hasErlang,
  releaseWithTags,
  startErlangMachine,
  type ErlangMachine,
  type RealNode,
} from '../support/erlang/realNode';
import { scriptNode } from '../support/erlang/scriptedNode';
import { leaklens } from './harness';

describe('what does more than read', () => {
  it.each([
    ['collect', /nothing was done, because this does more than read\. A process stops while .* To do it, add --yes\./],
    ['trace', /nothing was done, because this does more than read\. Code is evaluated in the node; .* add --yes\./],
  ])('%s says what it costs, and asks the node nothing before a person agrees', async (command, words) => {
    const { address, visits } = await scriptNode();
    const { status, error } = await leaklens([command, address, 'shop'], { environment: { RELEASE_COOKIE: 'sesame' } });
    expect(status).toBe(2);
    expect(error).toMatch(words);
    expect(visits()).toBe(0);
  });

  it.each([
    [['trace', 'beam:a@b', 'shop', '--for', '11s', '--yes'], /--for takes a time of at most 10s/],
    [['trace', 'beam:a@b', 'shop', '--calls', '101', '--yes'], /--calls takes a number from 1 to 100/],
    [['collect', 'beam:a@b', ...Array.from({ length: 21 }, () => 'shop'), '--yes'], /at most 20 processes/],
  ])('%j is too much', async (argv, words) => {
    const { status, error } = await leaklens(argv);
    expect(status).toBe(2);
    expect(error).toMatch(words);
  });
});

/** 1-based. */
const lineOf = (text: string) =>
  readFileSync(join(erlangPrograms, 'lazy_reader.erl'), 'utf8')
    .split('\n')
    .findIndex((line) => line.includes(text)) + 1;

describe.skipIf(!hasErlang())('a node that a person lets do it (needs Erlang)', { timeout: 60_000 }, () => {
  let machine: ErlangMachine;
  let node: RealNode;

  beforeAll(async () => {
    machine = await startErlangMachine();
    node = await machine.start({ name: 'shop', args: running('lazy_reader') });
  }, 60_000);
  afterAll(() => machine.dispose());

  const ask = (...argv: readonly string[]) => {
    const environment = { ...node.environment, RELEASE_COOKIE: node.cookie };
    return leaklens([argv[0]!, 'beam:shop@localhost', ...argv.slice(1), '--yes'], { environment });
  };

  async function nodeSays(module: string, name: string, ...args: readonly Term[]): Promise<Term> {
    const { environment, homeDirectory, cookie } = node;
    const connector = createErlangConnector({ codec: termCodec, environment, homeDirectory });
    const signal = AbortSignal.timeout(20_000);
    const limits = { timeoutMillis: 10_000, maxBodyBytes: 2 ** 20, cookie };
    const reached = await connector.connect('beam:shop@localhost', limits, signal);
    try {
      return (await reached.call({ module, name, args }, signal)).term;
    } finally {
      reached.dispose();
    }
  }

  it('tells a binary that is held from one that waits for a collection', async () => {
    const { out, error } = await ask('collect', 'lazy_reader', 'keeper');
    expect(error).toBe('');
    const [lazy, held] = out.split(/\n(?=<)/);
    expect(lazy).toMatch(/^<0\.\d+\.0> lazy_reader \(.*\)\n {4}memory .*, binaries 20\.0 MB → 0 B\n {4}Garbage: /);
    expect(held).toMatch(/^<0\.\d+\.0> keeper \(.*\)\n {4}memory .*, binaries 20\.0 MB → 20\.0 MB\n {4}Held: /);
    const again = JSON.parse((await ask('collect', 'keeper', '--format', 'json')).out) as { held: boolean }[];
    expect(again).toMatchObject([{ name: 'keeper', held: true, after: { binaryBytes: 20 * 2 ** 20 } }]);
  });

  it('names the line that monitors, and has traced nothing when it is over', async () => {
    const { out, error } = await ask('trace', 'visitor');
    expect(error).toBe('');
    expect(out).toContain('5 calls of monitor/2:\n');
    expect(out).toMatch(new RegExp(`5 {2}lazy_reader:visit/0 \\S*lazy_reader\\.erl:${lineOf('erlang:monitor(')}\n`));
    const visitor = await nodeSays('erlang', 'whereis', atom('visitor'));
    expect(await nodeSays('erlang', 'trace_info', visitor, atom('flags'))).toEqual(tuple(atom('flags'), []));
    const monitors = tuple(atom('erlang'), atom('monitor'), 2);
    expect(await nodeSays('erlang', 'trace_info', monitors, atom('traced'))).toEqual(
      tuple(atom('traced'), atom('false')),
    );
  });

  it('traces nothing beside another tracer, where a release has room for one only', async () => {
    const busy = await machine.start({ name: 'busy', args: [...running('monitor_pool'), '-s', 'other_tracer'] });
    const environment = { ...busy.environment, RELEASE_COOKIE: busy.cookie };
    const trace = () => leaklens(['trace', 'beam:busy@localhost', 'monitor_pool', '--yes'], { environment });
    const hasSessions = erlangRelease() >= releaseWithTags;
    expect((await trace()).out).toMatch(hasSessions ? /5 calls of monitor\/2/ : /another tracer is at work/);
    await busy.call('other_tracer', 'stop');
    expect((await trace()).out).toMatch(/5 calls of monitor\/2/);
  });

  it('ends in time where nothing is called', async () => {
    expect((await ask('trace', 'keeper', '--for', '300ms')).out).toBe('It did not call monitor/2 in this time.\n');
  });

  it.each([
    ['trace', 'nobody'],
    ['collect', '<0.99999.0>'],
  ])('%s of %s says that it is not there', async (command, who) => {
    const { error, status } = await ask(command, who);
    expect(status).toBe(2);
    expect(error).toMatch(/there is no process (?:nobody|<0\.99999\.0>)|<0\.99999\.0> has ended/);
  });
});
