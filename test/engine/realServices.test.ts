// The engine on real Go services: what it shows has to be what the services know of themselves.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { buildService, hasGo, serviceSource, startService, type StartOptions } from '../support/go/goService';
import type { RunningService, ServiceName, Truth } from '../support/serving/runningService';
import { EngineWatcher } from './engineWatcher';

const started: RunningService[] = [];

/** What a leak holds besides, such as the 4 KB reader of each gateway session, is small beside what the truth names. */
const settings = { pollIntervalSeconds: 1, minimumHeapSharePercent: 25 };

async function start(name: ServiceName, options: StartOptions = {}) {
  const service = await startService(name, options);
  started.push(service);
  const watcher = await EngineWatcher.start({ folder: serviceSource(name), settings });
  return { service, watcher, engine: watcher.engine };
}

const kindOf = { blocked: 'blocked', spawn: 'spawn', allocation: 'heap' } as const;

/** The hints that the truth asks for, as `shown` has them. */
function wanted({ sites }: Truth): string[] {
  return sites.map(({ file, line, role }) => `${file}:${String(line)} ${kindOf[role]}`).sort();
}

/** As much as it takes for a sampled heap profile to name a line surely. */
const enough = 120;

describe.skipIf(!hasGo())('the engine on a real service (needs Go)', { timeout: 60_000 }, () => {
  beforeAll(async () => {
    await Promise.all([buildService('gateway'), buildService('sentinel', { trimpath: true }), buildService('healthy')]);
  }, 300_000);

  afterEach(async () => {
    await Promise.all(started.splice(0).map((service) => service.stop()));
  });

  it('marks exactly the lines of a leaking gateway within two polls, and sees them grow', async () => {
    const { service, watcher, engine } = await start('gateway', { args: ['-rate', '50', '-leak'] });
    const truth = await service.truthWhen((now) => now.leakedGoroutines >= enough);
    const { target } = await watcher.connect(service.url);
    await engine.refresh(target.id);
    expect(watcher.shown()).toEqual(wanted(truth));

    const blocked = () => watcher.hints().find(({ hint }) => hint.kinds.includes('blocked'))?.hint;
    await expect
      .poll(async () => (await engine.refresh(target.id), blocked()?.growing), { timeout: 20_000, interval: 300 })
      .toBe(true);
    expect(blocked()?.text).toMatch(/^\d+ waiting ↑[\d,]+\/min$/);
  });

  it('marks exactly the lines of a leaking sentinel, built with -trimpath', async () => {
    const { service, watcher, engine } = await start('sentinel', {
      args: ['-interval', '100ms', '-leak'],
      trimpath: true,
    });
    const truth = await service.truthWhen((now) => now.leakedGoroutines >= 50);
    const { target } = await watcher.connect(service.url);
    await engine.refresh(target.id);
    expect(watcher.shown()).toEqual(wanted(truth));
    const { path, line } = { path: join(service.sourceDirectory, truth.sites[0]!.file), line: truth.sites[0]!.line };
    expect(engine.hoverAt(path, line - 1)).toContain('**Waiting goroutines** `main.(*agent).check`');
  });

  it('lets the hints go with the fix', async () => {
    const { service, watcher, engine } = await start('gateway', { args: ['-rate', '50', '-leak'] });
    const truth = await service.truthWhen((now) => now.leakedGoroutines >= enough);
    const { target } = await watcher.connect(service.url);
    expect(watcher.shown()).toEqual(wanted(truth));
    await service.post('/leak/fix');
    await engine.refresh(target.id);
    expect(watcher.shown()).toEqual([]);
  });

  it('says of a healthy service that nothing grows', async () => {
    const { service, watcher, engine } = await start('healthy', { args: ['-rate', '1000', '-cache', '1000'] });
    // Its cache fills up first, which is growth.
    await delay(2500);
    const { target } = await watcher.connect(service.url);
    for (let poll = 0; poll < 12; poll += 1) {
      await delay(300);
      await engine.refresh(target.id);
    }
    expect(watcher.points.length).toBeGreaterThanOrEqual(13);
    expect(watcher.hints().length).toBeGreaterThan(0);
    expect(watcher.everSent.filter(({ growing }) => growing)).toEqual([]);
    expect(engine.targets()).toMatchObject([{ phase: 'connected', goroutinesPerMinute: null }]);
  });

  it('keeps what it knows of a service that is killed while it is asked, and takes its successor for another life', async () => {
    const { service, watcher, engine } = await start('gateway', { args: ['-rate', '50', '-leak'] });
    await service.truthWhen((now) => now.leakedGoroutines >= enough);
    const { target, latest } = await watcher.connect(service.url, 'gateway');
    const shown = watcher.shown();

    const asking = engine.refresh(target.id);
    service.kill('SIGKILL');
    await service.exited;
    await asking;
    await engine.refresh(target.id);
    const [away] = engine.targets();
    expect(away).toMatchObject({ phase: 'reconnecting', problem: { kind: 'refused' } });
    expect(away?.problem?.subject).toContain(service.url);
    expect(away?.nextAttemptMillis).toBeGreaterThan(latest!.atMillis);
    expect(away?.latest?.life).toBe(0);
    expect(watcher.shown()).toEqual(shown);

    const { host } = new URL(service.url);
    started.push(await startService('gateway', { args: ['-rate', '50'], addr: host }));
    await engine.refresh(target.id);
    expect(engine.targets()).toMatchObject([{ phase: 'connected', problem: null, latest: { life: 1 } }]);
    expect(watcher.shown()).toEqual([]);
  });

  it('captures files that go tool pprof reads', async () => {
    const { service, watcher, engine } = await start('gateway', { args: ['-rate', '50', '-leak'] });
    const { sites } = await service.truthWhen((now) => now.leakedGoroutines >= enough);
    const { target } = await watcher.connect(service.url);
    const { directory } = await engine.capture(target.id, new AbortController().signal);
    const top = async (file: string) => {
      const answer = await promisify(execFile)('go', ['tool', 'pprof', '-top', '-lines', join(directory, file)], {
        timeout: 50_000,
        env: { ...process.env, PPROF_TMPDIR: directory },
      });
      return answer.stdout;
    };
    const line = (role: string) => sites.find((site) => site.role === role)!.line;
    const [heap, goroutines] = [await top('heap.pb.gz'), await top('goroutine.pb.gz')];
    expect(heap).toContain('Type: inuse_space');
    expect(heap).toMatch(
      new RegExp(`main\\.\\(\\*session\\)\\.receive .*gateway\\.go:${String(line('allocation'))}$`, 'm'),
    );
    expect(goroutines).toContain('Type: goroutine');
    expect(goroutines).toMatch(
      new RegExp(`main\\.\\(\\*session\\)\\.receive .*gateway\\.go:${String(line('blocked'))}$`, 'm'),
    );
  });
});
