// Replicas that come and go: the addresses of a name, looked up again while the service is connected. All of 127.0.0.0/8 is this machine, on Linux.
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FakeClock } from '../../support/fakeClock';
import { problemOf } from '../../sources/problemOf';
import { freePort } from '../../sources/localServer';
import { EngineWatcher } from '../engineWatcher';
import { RecordedService } from '../recordedService';

const gateway = join(import.meta.dirname, '../../services/gateway');
const source = `${gateway}/gateway.go`;
const never = new AbortController().signal;
const lookMillis = 30_000;

/** A name with addresses that a test changes, and services at some of them. */
async function shop(count: number) {
  const clock = new FakeClock(1_000_000_000);
  const port = await freePort();
  const named = { addresses: [] as readonly string[], looks: 0, failure: null as Error | null };
  const watcher = await EngineWatcher.start({
    folder: gateway,
    clock,
    resolve: () => {
      named.looks += 1;
      return named.failure === null ? Promise.resolve(named.addresses) : Promise.reject(named.failure);
    },
  });
  const { engine } = watcher;
  await engine.setFolders([gateway]);
  /** Each a process of its own: statistics are not told, by which two of one recording would be one. */
  const serve = async (address: string, isAlone = true) => {
    const service = await new RecordedService().start(address, port);
    if (isAlone) service.trouble.set('heap?debug=1', { status: 404 });
    return service;
  };
  const services = [];
  for (let at = 1; at <= count; at += 1) services.push(await serve(`127.0.0.${String(at)}`));
  named.addresses = services.map((_, at) => `127.0.0.${String(at + 1)}`);
  const url = `http://shop.internal:${String(port)}`;
  const connect = () => engine.connect({ url, eachAddress: true }, never);
  const told = () =>
    engine.targets().map(({ target, replicaOf, condition }) => {
      const name = target.name.replace(`:${String(port)}`, '');
      return [name, replicaOf?.service.replace(`:${String(port)}`, ''), replicaOf?.isGone === true, condition.kind];
    });
  const names = () => told().map(([name, , isGone]) => `${String(name)}${isGone === true ? ' gone' : ''}`);
  const look = async () => {
    const before = named.looks;
    await clock.advance(lookMillis);
    await expect.poll(() => named.looks).toBeGreaterThan(before);
  };
  const rounds = async (from: number, to: number, leaking: readonly RecordedService[]) => {
    for (let frame = from; frame < to; frame += 1) {
      await clock.advance(5000);
      for (const one of leaking) one.frame = frame;
      for (const { target } of engine.targets()) await engine.refresh(target.id);
    }
  };
  return { watcher, engine, clock, named, services, serve, connect, told, names, look, rounds, port, url };
}

