import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { serveHttp } from '../../sources/localServer';
import { dayLongFleet } from '../../support/archives/dayLongFleet';
import { fakeParca } from '../../support/archives/fakeParca';
import { fakePyroscope } from '../../support/archives/fakePyroscope';
import { recordedFleet, type KeptFleet } from '../../support/archives/keptFleet';
import { FakeClock } from '../../support/fakeClock';
import { EngineWatcher } from '../engineWatcher';

const gateway = join(import.meta.dirname, '../../services/gateway');
const never = new AbortController().signal;

async function connected(fleet: KeptFleet = recordedFleet(Date.now()), fake = fakeParca, query = 'service=gateway') {
  const asked: string[] = [];
  const answer = fake(fleet);
  const { origin, open } = await serveHttp((request, response) => {
    asked.push(request.url ?? '');
    answer(request, response);
  });
  const watcher = await EngineWatcher.start({ folder: gateway });
  await watcher.engine.setFolders([gateway]);
  const kind = fake === fakeParca ? 'parca' : 'pyroscope';
  const state = await watcher.connect(`${kind}:${origin}?${query}`);
  return { watcher, engine: watcher.engine, state, origin, asked, open };
}

describe.each([
  ['Parca', fakeParca],
  ['Pyroscope', fakePyroscope],
] as const)('a service that %s keeps, connected', (_, fake) => {
  test('is all its replicas, each with its history; the one that leaks is told on its line, the others are healthy', async () => {
    const { engine, state, watcher } = await connected(undefined, fake);
    expect(state).toMatchObject({
      target: { name: 'gateway-b' },
      phase: 'connected',
      condition: { kind: 'leaking' },
      replicaOf: { service: 'gateway' },
    });
    const byName = Object.fromEntries(engine.targets().map(({ target, condition }) => [target.name, condition.kind]));
    expect(byName).toEqual({ 'gateway-a': 'quiet', 'gateway-b': 'leaking', 'gateway-c': 'quiet' });
    const findings = watcher.findings.at(-1)?.flatMap((of) => of.findings.map((one) => ({ of, one })));
    expect(findings?.map(({ of }) => of.targetId)).toEqual([state.target.id]);
    expect(engine.findings.openIn(`${gateway}/gateway.go`)).toMatchObject([
      { targetName: 'gateway-b', line: 37, finding: { kind: 'goroutine-leak', confidence: 'probable' } },
    ]);
    expect(watcher.shown()).toContain('gateway.go:38 blocked');
  });

  test('has the numbers of its whole history', async () => {
    const { engine, state } = await connected(undefined, fake);
    const points = engine.series({ targetId: state.target.id, sinceMillis: null, maxPoints: 10_000 });
    const goroutines = points.flatMap(({ values }) => values['goroutines'] ?? []);
    expect(goroutines.length).toBeGreaterThan(50);
    expect([goroutines[0], goroutines.at(-1)]).toEqual([231, 3141]);
    expect(points.every(({ atMillis }, at) => atMillis >= (points[at - 1]?.atMillis ?? 0))).toBe(true);
  });
});

test('says what no archive keeps, and why', async () => {
  const { state } = await connected();
  expect(state.capabilities).toMatchObject({
    heap: { state: 'offered' },
    goroutines: { state: 'offered' },
    memory: { state: 'refused' },
    stacks: { state: 'refused', problem: { archive: 'not-kept' } },
  });
});

test('is captured, looked at, compared, and set as the normal like any other', async () => {
  const { engine, state, watcher } = await connected();
  const snapshot = await engine.capture(state.target.id, never);
  expect(snapshot.summary).toMatchObject({ goroutines: 3141 });
  expect(snapshot.missing?.map(({ kind }) => kind)).toEqual(['memory', 'stacks']);
  const origin = {
    kind: 'live',
    targetId: state.target.id,
    profile: 'goroutine',
    seconds: null,
    follows: false,
  } as const;
  const opened = await engine.profiles.open({ origin, base: null }, never);
  expect(opened).toMatchObject({ handle: expect.any(String) as string });
  expect(await engine.findings.setBaseline(state.target.id)).toBe(1);
  expect(watcher.rooms.logged.filter((line) => !line.startsWith('info'))).toEqual([]);
});

test('that leaks as slowly as a day is long is told at once', async () => {
  const { engine } = await connected(dayLongFleet(Date.now()), fakeParca, 'service=shop');
  const byName = Object.fromEntries(engine.targets().map(({ target, condition }) => [target.name, condition.kind]));
  expect(byName).toEqual({ 'shop-a': 'quiet', 'shop-b': 'leaking', 'shop-c': 'quiet' });
});

