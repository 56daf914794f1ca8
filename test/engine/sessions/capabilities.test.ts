// Services that offer one kind of profile, and services whose offers change.
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { followSettings } from '../../../src/engine/sessions/followSettings';
import { TargetSession } from '../../../src/engine/sessions/targetSession';
import { refusalsOf } from '../../../src/shared/model/target/capabilities';
import type { SeriesPoint } from '../../../src/shared/model/series/series';
import { defaultSettings } from '../../../src/shared/model/settings/settings';
import type { SiteReport } from '../../../src/shared/model/siteReport';
import { goRuntime } from '../../../src/runtimes/go';
import { problemWords } from '../../../src/words/problems/problemWords';
import { FakeClock } from '../../support/fakeClock';
import { RecordedService, recorded, type Trouble } from '../recordedService';
import { generous, openRooms } from '../rooms';

const gateway = join(import.meta.dirname, '../../services/gateway');
const login = { body: Buffer.from('<!doctype html><title>Sign in</title>') };
const empty = { body: new Uint8Array() };

const allOfHeap = ['heap', 'heap?debug=1'];
const allOfGoroutines = ['goroutine', 'goroutine?debug=2'];

/** A session with a service that refuses these paths from its first answer on. */
async function start(paths: readonly string[] = [], trouble: Trouble = { status: 404 }) {
  const service = await new RecordedService().start();
  for (const path of paths) service.trouble.set(path, trouble);
  const clock = new FakeClock(1_000_000_000);
  const rooms = await openRooms({ folder: gateway, clock });
  const source = await rooms.connector.connect(
    service.url,
    { ...generous, name: 'gateway' },
    new AbortController().signal,
  );
  service.asked.length = 0;
  const reports: SiteReport[] = [];
  const grew: SeriesPoint[] = [];
  const settings = { ...defaultSettings, pollMaximumCostPercent: 100 };
  const session = new TargetSession(
    { ...rooms, runtime: rooms.runtimes.of('go'), source, settings: () => followSettings(settings) },
    {
      stateChanged: () => undefined,
      reported: (report) => void reports.push(report),
      seriesGrew: (points) => void grew.push(...points),
    },
    { points: [], kept: null },
  );
  onTestFinished(() => session.dispose());
  const later = async (seconds: number) => {
    await clock.advance(seconds * 1000);
    await session.pollNow();
  };
  /** How often each of these paths was asked for since the last time somebody wanted to know. */
  const asked = (...wanted: readonly string[]) => {
    const counts = wanted.map((path) => service.asked.filter((one) => one === path).length);
    service.asked.length = 0;
    return counts;
  };
  return { service, session, rooms, reports, grew, later, asked };
}

const missing = (session: TargetSession) =>
  refusalsOf(session.state().capabilities).map((refusal) => ({
    kind: refusal.kind,
    words: goRuntime.words.capability(refusal.kind).refused(refusal.problem.detail),
  }));
const kinds = (session: TargetSession) => missing(session).map(({ kind }) => kind);

const refusals: readonly (readonly [how: string, trouble: Trouble, why: string])[] = [
  ['401', { status: 401 }, 'HTTP 401 Unauthorized'],
  ['403', { status: 403 }, 'HTTP 403 Forbidden'],
  ['404', { status: 404 }, 'HTTP 404 Not Found'],
  ['405', { status: 405 }, 'HTTP 405 Method Not Allowed'],
  ['501', { status: 501 }, 'HTTP 501 Not Implemented'],
  ['a login page', login, 'HTTP 200 with an HTML page that is not of pprof'],
  ['an empty body', empty, 'the body is empty'],
  ['a profile of another kind', { body: recorded(3, 'goroutine.pb.gz') }, 'a profile of goroutine/count'],
];

