import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { LeakLensError } from '../../src/shared/model/errors';
import { defaultSettings } from '../../src/shared/model/settings/settings';
import { freePort, serveHttp } from '../sources/localServer';
import { EngineWatcher } from './engineWatcher';
import { FakeClock } from '../support/fakeClock';
import { RecordedService, recorded } from './recordedService';
import { Typist } from './typist';

const gateway = join(import.meta.dirname, '../services/gateway');
const source = `${gateway}/gateway.go`;
const allHints = ['gateway.go:25 spawn', 'gateway.go:33 heap', 'gateway.go:38 blocked'];

async function start(options: { settings?: object; trusted?: boolean } = {}) {
  const service = await new RecordedService().start();
  const clock = new FakeClock(1_000_000_000);
  const watcher = await EngineWatcher.start({ folder: gateway, clock, ...options });
  return { service, clock, watcher, engine: watcher.engine };
}

async function problemOf(failing: Promise<unknown>): Promise<string> {
  return failing.then(
    () => 'none',
    (error: unknown) => (error as LeakLensError).problem.kind,
  );
}

describe('connecting', () => {
  it('polls once: the answer has numbers, and the hints are there', async () => {
    const { service, watcher } = await start();
    const state = await watcher.connect(service.url);
    expect(state).toMatchObject({ phase: 'connected', latest: { values: { goroutines: 83 } } });
    expect(watcher.shown()).toEqual(allHints);
    expect(watcher.engine.targets()).toEqual([state]);
    expect(watcher.states.at(-1)).toEqual([state]);
  });

  it('to a target that is connected already answers as it is, and holds one connection', async () => {
    const { service, watcher } = await start();
    const first = await watcher.connect(service.url);
    const again = await watcher.connect(`${service.url}/debug/pprof/`);
    expect(again.target.id).toBe(first.target.id);
    expect(again.latest).toEqual(first.latest);
    expect(watcher.engine.targets()).toHaveLength(1);
    await expect.poll(() => service.connections).toBe(1);
  });

  it('twice at once makes one target', async () => {
    const { service, watcher } = await start();
    const states = await Promise.all([watcher.connect(service.url), watcher.connect(service.url)]);
    expect(states.map(({ phase }) => phase)).toEqual(['connected', 'connected']);
    expect(watcher.engine.targets()).toHaveLength(1);
    await expect.poll(() => service.connections).toBe(1);
  });

  it('to nothing says so, and leaves nothing', async () => {
    const { watcher } = await start();
    expect(await problemOf(watcher.connect(`http://127.0.0.1:${String(await freePort())}`))).toBe('refused');
    expect([watcher.engine.targets(), watcher.states]).toEqual([[], []]);
  });

  it('is refused in a workspace that is not trusted, and asks nothing, until it is', async () => {
    const { service, watcher, engine } = await start({ trusted: false });
    expect(await problemOf(watcher.connect(service.url))).toBe('untrusted');
    expect(service.asked).toEqual([]);
    engine.trust();
    expect((await watcher.connect(service.url)).phase).toBe('connected');
  });

  it.each(['goroutine', 'heap'])('that is cancelled while it waits for %s leaves nothing', async (path) => {
    const { service, watcher, engine, clock } = await start();
    service.trouble.set(path, 'hang');
    const abort = new AbortController();
    const connecting = problemOf(watcher.connect(service.url, 'gateway', abort.signal));
    await expect.poll(() => service.waiting).toBe(1);
    abort.abort();
    expect(await connecting).toBe('cancelled');
    expect([engine.targets(), clock.pending]).toEqual([[], []]);
    await expect.poll(() => service.connections).toBe(0);
  });

  it('that outlives the engine leaves nothing', async () => {
    const { service, watcher, engine, clock } = await start();
    service.trouble.set('goroutine', 'hang');
    const connecting = problemOf(watcher.connect(service.url));
    await expect.poll(() => service.waiting).toBe(1);
    engine.dispose();
    service.release('goroutine');
    expect(await connecting).toBe('cancelled');
    expect(clock.pending).toEqual([]);
    await expect.poll(() => service.connections).toBe(0);
  });

  it('works when the earlier series cannot be read', async () => {
    const { service, watcher, engine } = await start();
    const { target } = await watcher.connect(service.url);
    engine.disconnect(target.id);
    // A folder where the file of the series has to be.
    const file = join(watcher.rooms.directory, 'series', `${target.id}.jsonl`);
    await rm(file, { force: true });
    await mkdir(file);
    expect((await watcher.connect(service.url)).phase).toBe('connected');
    expect(watcher.rooms.logged.join('\n')).toContain('the earlier series cannot be read');
  });

  it('again with better credentials replaces a target that is refused', async () => {
    let token = 'old';
    const server = await serveHttp((request, response) => {
      const path = (request.url ?? '').replace('/debug/pprof/', '');
      const file = {
        heap: 'heap.pb.gz',
        'heap?debug=1': 'heap.debug1.txt.gz',
        goroutine: 'goroutine.pb.gz',
        'goroutine?debug=2': 'goroutine.debug2.txt.gz',
      }[path];
      if (request.headers.authorization !== `Bearer ${token}`) response.writeHead(401).end();
      else if (file === undefined) response.writeHead(404, { 'x-go-pprof': '1' }).end();
      else response.end(recorded(3, file));
    });
    const { watcher, engine } = await start();
    const signal = new AbortController().signal;
    const connect = (bearer: string) =>
      engine.connect({ url: server.origin, headers: { authorization: `Bearer ${bearer}` } }, signal);
    const { target } = await connect('old');
    token = 'new';
    await engine.refresh(target.id);
    expect(engine.targets()).toMatchObject([{ phase: 'reconnecting', problem: { kind: 'unauthorized' } }]);
    expect(await connect('new')).toMatchObject({ phase: 'connected', problem: null });
    expect(engine.targets()).toHaveLength(1);
    expect(watcher.shown()).toEqual(allHints);
  });
});

