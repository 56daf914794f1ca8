// A release that lacks a call spoils what that call tells, and nothing else.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MeasureTracker } from '../../../src/analyse/beam/measureTracker';
import { termCodec } from '../../../src/decode/etf/termCodec';
import { NodeWatch } from '../../../src/follow/beam/readers/nodeWatch';
import { LeakLensError } from '../../../src/shared/model/errors';
import type { ErlangNode } from '../../../src/shared/ports/sources/erlangNode';
import { createErlangConnector } from '../../../src/sources/erlang/erlangConnector';
import { systemClock } from '../../../src/systemClock';
import { hasErlang, startErlangMachine, type ErlangMachine } from '../../support/erlang/realNode';

const { signal } = new AbortController();

describe.skipIf(!hasErlang())('a real node whose release lacks a call', () => {
  let machine: ErlangMachine;
  let node: ErlangNode;

  beforeAll(async () => {
    machine = await startErlangMachine();
    const { name, cookie, environment, homeDirectory } = await machine.start({ name: 'older' });
    const connector = createErlangConnector({ codec: termCodec, environment, homeDirectory });
    const limits = { cookie, timeoutMillis: 20_000, maxBodyBytes: 2 ** 24 };
    node = await connector.connect(`beam:${name}@localhost`, limits, signal);
  }, 60_000);
  afterAll(async () => {
    node.dispose();
    await machine.dispose();
  });

  /** Answers as the real one, but for one function. */
  function watchWithout(name: string): NodeWatch {
    const without: ErlangNode = {
      name: node.name,
      creation: node.creation,
      call: (call, during) => {
        const called = `${call.module}:${call.name}/${call.args.length}`;
        if (called !== name) return node.call(call, during);
        const problem = { kind: 'erlang', erlang: 'no-such-function', subject: 'older', detail: called } as const;
        return Promise.reject(new LeakLensError(problem));
      },
      dispose: () => undefined,
    };
    return new NodeWatch({ clock: systemClock, newJudge: () => new MeasureTracker() }, without, 'older');
  }

  it.each(['ets:all/0', 'erlang:ports/0'])('(%s) is followed without', async (name) => {
    const { missing, look, longestMailbox } = await watchWithout(name).round({ sweeps: true, modules: [] }, signal);
    expect(missing).toMatchObject([{ erlang: 'no-such-function', detail: name }]);
    expect(look.memory.total).toBeGreaterThan(0);
    expect(longestMailbox).not.toBeNull();
  });

  it('(which modules are loaded) may run any of them', async () => {
    expect((await watchWithout('erlang:loaded/0').code(['lists'], signal)).loaded).toBeNull();
    const { loaded, built } = await watchWithout('').code(['lists', 'no_such_module'], signal);
    expect(loaded).toContain('lists');
    expect(built.map(({ module, beam }) => [module, beam.endsWith('/lists.beam')])).toEqual([['lists', true]]);
  });
});