describe('a service without a heap', () => {
  it.each(refusals)('is followed by its goroutines: %s', async (_how, trouble, why) => {
    const { session, reports, grew, asked, later } = await start(allOfHeap, trouble);
    await session.pollNow();
    expect(session.state()).toMatchObject({ phase: 'connected', problem: null });
    expect(session.state().latest?.values).toMatchObject({
      goroutines: 83,
      liveHeap: null,
      heapAlloc: null,
      sys: null,
    });
    expect(reports[0]?.heap).toEqual([]);
    expect(reports[0]?.blocked[0]).toMatchObject({ count: 74, state: 'chan send' });
    expect(kinds(session)).toEqual(['heap', 'memory']);
    expect(missing(session)[0]?.words).toContain(`No heap profile here: ${why}`);
    expect(missing(session)[1]?.words).toContain('neither /debug/vars nor /metrics');

    asked();
    for (let poll = 0; poll < 5; poll += 1) await later(5);
    expect(asked('goroutine', 'heap', 'heap?debug=1', '/metrics')).toEqual([5, 0, 0, 0]);
    expect(grew.map(({ values }) => values.liveHeap)).toEqual(Array(6).fill(null));
  });

  it('has memory statistics where /debug/vars tells them', async () => {
    const memstats = Object.fromEntries(
      ['TotalAlloc', 'Sys', 'Mallocs', 'Frees', 'HeapAlloc', 'HeapSys', 'HeapIdle', 'HeapInuse', 'HeapReleased']
        .concat(['HeapObjects', 'StackInuse', 'StackSys', 'MSpanSys', 'MCacheSys', 'BuckHashSys', 'GCSys', 'OtherSys'])
        .concat(['NextGC', 'LastGC', 'NumGC', 'NumForcedGC'])
        .map((name) => [name, 7]),
    );
    const { session, service } = await start(allOfHeap);
    service.trouble.set('/debug/vars', { body: Buffer.from(JSON.stringify({ memstats })) });
    await session.pollNow();
    expect(kinds(session)).toEqual(['heap']);
    expect(session.state().latest?.values).toMatchObject({ liveHeap: null, heapAlloc: 7, sys: 7, goroutines: 83 });
  });
});

describe('a service without goroutines', () => {
  it.each(refusals.filter(([how]) => !how.startsWith('a profile')))(
    'is followed by its heap: %s',
    async (_how, trouble, why) => {
      const { session, reports, asked, later } = await start(allOfGoroutines, trouble);
      await session.pollNow();
      expect(session.state()).toMatchObject({ phase: 'connected', problem: null });
      const { values } = session.state().latest!;
      expect(values.liveHeap).toBeGreaterThan(1e6);
      expect(values.heapAlloc).toBeGreaterThan(1e6);
      expect(values.goroutines).toBeNull();
      expect(reports[0]?.heap.length).toBeGreaterThan(0);
      expect(reports[0]).toMatchObject({ blocked: [], spawns: [] });
      expect(missing(session)).toEqual([{ kind: 'goroutines', words: expect.stringContaining(why) as string }]);

      asked();
      for (let poll = 0; poll < 5; poll += 1) await later(5);
      // How many goroutines there are decides whether the dump may be asked for.
      expect(asked('heap', 'goroutine', 'goroutine?debug=2')).toEqual([5, 0, 0]);
    },
  );

  it('nor with a profile of another kind in their place', async () => {
    const { session, service } = await start();
    service.trouble.set('goroutine', { body: recorded(3, 'heap.pb.gz') });
    await session.pollNow();
    expect(missing(session)).toMatchObject([{ kind: 'goroutines' }]);
    expect(missing(session)[0]?.words).toContain('it does not count goroutines');
  });

  it('follows live heap alone where nothing tells of memory either', async () => {
    const { session, service, later, grew } = await start();
    for (const path of [...allOfGoroutines, 'heap?debug=1']) service.trouble.set(path, { status: 403 });
    await session.pollNow();
    service.frame = 5;
    await later(5);
    expect(kinds(session)).toEqual(['goroutines', 'memory']);
    expect(grew.map(({ values }) => values.liveHeap! > 1e6)).toEqual([true, true]);
    expect(session.state().latest).toMatchObject({ life: 0, values: { heapAlloc: null, gcCycles: null } });
  });

  it('is told from the process after it by what its heap profile says', async () => {
    const { session, service, later } = await start();
    service.frame = 12;
    for (const path of [...allOfGoroutines, 'heap?debug=1']) service.trouble.set(path, { status: 403 });
    await session.pollNow();
    service.frame = 2;
    await later(5);
    expect(session.state().latest?.life).toBe(1);
  });
});

