// What a watch of a node leaves to the next one, which goes on with it: after the engine was started anew, a leak is the same leak, and what
// was fixed is fixed since then.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MeasureTracker } from '../../../src/analyse/beam/measureTracker';
import { termCodec } from '../../../src/decode/etf/termCodec';
import { isNewer, isWithin, rangesOf } from '../../../src/follow/beam/measures/birthMemory';
import { NodeWatch } from '../../../src/follow/beam/readers/nodeWatch';
import { parseWatch } from '../../../src/follow/beam/readers/watchMemory';
import type { MeasureVerdict } from '../../../src/shared/model/beam/measure';
import type { Pid } from '../../../src/shared/model/beam/term';
import { createErlangConnector } from '../../../src/sources/erlang/erlangConnector';
import { systemClock } from '../../../src/systemClock';
import { running } from '../../support/erlang/erlangPrograms';
import { hasErlang, startErlangMachine, type ErlangMachine, type RealNode } from '../../support/erlang/realNode';

const { signal } = new AbortController();
const thresholds = { minimumGoroutines: 5, minimumGrowthBytes: 2 ** 20, minimumWatchSeconds: 5 };

async function openWatch({ environment, homeDirectory, cookie, name }: RealNode) {
  const connector = createErlangConnector({ codec: termCodec, environment, homeDirectory });
  const limits = { cookie, timeoutMillis: 20_000, maxBodyBytes: 2 ** 24 };
  const node = await connector.connect(`beam:${name}@localhost`, limits, signal);
  const watch = new NodeWatch({ clock: systemClock, newJudge: () => new MeasureTracker() }, node, name);
  const round = async () => {
    await watch.round({ sweeps: true, modules: [] }, signal);
    return watch.verdicts(thresholds);
  };
  return { watch, round, close: () => node.dispose() };
}

type Watch = Awaited<ReturnType<typeof openWatch>>;

/** Rounds, four a second, until one says so. */
async function until({ round }: Watch, isMeant: (verdict: MeasureVerdict) => boolean): Promise<MeasureVerdict> {
  const deadline = Date.now() + 60_000;
  let said: readonly MeasureVerdict[] = [];
  while (Date.now() < deadline) {
    said = await round();
    const meant = said.find(isMeant);
    if (meant !== undefined) return meant;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new Error(`It is said: ${JSON.stringify(said.map(({ measure, standing }) => [measure.kind, standing]))}`);
}

describe.skipIf(!hasErlang())(
  'a watch that goes on with what another one remembered',
  () => {
    let machine: ErlangMachine;
    beforeAll(async () => {
      machine = await startErlangMachine();
    });
    afterAll(() => machine.dispose());

    it.concurrent.each([
      ['monitor_pool', 'monitor-leak'],
      ['session_leak', 'process-growth'],
      ['slow_reader', 'mailbox-growth'],
      ['session_table', 'ets-growth'],
    ])('has the leak of %s at once, with all there is of it', async (program, kind) => {
      const node = await machine.start({ name: `kept_${program}`, args: running(program) });
      const first = await openWatch(node);
      const leak = await until(first, (verdict) => verdict.measure.kind === kind && verdict.standing === 'growing');
      const memory = first.watch.remember();
      first.close();
      const second = await openWatch(node);
      second.watch.recall(memory);
      const [again] = await second.round();
      expect(again).toMatchObject({ confidence: 'probable', fixedFrom: null, before: leak.before });
      expect(again?.measure.value).toBeGreaterThanOrEqual(leak.measure.value);
      expect(again?.firstSeenMillis).toBe(leak.firstSeenMillis);
      expect(again?.steps[0]).toEqual(leak.steps[0]);
      second.close();
    });

    it.concurrent('knows what was fixed, and since when; of another life of the node nothing', async () => {
      const options = { name: 'kept_fixed', args: running('monitor_pool') };
      const node = await machine.start(options);
      const first = await openWatch(node);
      await until(first, ({ standing }) => standing === 'growing');
      await node.call('monitor_pool', 'mend');
      const fixed = await until(first, ({ standing }) => standing === 'fixed');
      const memory = first.watch.remember();
      first.close();
      const second = await openWatch(node);
      second.watch.recall(memory);
      const [again] = await second.round();
      expect(again).toMatchObject({ standing: 'fixed', sinceMillis: fixed.sinceMillis, fixedFrom: fixed.fixedFrom });
      expect(again?.steps.map(({ standing }) => standing)).toEqual(['growing', 'fixed']);
      second.close();
      await node.kill();
      const third = await openWatch(await machine.start(options));
      third.watch.recall(memory);
      const { isOtherProcess } = await third.watch.round({ sweeps: true, modules: [] }, signal);
      expect([isOtherProcess, third.watch.verdicts(thresholds)]).toEqual([true, []]);
      third.close();
    });
  },
  150_000,
);

it.each(['', 'null', '{}', '[]', '{"version":1}', '{"version":1,"creation":1,"told":[{}],"births":{}}'])(
  'nothing is remembered of %j',
  (text) => {
    expect(parseWatch(text)).toBeNull();
  },
);

describe('processes that are remembered', () => {
  const pid = (id: number, serial = 0): Pid => ({ kind: 'pid', node: 'a@b', id, serial, creation: 1 });

  it('are so by ranges', () => {
    const ranges = rangesOf([pid(5), pid(1), pid(2), pid(3, 1), pid(3), pid(4, 1)]);
    expect(ranges).toEqual([
      [0, 1, 3],
      [0, 5, 5],
      [1, 3, 4],
    ]);
    const within = [pid(1), pid(3), pid(4), pid(5), pid(6), pid(2, 1), pid(4, 1)].map((one) => isWithin(one, ranges));
    expect(within).toEqual([true, true, false, true, false, false, true]);
  });

  it('are told from those that were started later', () => {
    expect([pid(5), pid(6), pid(1, 1)].map((one) => isNewer(one, [0, 5]))).toEqual([false, true, true]);
  });
});
