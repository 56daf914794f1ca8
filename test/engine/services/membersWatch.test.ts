// What is watched for a time while replicas come and go: a rollout stops no watch, and accuses nobody. All of 127.0.0.0/8 is this machine, on Linux.
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { FakeClock } from '../../support/fakeClock';
import { freePort } from '../../sources/localServer';
import { EngineWatcher } from '../engineWatcher';
import { RecordedService } from '../recordedService';

const gateway = join(import.meta.dirname, '../../services/gateway');
const never = new AbortController().signal;

async function watched(addresses: readonly string[], durationMillis = 300_000) {
  const clock = new FakeClock(1_000_000_000);
  const port = await freePort();
  const named = { addresses };
  const watcher = await EngineWatcher.start({
    folder: gateway,
    clock,
    resolve: () => Promise.resolve(named.addresses),
  });
  const { engine } = watcher;
  await engine.setFolders([gateway]);
  const serve = async (address: string, isAlone = true) => {
    const service = await new RecordedService().start(address, port);
    if (isAlone) service.trouble.set('heap?debug=1', { status: 404 });
    return service;
  };
  let isOver = false;
  const begin = () =>
    engine
      .watch(
        {
          target: { url: `http://shop.internal:${String(port)}`, eachAddress: true },
          durationMillis,
          intervalMillis: 5000,
          baseline: null,
          progress: () => undefined,
        },
        never,
      )
      .finally(() => (isOver = true));
  /** Time passes while real answers come. */
  const pass = async (millis: number, each: () => void = () => undefined) => {
    await expect
      .poll(() => engine.targets().every(({ latest }) => latest !== null) && engine.targets().length)
      .toBeTruthy();
    for (let at = 0; at < millis && !isOver; at += 5000) {
      each();
      await clock.advance(5000);
      // Connections are made in real time.
      await setTimeout(20);
      for (const { target } of engine.targets()) await engine.refresh(target.id);
    }
  };
  const short = (name: string) => name.replace(`:${String(port)}`, '');
  return { clock, named, serve, begin, pass, short, port };
}

describe.skipIf(process.platform !== 'linux')('a watch of each address', () => {
  it('goes through a rollout: those that go are no failure, and those that come are watched', async () => {
    const { named, serve, begin, pass, short } = await watched(['127.0.0.1', '127.0.0.2']);
    const old = [await serve('127.0.0.1'), await serve('127.0.0.2')];
    const watching = begin();
    await pass(60_000);
    await serve('127.0.0.3');
    await serve('127.0.0.4');
    named.addresses = ['127.0.0.3', '127.0.0.4'];
    for (const one of old) await one.stop();
    await pass(600_000);
    const { ending, failure, restarts, fleet, findings } = await watching;
    expect({ ending, failure, restarts, findings: findings.length }).toEqual({
      ...{ ending: 'complete', failure: null, restarts: 0, findings: 0 },
    });
    const told = fleet?.replicas.map(({ name, isGone, isLate, isHealthy, problem }) => ({
      ...{ name: short(name), isGone: isGone === true, isLate: isLate === true, isHealthy, problem },
    }));
    expect(told?.toSorted((a, b) => a.name.localeCompare(b.name))).toEqual([
      { name: '127.0.0.1', isGone: true, isLate: false, isHealthy: false, problem: null },
      { name: '127.0.0.2', isGone: true, isLate: false, isHealthy: false, problem: null },
      { name: '127.0.0.3', isGone: false, isLate: true, isHealthy: true, problem: null },
      { name: '127.0.0.4', isGone: false, isLate: true, isHealthy: true, problem: null },
    ]);
    expect(fleet?.replicas.flatMap(({ outlierIn }) => outlierIn)).toEqual([]);
  }, 60_000);

  it('keeps what was found in one that is gone', async () => {
    const { named, serve, begin, pass } = await watched(['127.0.0.1', '127.0.0.2'], 200_000);
    await serve('127.0.0.1');
    const leaking = await serve('127.0.0.2');
    const watching = begin();
    await pass(80_000, () => (leaking.frame = Math.min(19, leaking.frame + 1)));
    named.addresses = ['127.0.0.1'];
    await leaking.stop();
    await pass(300_000);
    const { ending, findings } = await watching;
    expect(ending).toBe('complete');
    expect(findings.map(({ finding }) => finding.kind)).toContain('goroutine-leak');
    expect(findings[0]?.replicas?.having.map(({ name }) => name.split(':')[0])).toEqual(['127.0.0.2']);
  }, 60_000);

  it('fails where one is listed to the end and does not answer', async () => {
    const { serve, begin, pass } = await watched(['127.0.0.1', '127.0.0.2'], 90_000);
    await serve('127.0.0.1');
    const second = await serve('127.0.0.2');
    const watching = begin();
    await pass(20_000);
    await second.stop();
    await pass(200_000);
    expect(await watching).toMatchObject({ ending: 'lost', failure: { problem: { kind: 'refused' } } });
  }, 60_000);

  it('fails where nobody is left', async () => {
    const { named, serve, begin, pass } = await watched(['127.0.0.1', '127.0.0.2'], 400_000);
    const all = [await serve('127.0.0.1'), await serve('127.0.0.2')];
    const watching = begin();
    await pass(20_000);
    for (const one of all) await one.stop();
    named.addresses = [];
    await pass(1_000_000);
    expect((await watching).ending).toBe('lost');
  }, 60_000);

  it('counts two addresses of one process once, and says so', async () => {
    const { serve, begin, pass, short } = await watched(['127.0.0.1', '127.0.0.2', '127.0.0.3'], 60_000);
    await serve('127.0.0.1', false);
    await serve('127.0.0.2', false);
    await serve('127.0.0.3');
    const watching = begin();
    await pass(200_000);
    const { fleet, ending } = await watching;
    expect(ending).toBe('complete');
    expect(fleet?.replicas.map(({ name, alsoAt = [] }) => [short(name), alsoAt.map(short)])).toEqual([
      ['127.0.0.1', ['127.0.0.2']],
      ['127.0.0.3', []],
    ]);
  }, 60_000);
});
