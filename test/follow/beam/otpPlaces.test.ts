// Where a process is in OTP's own source, of a real node whose sources this machine has, and of answers that are hostile.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { termCodec } from '../../../src/decode/etf/termCodec';
import { OtpPlaces } from '../../../src/follow/beam/places/otpPlaces';
import { Asker } from '../../../src/follow/beam/questions/ask';
import { findProcess } from '../../../src/follow/beam/questions/findProcess';
import { lookAtCode } from '../../../src/follow/beam/questions/lookAtCode';
import { lookAtProcesses } from '../../../src/follow/beam/questions/lookAtProcesses';
import { textOf } from '../../../src/shared/base/symbols/erlangTerms';
import type { NodeProcess } from '../../../src/shared/model/beam/nodeProcess';
import { atom } from '../../../src/shared/model/beam/term';
import type { OtpSources } from '../../../src/shared/ports/sources/erlangSource';
import { createErlangConnector } from '../../../src/sources/erlang/erlangConnector';
import { createOtpSources } from '../../../src/store/beam/otpSources';
import { findActs } from '../../../src/syntax/erlang/findActs';
import { running } from '../../support/erlang/erlangPrograms';
import { hasErlang, startErlangMachine, type ErlangMachine } from '../../support/erlang/realNode';

const { signal } = new AbortController();

const text = `-module(gen_server).
loop(Parent) ->
    receive Message -> loop(Parent, Message) end.
other() -> ok.
`;

/** An installation that has one file, and notes what it was asked for. */
function oneFile() {
  const asked: string[] = [];
  const otp: OtpSources = {
    file: (module, application) => {
      asked.push(`${application}/${module}`);
      const file = { path: '/otp/gen_server.erl', language: 'erlang', text } as const;
      return Promise.resolve(module === 'gen_server' && application === 'stdlib-4.2' ? file : null);
    },
  };
  return { asked, places: new OtpPlaces(otp, findActs) };
}

function at(...frames: readonly (readonly [module: string, name: string, file: string, line: number])[]): NodeProcess {
  const stack = frames.map(([module, name, file, line]) => ({ module, name, arity: 1, file, line }));
  const lists = { monitors: null, monitoredBy: null, binaryBytes: null, liveBytes: null, youngBytes: null };
  return { pid: '<0.1.0>', name: '', initialCall: null, stack, memory: 0, queue: 0, reductions: 0, ...lists };
}

const isOwn = (module: string) => module === 'shop';
const beam = '/usr/lib/erlang/lib/stdlib-4.2/ebin/gen_server.beam';

describe('a process in code of OTP', () => {
  it.each<[string, NodeProcess, string, number | null]>([
    ['is placed in its source', at(['gen_server', 'loop', 'gen_server.erl', 3]), beam, 3],
    [
      'that was called by the workspace, too',
      at(['gen_server', 'loop', 'gen_server.erl', 3], ['shop', 'run', 'shop.erl', 9]),
      beam,
      3,
    ],
    [
      'of a release is placed by the version',
      at(['gen_server', 'loop', 'gen_server.erl', 3]),
      '/app/lib/stdlib-4.2/ebin/gen_server.beam',
      3,
    ],
    [
      'on Windows is, too',
      at(['gen_server', 'loop', 'gen_server.erl', 3]),
      'c:\\otp\\lib\\stdlib-4.2\\ebin\\gen_server.beam',
      3,
    ],
    ['has no place at a line of another function', at(['gen_server', 'loop', 'gen_server.erl', 4]), beam, null],
    [
      'has none in the workspace',
      at(['shop', 'run', 'shop.erl', 9], ['gen_server', 'loop', 'gen_server.erl', 3]),
      beam,
      null,
    ],
    ['has none where the line is of another file', at(['gen_server', 'loop', 'gen_server.hrl', 3]), beam, null],
    [
      'has none of another version',
      at(['gen_server', 'loop', 'gen_server.erl', 3]),
      '/x/stdlib-4.3/ebin/gen_server.beam',
      null,
    ],
    ['has none by a path', at(['gen_server', 'loop', 'gen_server.erl', 3]), '/x/../../etc/ebin/gen_server.beam', null],
  ])('%s', async (_what, process, path, line) => {
    const { places, asked } = oneFile();
    const wanted = places.wanted([process], isOwn);
    places.learn(wanted, [{ module: 'gen_server', source: '', beam: path }]);
    expect((await places.place(process, isOwn))?.line ?? null).toBe(line);
    for (const one of asked) expect(one).toMatch(/^stdlib-4\.\d\/gen_server$/);
    expect(places.wanted([process], isOwn)).toEqual([]);
  });
});

describe.skipIf(!hasErlang())('a server of a real node (needs Erlang)', () => {
  let machine: ErlangMachine;
  beforeAll(async () => {
    machine = await startErlangMachine();
  });
  afterAll(() => machine.dispose());

  it('waits in its loop, whose line is found where this machine has the source', async ({ skip }) => {
    const { name, cookie, environment, homeDirectory } = await machine.start({
      name: 'otp',
      args: running('monitor_pool'),
    });
    const connector = createErlangConnector({ codec: termCodec, environment, homeDirectory });
    const limits = { cookie, timeoutMillis: 20_000, maxBodyBytes: 2 ** 24 };
    const node = await connector.connect(`beam:${name}@localhost`, limits, signal);
    const ask = new Asker(node, signal);
    const pids = [await findProcess(ask, 'ledger', 'otp'), await findProcess(ask, 'init', 'otp')];
    const [ledger, init] = await lookAtProcesses(ask, pids);
    const places = new OtpPlaces(createOtpSources(), findActs);
    const wanted = places.wanted([ledger!, init!], () => false);
    expect(wanted).toEqual(expect.arrayContaining(['gen_server', 'init']));
    const version = textOf(await ask.call('erlang', 'system_info', atom('version'))) ?? '';
    const { built } = await lookAtCode(ask, wanted, version);
    expect(built).toContainEqual({ module: 'init', source: '', beam: '', application: `erts-${version}` });
    node.dispose();
    places.learn(wanted, built);
    const site = await places.place(ledger!, () => false);
    // Debian has the sources in a package of their own.
    if (site === null) return skip();
    expect(site.path).toMatch(/\/lib\/stdlib-[\d.]+\/src\/gen_server\.erl$/);
    expect(site).toMatchObject({ function: ledger!.stack[0] && 'gen_server:loop/7', line: ledger!.stack[0]?.line });
    // Of the package of sources it is a part of its own.
    expect((await places.place(init!, () => false))?.path ?? '/src/init.erl').toMatch(/\/src\/init\.erl$/);
  });
});
