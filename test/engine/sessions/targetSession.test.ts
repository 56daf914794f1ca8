import { join } from 'node:path';
import { readdir, writeFile } from 'node:fs/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { followSettings } from '../../../src/engine/sessions/followSettings';
import { TargetSession } from '../../../src/engine/sessions/targetSession';
import type { Finding } from '../../../src/shared/model/finding';
import type { SeriesPoint } from '../../../src/shared/model/series/series';
import { defaultSettings, type EngineSettings } from '../../../src/shared/model/settings/settings';
import type { SiteReport } from '../../../src/shared/model/siteReport';
import { point } from '../../analyse/builders';
import { readFixture } from '../../support/profiles/decodeFixtures';
import { FakeClock } from '../../support/fakeClock';
import { RecordedService, recorded } from '../recordedService';
import { generous, openRooms } from '../rooms';
import { Typist } from '../typist';

const gateway = join(import.meta.dirname, '../../services/gateway');
const source = `${gateway}/gateway.go`;

/** The blocked line, 1-based, as truth.json of the recording has it. */
const blockedLine = 38;

/** A session with a recorded gateway, its clock in the hands of the test. */
async function start(settings: Partial<EngineSettings> = {}, earlier: readonly SeriesPoint[] = []) {
  const service = await new RecordedService().start();
  const clock = new FakeClock(1_000_000_000);
  const rooms = await openRooms({ folder: gateway, clock });
  const abort = new AbortController();
  const connected = await rooms.connector.connect(service.url, { ...generous, name: 'gateway' }, abort.signal);
  service.asked.length = 0;
  const reports: SiteReport[] = [];
  const findings: Finding[] = [];
  const grew: SeriesPoint[] = [];
  // What answers take on a busy machine is no part of these tests: time is made by them.
  const current = { ...defaultSettings, pollMaximumCostPercent: 100, ...settings };
  let changes = 0;
  const session = new TargetSession(
    { ...rooms, runtime: rooms.runtimes.of('go'), source: connected, settings: () => followSettings(current) },
    {
      stateChanged: () => (changes += 1),
      reported: (report, told) => {
        reports.push(report);
        findings.push(...told.findings);
      },
      seriesGrew: (points) => grew.push(...points),
    },
    { points: earlier, kept: null },
  );
  onTestFinished(() => session.dispose());
  /** Lets so many seconds pass, and waits for the round that they begin. */
  const later = async (seconds: number) => {
    await clock.advance(seconds * 1000);
    await session.pollNow();
  };
  return { service, clock, rooms, session, reports, findings, grew, later, settings: current, changes: () => changes };
}

function dumpsIn(asked: readonly string[]): number {
  return asked.filter((path) => path === 'goroutine?debug=2').length;
}

describe('a session with a target', () => {
  it('asks nothing before its first poll', async () => {
    const { session, service } = await start();
    expect(session.state()).toMatchObject({ phase: 'connecting', problem: null, latest: null, cost: null });
    expect(service.asked).toEqual([]);
  });

  it('has state, lines and numbers after one poll', async () => {
    const { session, reports, grew, service, clock } = await start();
    await session.pollNow();
    expect(service.asked.filter((path) => path !== 'cmdline')).toEqual([
      'heap',
      'goroutine',
      '/debug/vars',
      '/metrics',
      'heap?debug=1',
      'goroutine?debug=2',
      '/debug/vars',
    ]);
    const state = session.state();
    expect(state).toMatchObject({
      target: { name: 'gateway', url: `${service.url}/debug/pprof/` },
      phase: 'connected',
      problem: null,
      nextAttemptMillis: null,
      latest: { atMillis: clock.now(), life: 0, values: { goroutines: 83 } },
      cost: { requests: 4 },
    });
    expect(state.cost?.bytes).toBeGreaterThan(1000);
    expect(grew).toEqual([state.latest]);
    expect(reports[0]?.blocked[0]).toMatchObject({
      site: { path: source, line: blockedLine },
      kind: 'chan-send',
      state: 'chan send',
      spawns: [{ site: { path: source, line: 25 } }],
    });
  });

  it('polls again after the interval, and sees what grows', async () => {
    const { session, service, reports, grew, later } = await start();
    await session.pollNow();
    for (const frame of [4, 5, 6]) {
      service.frame = frame;
      await later(5);
    }
    expect(grew).toHaveLength(4);
    // Five devices a second.
    for (const growth of [reports.at(-1)?.blocked[0]?.growth, session.state().goroutinesPerMinute]) {
      expect(growth).toBeGreaterThan(270);
      expect(growth).toBeLessThan(330);
    }
  });

  it('takes no other profile for the answer of the leak detector', async () => {
    const { session, service, findings } = await start();
    service.trouble.set('goroutineleak', { body: recorded(3, 'goroutine.pb.gz') });
    await session.askForLeaks();
    expect(service.asked).toContain('goroutineleak');
    expect(findings.filter(({ confidence }) => confidence === 'proven')).toEqual([]);
  });

  it('keeps the series of the target on disk', async () => {
    const { session, rooms, later } = await start();
    await session.pollNow();
    await later(5);
    const kept = await rooms.series.load(session.source.target);
    expect(kept.map(({ values }) => values.goroutines)).toEqual([83, 83]);
  });

  it('continues an earlier series as another life: whose it was nobody knows', async () => {
    const { session } = await start({}, [point(999_000_000, { goroutines: 5 }, 3)]);
    await session.pollNow();
    expect(session.pointsSince(null).map(({ life }) => life)).toEqual([3, 4]);
  });

  it('goes on without a disk, and says so once', async () => {
    const { session, rooms, later, grew } = await start();
    // A file where the folder of the series has to be.
    await writeFile(join(rooms.directory, 'series'), '');
    await session.pollNow();
    await later(5);
    await later(5);
    expect(session.state().phase).toBe('connected');
    expect(grew).toHaveLength(3);
    expect(rooms.logged.filter((line) => line.includes('the series cannot be kept on disk'))).toHaveLength(1);
  });
});

