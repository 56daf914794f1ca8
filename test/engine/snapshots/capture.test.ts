import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { capture } from '../../../src/engine/snapshots/capture';
import { readSnapshot } from '../../../src/engine/snapshots/readSnapshot';
import { snapshotReport } from '../../../src/words/go/snapshots/snapshotReport';
import type { LeakLensError } from '../../../src/shared/model/errors';
import type { SnapshotFileName } from '../../../src/shared/model/snapshot';
import { FakeClock } from '../../support/fakeClock';
import { goRuntime } from '../../../src/runtimes/go';
import { RecordedService, recorded } from '../recordedService';
import { generous, openRooms } from '../rooms';

const { signal } = new AbortController();
const gateway = join(import.meta.dirname, '../../services/gateway');

async function start() {
  const service = await new RecordedService().start();
  const rooms = await openRooms({ folder: gateway, clock: new FakeClock(1_790_000_000_000) });
  const abort = new AbortController();
  const source = await rooms.connector.connect(service.url, { ...generous, name: 'gateway' }, abort.signal);
  onTestFinished(() => source.dispose());
  const steps: [number, string][] = [];
  const take = (goroutineDumpLimit = 10_000) =>
    capture(
      {
        ...rooms,
        source,
        begin: () => rooms.snapshots.begin(source.target),
        found: null,
        redact: false,
        listLimit: goroutineDumpLimit,
        progress: (percent, step) => steps.push([percent, step.asks ?? 'saving']),
      },
      abort.signal,
    );
  /** Everything below the store's folder. */
  const left = () => readdir(join(rooms.directory, 'snapshots'), { recursive: true });
  return { service, rooms, source, abort, steps, take, left };
}

async function problemOf(taken: Promise<unknown>): Promise<string> {
  return taken.then(
    () => 'none',
    (error: unknown) => (error as LeakLensError).problem.kind,
  );
}

const all: readonly SnapshotFileName[] = ['heap.pb.gz', 'heap.txt', 'goroutine.pb.gz', 'goroutine.txt'];

describe('a capture', () => {
  it('keeps what the target answered, with its numbers', async () => {
    const { take, rooms, source } = await start();
    const snapshot = await take();
    expect(snapshot).toMatchObject({
      target: source.target,
      name: '',
      capturedAtMillis: 1_790_000_000_000,
      summary: { goroutines: 83 },
    });
    expect(snapshot.files.map(({ name }) => name)).toEqual(all);
    expect(snapshot.summary.liveHeap).toBeGreaterThan(5_000_000);
    expect((await rooms.snapshots.list()).map(({ id }) => id)).toEqual([snapshot.id]);
  });

  it('tells before each step what comes, with rising numbers', async () => {
    const { take, steps } = await start();
    await take();
    expect(steps.map(([, step]) => step)).toEqual(['heap', 'memory', 'goroutines', 'stacks', 'saving']);
    const percents = steps.map(([percent]) => percent);
    expect(percents).toEqual(percents.toSorted((a, b) => a - b));
    expect(Math.max(...percents)).toBeLessThan(100);
  });

  it.each([
    [83, false],
    [84, true],
  ])('with a limit of %d goroutines asks 83 of them for their stacks: %s', async (limit, asks) => {
    const { take, service } = await start();
    const { files } = await take(limit);
    expect(files.some(({ name }) => name === 'goroutine.txt')).toBe(asks);
    expect(service.asked.includes('goroutine?debug=2')).toBe(asks);
  });

  it.each([
    ['heap', { status: 500 }, 'http-status'],
    ['heap?debug=1', { status: 503 }, 'http-status'],
    ['goroutine', { body: recorded(3, 'goroutine.pb.gz').subarray(0, 300) }, 'cut-off'],
    ['goroutine?debug=2', { status: 429 }, 'http-status'],
  ] as const)('that fails at %s leaves nothing', async (path, trouble, kind) => {
    const { take, service, rooms, left } = await start();
    service.trouble.set(path, trouble);
    expect(await problemOf(take())).toBe(kind);
    expect(await rooms.snapshots.list()).toEqual([]);
    expect(await left()).toEqual([]);
  });

  it.each([
    ['a heap', ['heap'], { status: 403 }, ['goroutine.pb.gz', 'goroutine.txt'], ['heap', 'memory']],
    [
      'memory statistics',
      ['heap?debug=1'],
      { body: Buffer.from('heap profile: 0: 0 [0: 0] @ heap/1048576\n') },
      ['heap.pb.gz', 'goroutine.pb.gz', 'goroutine.txt'],
      ['memory'],
    ],
    [
      'goroutines',
      ['goroutine'],
      { body: Buffer.from('<html>/debug/pprof/</html>') },
      ['heap.pb.gz', 'heap.txt'],
      ['goroutines'],
    ],
    [
      'a profile of goroutines',
      ['goroutine'],
      { body: recorded(3, 'heap.pb.gz') },
      ['heap.pb.gz', 'heap.txt'],
      ['goroutines'],
    ],
    [
      'stacks',
      ['goroutine?debug=2'],
      { body: Buffer.from('goroutine ?\n') },
      ['heap.pb.gz', 'heap.txt', 'goroutine.pb.gz'],
      ['stacks'],
    ],
  ] as const)(
    'of a service without %s is whole without, and says why', // eslint-disable-next-line max-params
    async (_what, paths, trouble, files, kinds) => {
      const { take, service, rooms } = await start();
      for (const path of paths) service.trouble.set(path, trouble);
      const snapshot = await take();
      expect(snapshot.files.map(({ name }) => name)).toEqual(files);
      expect(snapshot.missing?.map(({ kind }) => kind)).toEqual(kinds);
      expect(snapshot.missing?.every(({ why }) => why !== '')).toBe(true);
      const [listed] = await rooms.snapshots.list();
      expect(listed?.missing).toEqual(snapshot.missing);
      // Of what is not known there is no number.
      const { summary } = snapshot;
      expect('liveHeap' in summary).toBe(!kinds.some((kind) => kind === 'heap'));
      expect('heapAlloc' in summary).toBe(!kinds.some((kind) => kind === 'memory'));
      expect('goroutines' in summary).toBe(!kinds.some((kind) => kind === 'goroutines'));

      const read = await readSnapshot({ ...rooms, store: rooms.snapshots }, snapshot.id, signal);
      const { text } = snapshotReport(read, { uriOf: (path) => `file://${path}` });
      for (const { kind, why } of snapshot.missing ?? [])
        expect(text).toContain(goRuntime.words.capability(kind).refused(why));
      expect(text.includes('by the line of this workspace that allocated it')).toBe('liveHeap' in summary);
      expect(text.includes('by the line of this workspace that waits')).toBe('goroutines' in summary);
    },
  );

  it('of a service that offers neither profile says what was asked, and leaves nothing', async () => {
    const { take, service, rooms, left } = await start();
    service.trouble.set('heap', { status: 404 });
    service.trouble.set('goroutine', { status: 403 });
    const failed = await take().then(
      () => null,
      (error: unknown) => (error as LeakLensError).problem,
    );
    expect(failed).toMatchObject({ kind: 'no-pprof', alsoTried: [{ detail: 'HTTP 403 Forbidden: no' }] });
    expect([await rooms.snapshots.list(), await left()]).toEqual([[], []]);
  });

  it.each(['heap', 'goroutine?debug=2'])('that is cancelled while it waits for %s leaves nothing', async (path) => {
    const { take, service, rooms, abort, left } = await start();
    service.trouble.set(path, 'hang');
    const taken = problemOf(take());
    await expect.poll(() => service.waiting).toBe(1);
    abort.abort();
    expect(await taken).toBe('cancelled');
    expect(await rooms.snapshots.list()).toEqual([]);
    expect(await left()).toEqual([]);
  });

  it('that was cancelled before it began asks nothing', async () => {
    const { take, service, abort, left } = await start();
    service.asked.length = 0;
    abort.abort();
    expect(await problemOf(take())).toBe('cancelled');
    expect([service.asked, await left()]).toEqual([[], []]);
  });

  it('ends with the target', async () => {
    const { take, service, source, left } = await start();
    service.trouble.set('goroutine', 'hang');
    const taken = problemOf(take());
    await expect.poll(() => service.waiting).toBe(1);
    source.dispose();
    expect(await taken).toBe('cancelled');
    expect(await left()).toEqual([]);
  });
});