describe('a connected target', () => {
  it('is polled again by itself', async () => {
    const { service, watcher, clock, engine } = await start();
    const { target } = await watcher.connect(service.url);
    service.frame = 4;
    await clock.advance(5000);
    await engine.refresh(target.id);
    expect(watcher.points.map(({ values }) => values.goroutines)).toEqual([83, 108]);
    expect(engine.series({ targetId: target.id, sinceMillis: null, maxPoints: 100 })).toEqual(watcher.points);
  });

  it('that is disconnected takes its hints and its connection along', async () => {
    const { service, watcher, engine, clock } = await start();
    const { target } = await watcher.connect(service.url);
    engine.disconnect(target.id);
    expect([watcher.shown(), engine.targets(), watcher.states.at(-1), clock.pending]).toEqual([[], [], [], []]);
    await expect.poll(() => service.connections).toBe(0);
    engine.disconnect(target.id);
    await engine.refresh(target.id);
    expect(engine.series({ targetId: target.id, sinceMillis: null, maxPoints: 100 })).toEqual([]);
  });

  it('has its hints follow the settings at once', async () => {
    const { service, watcher, engine, clock } = await start();
    const settings = { ...defaultSettings, pollMaximumCostPercent: 100 };
    await watcher.connect(service.url);
    const asked = service.asked.length;
    engine.applySettings({ ...settings, minimumGoroutines: 1000 });
    expect(watcher.shown()).toEqual(['gateway.go:33 heap']);
    engine.applySettings({ ...settings, hintsEnabled: false });
    expect(watcher.shown()).toEqual([]);
    engine.applySettings({ ...settings, pollIntervalSeconds: 1 });
    expect(watcher.shown()).toEqual(allHints);
    expect(service.asked).toHaveLength(asked);
    expect(clock.pending).toEqual([clock.now() + 1000]);
  });

  it('has its hints and links follow the text', async () => {
    const { service, watcher, engine } = await start();
    await watcher.connect(service.url);
    const content = `${'\n'.repeat(20)}${Array.from({ length: 40 }, (_, line) => `line ${String(line)}`).join('\n')}\n`;
    const typist = new Typist(content, { documents: watcher.rooms.documents, path: source });
    typist.insertLines(0, '// one', '// two');
    await Promise.resolve();
    expect(watcher.shown()).toEqual(['gateway.go:27 spawn', 'gateway.go:35 heap', 'gateway.go:40 blocked']);
    expect(engine.hoverAt(source, 37)).toBeNull();
    const hover = engine.hoverAt(source, 39) ?? '';
    expect(hover).toContain('**Waiting goroutines** `main.(*session).receive`');
    expect(hover).toContain(`(file://${source}#L27) (74)`);
    typist.deleteLines(26);
    // The line that starts them is gone, so nothing leads there; their own line still has its place.
    expect(engine.hoverAt(source, 38)).toMatch(/\| gateway&#46;go&#58;25 \(74\) \|/);
  });

  it('and another one at the same lines are told apart', async () => {
    const { service, watcher, engine } = await start();
    const second = await new RecordedService().start();
    second.frame = 1;
    const first = await watcher.connect(service.url, 'gateway');
    await watcher.connect(second.url, 'copy');
    const blocked = watcher.hints().find(({ hint }) => hint.line === 37)?.hint.text;
    expect(blocked).toMatch(/^74 waiting.* \(gateway\) · 25 waiting.* \(copy\)$/);
    engine.disconnect(first.target.id);
    expect(watcher.hints().find(({ hint }) => hint.line === 37)?.hint.text).toMatch(/^25 waiting/);
  });

  it('can be captured; the snapshot can be renamed, read and deleted', async () => {
    const { service, watcher, engine } = await start();
    const { target } = await watcher.connect(service.url, 'gateway');
    const { id } = await engine.capture(target.id, new AbortController().signal);
    expect(watcher.steps.length).toBeGreaterThan(3);
    expect((await engine.snapshots.rename(id, 'before')).name).toBe('before');
    expect((await engine.snapshots.list()).map(({ name }) => name)).toEqual(['before']);
    expect((await engine.snapshots.read(id, new AbortController().signal)).snapshot.name).toBe('before');
    await engine.snapshots.delete(id);
    expect(await engine.snapshots.list()).toEqual([]);
    expect(watcher.snapshotsChanged).toBe(3);
  });

  it('that is not there cannot be captured', async () => {
    const { engine } = await start();
    expect(await problemOf(engine.capture('nobody', new AbortController().signal))).toBe('not-found');
  });
});

it('an engine that ends lets go of everything', async () => {
  const { service, watcher, engine, clock } = await start();
  await watcher.connect(service.url);
  engine.dispose();
  engine.dispose();
  expect([engine.targets(), clock.pending]).toEqual([[], []]);
  await expect.poll(() => service.connections).toBe(0);
  expect(await problemOf(watcher.connect(service.url))).toBe('cancelled');
});