describe('the goroutine dump', () => {
  it('is asked for every 30 seconds, not with every poll', async () => {
    const { session, service, later } = await start();
    await session.pollNow();
    for (let nth = 1; nth <= 12; nth += 1) await later(5);
    expect(dumpsIn(service.asked)).toBe(3);
  });

  it('is never asked for at the limit or above', async () => {
    const { session, service, later } = await start({ goroutineDumpLimit: 83 });
    await session.pollNow();
    await later(60);
    expect(dumpsIn(service.asked)).toBe(0);
    service.frame = 2;
    await later(5);
    expect(dumpsIn(service.asked)).toBe(1);
  });

  it.each([
    ['fails', { status: 500 }, 'no goroutine dump'],
    ['is refused', { status: 403 }, 'does not offer stacks'],
    ['is no dump', { body: Buffer.from('<html>/debug/pprof/</html>') }, 'does not offer stacks'],
  ])('that %s does not spoil the round, and is not asked for again at once', async (_what, trouble, logged) => {
    const { session, service, rooms, later, reports } = await start();
    service.trouble.set('goroutine?debug=2', trouble);
    await session.pollNow();
    await later(5);
    expect(session.state()).toMatchObject({ phase: 'connected', problem: null });
    expect(reports.at(-1)?.blocked[0]).toMatchObject({ count: 74, state: '' });
    expect(dumpsIn(service.asked)).toBe(1);
    expect(rooms.logged.filter((line) => line.startsWith(`warn: gateway: ${logged}`))).toHaveLength(1);
  });
});

describe('a target that fails', () => {
  it('keeps the last good state, says what is wrong, and is tried again with growing pauses', async () => {
    const { session, service, clock, grew, later, changes } = await start();
    await session.pollNow();
    const good = session.state();
    const before = changes();
    service.trouble.set('goroutine', { status: 503, body: 'overload' });
    await later(5);
    expect(session.state()).toMatchObject({
      ...good,
      phase: 'reconnecting',
      problem: { kind: 'http-status' },
      nextAttemptMillis: clock.now() + 2000,
    });
    expect(session.state().problem?.subject).toContain(service.url);
    expect(grew).toHaveLength(1);
    // What the source says of the round before may come at any time, and is a change as well.
    expect(changes()).toBeGreaterThan(before);
    expect(clock.pending).toEqual([clock.now() + 2000]);

    service.trouble.clear();
    await later(2);
    expect(session.state()).toMatchObject({ phase: 'connected', problem: null, nextAttemptMillis: null });
    expect(session.state().latest?.life).toBe(0);
  });

  it.each([
    ['half a heap profile', 'heap', { body: recorded(3, 'heap.pb.gz').subarray(0, 300) }],
    ['half a goroutine profile', 'goroutine', { body: recorded(3, 'goroutine.pb.gz').subarray(0, 300) }],
  ])('with %s never shows numbers of it', async (_what, path, trouble) => {
    const { session, service, reports, grew } = await start();
    service.trouble.set(path, trouble);
    await session.pollNow();
    expect(session.state()).toMatchObject({ phase: 'reconnecting', latest: null });
    expect(session.state().problem).not.toBeNull();
    expect([reports, grew]).toEqual([[], []]);
  });
});