describe('the page of a snapshot', () => {
  async function page(rename?: string) {
    const { take, rooms } = await start();
    const { id } = await take();
    if (rename !== undefined) await rooms.snapshots.rename(id, rename);
    const parts = { ...rooms, store: rooms.snapshots };
    const reader = { uriOf: (path: string) => rooms.documents.uri(path) };
    return { report: snapshotReport(await readSnapshot(parts, id, signal), reader), rooms, parts, id };
  }

  it('says what it is, what was in use, and who waits where', async () => {
    const { report } = await page();
    expect(report.title).toBe('Snapshot of gateway');
    expect(report.text).toMatch(/^Snapshot of gateway\nhttp:\/\/127\.0\.0\.1:\d+\/debug\/pprof\/ /);
    expect(report.text).toMatch(/^Live heap +\d+(\.\d+)? MB {3}what survived/m);
    expect(report.text).toMatch(/^ +\d+(\.\d+)? MB +\d+% {2}gateway\.go:33 +main\.\(\*session\)\.receive$/m);
    expect(report.text).toMatch(/^ +74 +gateway\.go:38 +main\.\(\*session\)\.receive {3}channel send$/m);
    expect(report.text).toMatch(/^ +started by gateway\.go:25 +main\.\(\*gateway\)\.serve$/m);
  });

  it('has a link under every place that it names', async () => {
    const { report } = await page();
    const lines = report.text.split('\n');
    const places = report.links.map(({ line, start, end, targetLine }) => [lines[line]?.slice(start, end), targetLine]);
    expect(places).toContainEqual(['gateway.go:38', 37]);
    expect(places).toContainEqual(['gateway.go:25', 24]);
    for (const [label, targetLine] of places)
      expect(label).toMatch(new RegExp(`^[a-z]+\\.go:${String(Number(targetLine) + 1)}$`));
    expect(new Set(report.links.map(({ uri }) => uri.replace(/\/[^/]+$/, '')))).toEqual(new Set([`file://${gateway}`]));
    expect(report.text.match(/\w+\.go:\d+/g)).toHaveLength(report.links.length);
  });

  it('is called what a person called it', async () => {
    const { report } = await page('before the fix');
    expect(report.title).toBe('before the fix');
    expect(report.text.startsWith('before the fix\n')).toBe(true);
  });

  it('of a snapshot that is gone is a problem', async () => {
    const { rooms, parts, id } = await page();
    await rooms.snapshots.delete(id);
    expect(await problemOf(readSnapshot(parts, id, signal))).toBe('not-found');
  });
});