test('one replica alone can be named', async () => {
  const { engine } = await connected(undefined, fakeParca, 'service=gateway&pod=gateway-a');
  expect(engine.targets().map(({ target }) => target.name)).toEqual(['gateway-a']);
});

test('ends with one of its replicas, and lets go of the archive', async () => {
  const { engine, state, open } = await connected();
  engine.disconnect(state.target.id);
  expect(engine.targets()).toEqual([]);
  await expect.poll(open).toBe(0);
});

test.each([
  ['another tenant', { tenant: 'shop' }, { 'X-Scope-OrgID': 'other' }],
  ['a range that the server does not answer', { lookbackMillis: 1000 }, {}],
])('of %s says that there is nothing, and what to look at', async (_, manners, headers) => {
  const { origin } = await serveHttp(fakePyroscope(recordedFleet(Date.now() - 3_600_000), manners));
  const watcher = await EngineWatcher.start({ folder: gateway });
  const connecting = watcher.engine.connect({ url: `pyroscope:${origin}?service=gateway`, headers }, never);
  const problem: unknown = await connecting.then(
    () => null,
    (error: unknown) => (error as { readonly problem: unknown }).problem,
  );
  expect(problem).toMatchObject({ kind: 'archive', archive: 'nothing' });
  expect(watcher.engine.targets()).toEqual([]);
});

test('of another tenant says the same to whoever chooses from what there is, instead of an empty list', async () => {
  const { origin } = await serveHttp(fakePyroscope(recordedFleet(Date.now()), { tenant: 'shop' }));
  const { engine } = await EngineWatcher.start({ folder: gateway });
  const asOther = { url: `pyroscope:${origin}`, headers: { 'X-Scope-OrgID': 'other' } };
  const looking = engine.lookIntoArchive(asOther, never);
  await expect(looking).rejects.toMatchObject({ problem: { kind: 'archive', archive: 'nothing' } });
  const found = await engine.lookIntoArchive({ ...asOther, headers: { 'X-Scope-OrgID': 'shop' } }, never);
  expect(found.services).toEqual(['gateway']);
});

describe('what is scraped meanwhile', () => {
  /** A recording that ends later and later: nothing is known of what comes. */
  async function growing() {
    const whole = recordedFleet(2_000_000_000_000);
    const clock = new FakeClock(2_000_000_000_000 - 300_000);
    const until = () => clock.now();
    const shown = (): KeptFleet => ({
      types: whole.types,
      replicas: whole.replicas.map(({ labels, scrapes }) => ({
        labels,
        scrapes: new Map([...scrapes].map(([id, all]) => [id, all.filter(({ atMillis }) => atMillis <= until())])),
      })),
    });
    const asked: string[] = [];
    const { origin } = await serveHttp((request, response) => {
      asked.push(request.url ?? '');
      fakeParca(shown())(request, response);
    });
    const watcher = await EngineWatcher.start({ folder: gateway, clock });
    await watcher.engine.setFolders([gateway]);
    await watcher.connect(`parca:${origin}?service=gateway`);
    return { watcher, clock, asked };
  }

  async function refresh(watcher: EngineWatcher) {
    for (const { target } of watcher.engine.targets()) await watcher.engine.refresh(target.id);
    return watcher.engine.targets();
  }

  test('is asked for once for all replicas, and comes to what is known', async () => {
    const { watcher, clock, asked } = await growing();
    const [before] = watcher.engine.targets();
    const begun = asked.length;
    await clock.advance(300_000);
    await expect.poll(async () => (await refresh(watcher))[0]?.latest?.values['goroutines']).toBe(3141);
    expect(before?.latest?.values['goroutines']).toBeLessThan(2200);
    const ranges = asked.slice(begun).filter((url) => url.includes('query_range'));
    expect(ranges.length).toBeGreaterThan(0);
    expect(ranges.filter((url) => decodeURIComponent(url).includes('pod='))).toEqual([]);
    expect(watcher.engine.targets().map(({ phase }) => phase)).toEqual(['connected', 'connected', 'connected']);
  });

  test('is asked for no more often than is scraped', async () => {
    const { watcher, clock, asked } = await growing();
    const begun = asked.length;
    await clock.advance(5000);
    await refresh(watcher);
    expect(asked.slice(begun)).toEqual([]);
  });

  test('is missed after a while: what was found stands as of the last scrape', async () => {
    const { watcher, clock } = await growing();
    await clock.advance(30 * 60_000);
    await expect
      .poll(async () => (await refresh(watcher))[0])
      .toMatchObject({ phase: 'reconnecting', problem: { archive: 'silent' }, condition: { kind: 'away' } });
    expect(watcher.engine.findings.openIn(`${gateway}/gateway.go`)).toHaveLength(1);
  });
});