describe('a target whose memory statistics', () => {
  const vars = (values: Record<string, unknown>) => ({
    status: 200,
    body: Buffer.from(JSON.stringify({ memstats: { ...statistics, ...values } })),
  });
  const statistics = Object.fromEntries(
    [
      ['TotalAlloc', 'Sys', 'Mallocs', 'Frees', 'HeapAlloc', 'HeapSys', 'HeapIdle', 'HeapInuse', 'HeapReleased'],
      ['HeapObjects', 'StackInuse', 'StackSys', 'MSpanSys', 'MCacheSys', 'BuckHashSys', 'GCSys', 'OtherSys', 'NextGC'],
      ['LastGC', 'NumGC', 'NumForcedGC'],
    ]
      .flat()
      .map((name) => [name, 7]),
  );

  it('are published beside pprof is not asked for the dear text', async () => {
    const { session, service, later } = await start();
    service.trouble.set('/debug/vars', vars({ HeapAlloc: 4711 }));
    await session.pollNow();
    await later(5);
    expect(session.state().latest?.values.heapAlloc).toBe(4711);
    expect(service.asked).not.toContain('heap?debug=1');
  });

  it.each([
    ['no statistics', { body: Buffer.from('heap profile: 0: 0 [0: 0] @ heap/1048576\n') }],
    ['a refusal', { status: 403, body: Buffer.from('no') }],
  ])('are answered with %s is followed without them', async (_what, trouble) => {
    const { session, service, reports } = await start();
    service.trouble.set('heap?debug=1', trouble);
    await session.pollNow();
    const { phase, latest } = session.state();
    expect([phase, latest?.values.goroutines, latest?.values.heapAlloc]).toEqual(['connected', 83, null]);
    expect(reports[0]?.blocked[0]).toMatchObject({ site: { line: blockedLine } });
  });

  it('were published and are no more is asked for the text from then on', async () => {
    const { session, service, later } = await start();
    service.trouble.set('/debug/vars', vars({}));
    await session.pollNow();
    service.trouble.delete('/debug/vars');
    await later(5);
    expect(service.asked).toContain('heap?debug=1');
    expect(session.state().latest?.values.heapAlloc).toBeGreaterThan(7);
  });
});

describe('another process behind the same address', () => {
  /** The blog has other counters and other collections than the gateway. */
  const otherProcess = { body: readFixture('profiles/heap.debug1.txt') };

  it('is noticed as another life, with lines that start anew', async () => {
    const { session, service, rooms, later, reports } = await start();
    await session.pollNow();
    for (const frame of [4, 5]) {
      service.frame = frame;
      await later(5);
    }
    expect(reports.at(-1)?.blocked[0]?.growth).not.toBeNull();
    service.trouble.set('heap?debug=1', otherProcess);
    await later(5);
    expect(session.state().latest?.life).toBe(1);
    expect(reports.at(-1)?.blocked[0]?.growth).toBeNull();
    expect(session.state().goroutinesPerMinute).toBeNull();
    expect(rooms.logged.filter((line) => line.includes('another process answers'))).toHaveLength(1);
    await later(5);
    expect(session.state().latest?.life).toBe(1);
  });

  it('is asked for a dump soon', async () => {
    const { session, service, later } = await start();
    await session.pollNow();
    service.trouble.set('heap?debug=1', otherProcess);
    await later(5);
    await later(5);
    expect(dumpsIn(service.asked)).toBe(2);
  });

  it('of the same build keeps the lines of the build, of another has those of the saved text', async () => {
    const { session, service, rooms, later } = await start();
    await session.pollNow();
    const typist = new Typist('a\nb\nc\n', { documents: rooms.documents, path: '/ws/gateway.go' });
    typist.insertLines(0, 'x');
    typist.save();
    service.trouble.set('heap?debug=1', otherProcess);
    await later(5);
    expect(session.state().latest?.life).toBe(1);
    expect(session.lines.moved.now(typist.path, 1)).toBe(2);

    service.trouble.set('heap', { body: readFixture('profiles/heap.pb.gz') });
    await later(5);
    expect(session.state().latest?.life).toBe(2);
    expect(session.lines.moved.now(typist.path, 1)).toBe(1);
  });
});

describe('a session that ends', () => {
  it('in the middle of a poll leaves nothing running, and tells nobody', async () => {
    const { session, service, clock, reports, grew, rooms, changes } = await start();
    service.trouble.set('goroutine', 'hang');
    const polled = session.pollNow();
    await expect.poll(() => service.waiting).toBe(1);
    const before = changes();
    session.dispose();
    await polled;
    await expect.poll(() => service.connections).toBe(0);
    expect([clock.pending, reports, grew, changes()]).toEqual([[], [], [], before]);
    expect(rooms.logged.filter((line) => line.startsWith('warn'))).toEqual([]);
  });

  it('between two polls asks nothing more and closes its connection', async () => {
    const { session, service, clock } = await start();
    await session.pollNow();
    session.dispose();
    const asked = service.asked.length;
    await clock.advance(600_000);
    await session.pollNow();
    expect(service.asked).toHaveLength(asked);
    await expect.poll(() => service.connections).toBe(0);
  });

  it('has written nothing but its series and what was found', async () => {
    const { session, rooms } = await start();
    await session.pollNow();
    session.dispose();
    expect((await readdir(rooms.directory)).sort()).toEqual(['series', 'verdicts']);
  });
});

it('a shorter interval takes effect at once', async () => {
  const { session, clock, settings } = await start({ pollIntervalSeconds: 3600 });
  await session.pollNow();
  expect(clock.pending).toEqual([clock.now() + 3_600_000]);
  Object.assign(settings, { pollIntervalSeconds: 2 });
  session.intervalChanged();
  expect(clock.pending).toEqual([clock.now() + 2000]);
});