describe('what a service offers changes:', () => {
  it('what was refused is asked for again after some minutes', async () => {
    const { session, service, asked, later } = await start(allOfHeap, { status: 403 });
    await session.pollNow();
    for (let minute = 0; minute < 5; minute += 1) await later(60);
    expect(asked('heap')).toEqual([1]);
    service.trouble.clear();
    await later(60);
    expect(asked('heap', 'heap?debug=1')).toEqual([1, 1]);
    expect(kinds(session)).toEqual([]);
    expect(session.state().latest?.values.liveHeap).toBeGreaterThan(1e6);
    await later(5);
    expect(asked('heap')).toEqual([1]);
  });

  it('and at once after the service was away', async () => {
    const { session, service, asked, later } = await start(allOfHeap, { status: 403 });
    await session.pollNow();
    service.trouble.set('goroutine', { status: 503 });
    await later(5);
    expect(session.state()).toMatchObject({ phase: 'reconnecting' });
    expect(kinds(session)).toEqual(['heap', 'memory']);
    service.trouble.clear();
    asked();
    await later(1);
    expect(asked('heap')).toEqual([1]);
    expect(session.state()).toMatchObject({ phase: 'connected' });
    expect(kinds(session)).toEqual([]);
  });

  it('what is offered no more is missing for a poll, and believed to be gone after a second refusal', async () => {
    const { session, service, rooms, asked, later, grew } = await start();
    await session.pollNow();
    for (const path of allOfHeap) service.trouble.set(path, { status: 404 });
    await later(5);
    expect(session.state()).toMatchObject({ phase: 'connected' });
    expect(kinds(session)).toEqual([]);
    await later(5);
    expect(kinds(session)).toContain('heap');
    asked();
    await later(5);
    expect(asked('heap', 'goroutine')).toEqual([0, 1]);
    expect(grew.map(({ values }) => values.liveHeap === null)).toEqual([false, true, true, true]);
    expect(rooms.logged.filter((line) => line.includes('does not offer heap'))).toHaveLength(1);
  });

  it('one answer that is no profile is forgiven, and asked for again', async () => {
    const { session, service, asked, later } = await start();
    await session.pollNow();
    service.trouble.set('goroutine', { body: Buffer.from([0x1f, 0x8b, 1, 2, 3]) });
    await later(5);
    expect(session.state().latest?.values).toMatchObject({ goroutines: null });
    service.trouble.clear();
    asked();
    await later(5);
    expect(asked('goroutine')).toEqual([1]);
    expect(session.state()).toMatchObject({ latest: { values: { goroutines: 83 } } });
    expect(kinds(session)).toEqual([]);
  });
});

describe('a service that answers nothing', () => {
  it('has failed, whatever it says: nothing is believed of what it offers', async () => {
    const { session, service, later, asked } = await start();
    await session.pollNow();
    service.trouble.set('heap', { status: 403 });
    service.trouble.set('goroutine', { status: 404 });
    for (let poll = 0; poll < 3; poll += 1) await later(30);
    expect(session.state()).toMatchObject({ phase: 'reconnecting', problem: { kind: 'forbidden' } });
    expect(kinds(session)).toEqual([]);
    const message = problemWords.message(session.state().problem!);
    expect(message).toContain(`${service.url}/debug/pprof/heap refuses access (403).`);
    expect(message).toContain(`Tried as well: ${service.url}/debug/pprof/goroutine (HTTP 404`);
    service.trouble.clear();
    asked();
    await later(30);
    expect(asked('heap', 'goroutine')).toEqual([1, 1]);
    expect(session.state()).toMatchObject({ phase: 'connected' });
    expect(kinds(session)).toEqual([]);
  });

  it.each([
    ['a time-out elsewhere', 500],
    ['an overload', 503],
    ['too many questions', 429],
  ])('for a while is a failed poll, not a refusal: %s', async (_what, status) => {
    const { session, service, later } = await start();
    await session.pollNow();
    service.trouble.set('heap', { status });
    await later(5);
    expect(session.state()).toMatchObject({ phase: 'reconnecting', problem: { kind: 'http-status' } });
    expect(kinds(session)).toEqual([]);
  });
});
