// `leaklens watch beam:…` against real nodes: the leaks of test/services/beam-erlang on their lines, and healthy nodes accused of nothing.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { erlangPrograms, running } from '../support/erlang/erlangPrograms';
import { hasErlang, startErlangMachine, type ErlangMachine } from '../support/erlang/realNode';
import { leaklens } from './harness';

interface Watched {
  readonly series: Readonly<Record<string, readonly unknown[]>>;
  readonly findings: readonly {
    readonly kind: string;
    readonly confidence: string;
    readonly title: string;
    readonly site: { readonly function: string; readonly file: string; readonly line: number } | null;
  }[];
}

/** 1-based line of a text in a program. */
function lineOf(program: string, text: string): number {
  const lines = readFileSync(join(erlangPrograms, `${program}.erl`), 'utf8').split('\n');
  return lines.findIndex((line) => line.includes(text) && !line.startsWith('%')) + 1;
}

describe.skipIf(!hasErlang())(
  'a node',
  () => {
    let machine: ErlangMachine;

    beforeAll(async () => {
      machine = await startErlangMachine();
    });
    afterAll(() => machine.dispose());

    async function watch(program: string, call = 'start', ...argv: readonly string[]) {
      const name = `${program}_${call}`;
      const node = await machine.start({ name, args: running(program, call) });
      const environment = { ...node.environment, RELEASE_COOKIE: node.cookie };
      const line = ['watch', `beam:${name}@localhost`, '--for', '34s', '--every', '1s', ...argv];
      const outcome = await leaklens(line, { environment, workingDirectory: erlangPrograms });
      await node.kill();
      return outcome;
    }

    it.concurrent.each([
      ['monitor_pool', 'monitor-leak', 'erlang:monitor(process, Ledger)', 'monitor_pool:async_send/3'],
      ['slow_reader', 'mailbox-growth', 'receive', 'slow_reader:read/1'],
      ['session_leak', 'process-growth', 'spawn(fun() -> session', 'session_leak:accept/0'],
      ['header_keeper', 'binary-growth', 'binary:part(Body', 'header_keeper:keep/1'],
      ['session_table', 'ets-growth', 'ets:insert(sessions', 'session_table:serve/1'],
      ['name_maker', 'atom-growth', 'list_to_atom(', 'name_maker:take/1'],
      ['socket_leak', 'port-growth', 'gen_udp:open', 'socket_leak:ask/1'],
    ])('that runs %s is told as %s, on its line', async (program, kind, text, name) => {
      const { out, status } = await watch(program, 'start', '--format', 'json', '--fail-on', 'possible');
      const { findings, series } = JSON.parse(out) as Watched;
      expect(findings.map((finding) => [finding.kind, finding.site?.function, finding.site?.line])).toEqual([
        [kind, name, lineOf(program, text)],
      ]);
      expect(status).toBe(1);
      expect(series['atoms']!.length).toBeGreaterThan(3);
    });

    it.concurrent.each(['calls', 'bursts', 'eviction', 'copies', 'restarts', 'sleepers', 'workers'])(
      'that is healthy (%s) is not accused',
      async (call) => {
        const { out, status } = await watch('healthy', call, '--format', 'json', '--fail-on', 'probable');
        const { findings } = JSON.parse(out) as Watched;
        expect(findings.filter(({ confidence }) => confidence !== 'possible')).toEqual([]);
        expect(status).toBe(0);
      },
    );
  },
  120_000,
);