describe.skipIf(process.platform !== 'linux')('a service whose name has several addresses', () => {
  it('is all of them, asked one by one under the name, with one finding that says who has it', async () => {
    const { engine, services, connect, told, rounds } = await shop(3);
    const state = await connect();
    expect(state.replicaOf).toMatchObject({ service: expect.stringMatching(/^shop\.internal:/) as string });
    expect(told().map(([name, service]) => [name, service])).toEqual([
      ['127.0.0.1', 'shop.internal'],
      ['127.0.0.2', 'shop.internal'],
      ['127.0.0.3', 'shop.internal'],
    ]);
    await rounds(4, 20, [services[1]!]);
    const found = engine.findings.openIn(source).filter(({ finding }) => finding.kind === 'goroutine-leak');
    expect(found).toMatchObject([{ finding: { replicas: { of: 3 } } }]);
    expect(found[0]?.finding.replicas?.having.map(({ name }) => name.replace(/:.*/, ''))).toEqual(['127.0.0.2']);
  }, 60_000);

  it('is shown in the order of its addresses, whichever of them answers first', async () => {
    const { services, connect, names } = await shop(3);
    for (const [at, service] of services.entries()) service.lateMillis = 300 - 150 * at;
    await connect();
    expect(names()).toEqual(['127.0.0.1', '127.0.0.2', '127.0.0.3']);
  }, 60_000);

  it('takes in who is new, and marks who is gone, with all that was found in it', async () => {
    const { engine, services, connect, names, look, serve, named, rounds } = await shop(2);
    await connect();
    await rounds(4, 20, [services[1]!]);
    expect(engine.findings.openIn(source).length).toBeGreaterThan(0);
    await serve('127.0.0.3');
    await services[1]!.stop();
    named.addresses = ['127.0.0.3', '127.0.0.1'];
    await rounds(4, 5, []);
    await look();
    await expect.poll(names).toEqual(['127.0.0.1', '127.0.0.2 gone', '127.0.0.3']);
    const gone = engine.targets().find(({ replicaOf }) => replicaOf?.isGone === true);
    expect(gone).toMatchObject({
      phase: 'reconnecting',
      nextAttemptMillis: null,
      condition: { kind: 'away', isGone: true },
    });
    expect(
      engine.series({ targetId: gone?.target.id ?? '', sinceMillis: null, maxPoints: 100 }).length,
    ).toBeGreaterThan(10);
    expect(engine.findings.openIn(source)).toMatchObject([
      { targetId: gone?.target.id, finding: { replicas: { of: 3 } } },
    ]);
    const asked = services[1]!.asked.length;
    await rounds(4, 6, []);
    expect(services[1]!.asked.length).toBe(asked);
  }, 60_000);

  it('goes on with one that returns: the same replica, with its history', async () => {
    const { engine, services, connect, names, look, serve, named, rounds } = await shop(2);
    await connect();
    await rounds(4, 8, []);
    const second = engine.targets()[1]?.target.id ?? '';
    await services[1]!.stop();
    named.addresses = ['127.0.0.1'];
    await rounds(4, 5, []);
    await look();
    await expect.poll(names).toEqual(['127.0.0.1', '127.0.0.2 gone']);
    await serve('127.0.0.2');
    named.addresses = ['127.0.0.1', '127.0.0.2'];
    await look();
    await expect.poll(() => names().toSorted()).toEqual(['127.0.0.1', '127.0.0.2']);
    await rounds(4, 6, []);
    expect(engine.targets().map(({ target }) => target.id)).toContain(second);
    const points = engine.series({ targetId: second, sinceMillis: null, maxPoints: 100 });
    expect(points.length).toBeGreaterThan(5);
    expect(new Set(points.map(({ life }) => life))).toEqual(new Set([0]));
  }, 60_000);

  it('keeps one that is out of the load for a while and still answers', async () => {
    const { connect, names, look, named } = await shop(2);
    await connect();
    named.addresses = ['127.0.0.1'];
    await look();
    await look();
    expect(names()).toEqual(['127.0.0.1', '127.0.0.2']);
  }, 60_000);

  it('stays what it was while its name cannot be looked up, and says so once', async () => {
    const { connect, names, look, named, watcher } = await shop(2);
    await connect();
    named.failure = Object.assign(new Error('queryA ESERVFAIL shop.internal'), { code: 'ESERVFAIL' });
    await look();
    await look();
    expect(names()).toEqual(['127.0.0.1', '127.0.0.2']);
    await expect
      .poll(() => watcher.rooms.logged.filter((line) => line.includes('its replicas cannot be looked up')))
      .toHaveLength(1);
  }, 60_000);

  it('waits for one that is listed and does not answer yet', async () => {
    const { connect, names, look, named, serve } = await shop(1);
    named.addresses = ['127.0.0.1', '127.0.0.2'];
    await connect();
    expect(names()).toEqual(['127.0.0.1']);
    await serve('127.0.0.2');
    await look();
    await expect.poll(names).toEqual(['127.0.0.1', '127.0.0.2']);
  }, 60_000);

  it('counts two addresses of one process once, and goes on at the other where the first is gone', async () => {
    const { engine, connect, names, look, named, serve, services, rounds } = await shop(0);
    const first = await serve('127.0.0.1', false);
    await serve('127.0.0.2', false);
    services.push(first);
    named.addresses = ['127.0.0.1', '127.0.0.2'];
    await connect();
    await look();
    await expect.poll(names).toEqual(['127.0.0.1']);
    expect(engine.targets()[0]?.replicaOf?.alsoAt).toEqual([expect.stringMatching(/^127\.0\.0\.2:/)]);
    await first.stop();
    named.addresses = ['127.0.0.2'];
    await rounds(4, 5, []);
    await look();
    await look();
    await expect.poll(() => names().toSorted()).toEqual(['127.0.0.1 gone', '127.0.0.2']);
  }, 60_000);

  it('follows no more than twenty', async () => {
    const { connect, engine, watcher, named } = await shop(22);
    await connect();
    expect(engine.targets()).toHaveLength(20);
    expect(watcher.rooms.logged.filter((line) => line.includes('22 replicas, of which 20 are followed'))).toHaveLength(
      1,
    );
    expect(named.looks).toBe(1);
  }, 60_000);

  it('ends as a whole, and is looked up no more', async () => {
    const { engine, connect, named, clock } = await shop(2);
    const { target } = await connect();
    engine.disconnect(target.id);
    expect(engine.targets()).toEqual([]);
    await clock.advance(10 * lookMillis);
    expect(named.looks).toBe(1);
    expect(clock.pending).toEqual([]);
  }, 60_000);

  it('of which not one answers says why, and leaves nothing behind', async () => {
    const { engine, connect, clock, named } = await shop(0);
    named.addresses = ['127.0.0.1', '127.0.0.2'];
    expect(await problemOf(connect())).toMatchObject({ kind: 'refused' });
    named.failure = Object.assign(new Error('getaddrinfo ENOTFOUND shop.internal'), { code: 'ENOTFOUND' });
    expect(await problemOf(connect())).toMatchObject({ kind: 'unknown-host' });
    expect(engine.targets()).toEqual([]);
    expect(clock.pending).toEqual([]);
  }, 60_000);
});
