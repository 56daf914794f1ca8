// Watching a service for a time, with a clock that a test moves: against a real server that answers as a service did.
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { analysis } from '../../../src/analyse/analysis';
import type { LeakLensError } from '../../../src/shared/model/errors';
import type { WatchNews, WatchRequest } from '../../../src/shared/ports/engine/timedWatch';
import { FakeClock } from '../../support/fakeClock';
import { EngineWatcher } from '../engineWatcher';
import { RecordedService } from '../recordedService';

const gateway = join(import.meta.dirname, '../../services/gateway');
const second = 1000;
/** For a machine that is busy; nothing is measured. */
const patience = { timeout: 20_000 };

async function start() {
  const service = await new RecordedService().start();
  const clock = new FakeClock(1_790_000_000_000);
  const watcher = await EngineWatcher.start({ folder: gateway, clock });
  const news: WatchNews[] = [];
  const stop = new AbortController();
  const watch = (about: Partial<WatchRequest> = {}) => {
    const target = { url: service.url, name: 'gateway' };
    const times = { durationMillis: 60 * second, intervalMillis: 2 * second };
    const request = { target, ...times, baseline: null, progress: (one: WatchNews) => news.push(one), ...about };
    return watcher.engine.watch(request, stop.signal);
  };
  /** Waits until as many polls are told, with the pause after the last one set. */
  const polled = async (polls: number) => {
    await expect.poll(() => news.filter(({ kind }) => kind === 'polled').length, patience).toBe(polls);
    await expect.poll(() => clock.pending.length, patience).toBe(2);
  };
  const leakQuestions = () => service.asked.filter((path) => path === 'goroutineleak').length;
  return { service, clock, watcher, news, stop, watch, polled, leakQuestions };
}

async function problemOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'none',
    (error: unknown) => (error as LeakLensError).problem.kind,
  );
}

describe('a watch for a time', () => {
  it('asks the leak detector, polls at its own pace and once more at the end, and lets go', async () => {
    const { service, clock, watcher, news, watch, polled, leakQuestions } = await start();
    const watching = watch({ durationMillis: 5 * second });
    await polled(1);
    expect(leakQuestions()).toBe(1);
    await clock.advance(2 * second);
    await polled(2);
    await clock.advance(2 * second);
    await polled(3);
    await clock.advance(second);
    const watched = await watching;
    expect(watched).toMatchObject({
      target: { name: 'gateway' },
      startedAtMillis: 1_790_000_000_000,
      endedAtMillis: 1_790_000_005_000,
      ending: 'complete',
      polls: 4,
      restarts: 0,
      failure: null,
    });
    expect(watched.points.map(({ atMillis }) => atMillis - watched.startedAtMillis)).toEqual([0, 2000, 4000, 5000]);
    expect(news.at(-1)).toMatchObject({ kind: 'polled', polls: 4, elapsedMillis: 5 * second });
    expect([watcher.engine.targets(), clock.pending]).toEqual([[], []]);
    await expect.poll(() => service.connections, patience).toBe(0);
  });

  it('keeps nothing: no series on disk, and no baseline', async () => {
    const { clock, watcher, watch, polled } = await start();
    const watching = watch({ durationMillis: second });
    await polled(1);
    await clock.advance(second);
    const { findings, asBaseline } = await watching;
    expect(findings.every(({ ignoredBy }) => ignoredBy === null)).toBe(true);
    expect(asBaseline).toMatchObject({ setAtMillis: 1_790_000_001_000 });
    expect(watcher.findings.at(-1)).toEqual([]);
  });

  it('compares what it found with the baseline that it is given', async () => {
    const { service, clock, watch, polled } = await start();
    const baseline = analysis.baselineOf([], 'http://localhost:6060', 0);
    service.frame = 0;
    const watching = watch({ intervalMillis: 5 * second, baseline });
    for (let polls = 1; polls <= 12; polls += 1) {
      await polled(polls);
      service.frame += 1;
      await clock.advance(5 * second);
    }
    const { findings, asBaseline } = await watching;
    expect(findings.map(({ finding }) => [finding.confidence, finding.status])).toContainEqual(['probable', 'new']);
    expect(asBaseline.entries.map(({ id }) => id)).toEqual(expect.arrayContaining([findings[0]?.finding.id]));
  });

  it('that a person stops tells what there is by then', async () => {
    const { clock, stop, watch, polled } = await start();
    const watching = watch();
    await polled(1);
    stop.abort();
    expect(await watching).toMatchObject({ ending: 'interrupted', polls: 1 });
    expect(clock.pending).toEqual([]);
  });

  it('is lost with a service that stays away, and says why', async () => {
    const { service, clock, news, watch, polled } = await start();
    const watching = watch({ durationMillis: 600 * second });
    await polled(1);
    service.trouble.set('heap', { status: 500 });
    for (let failures = 1; failures <= 6; failures += 1) {
      await clock.advance(16 * second);
      await expect.poll(() => news.filter(({ kind }) => kind === 'silent').length, patience).toBe(failures);
      await expect.poll(() => clock.pending.length, patience).toBe(2);
    }
    await clock.advance(16 * second);
    const watched = await watching;
    expect(watched).toMatchObject({ ending: 'lost', polls: 1, failure: { problem: { kind: 'http-status' } } });
    expect(news.at(-1)).toEqual({ kind: 'silent', targetName: 'gateway' });
  });

  it('fails with what the first poll fails with', async () => {
    const { service, clock, watcher, watch } = await start();
    service.trouble.set('heap', { status: 500 });
    expect(await problemOf(watch())).toBe('http-status');
    expect([watcher.engine.targets(), clock.pending]).toEqual([[], []]);
  });

  it('leaves a target connected that was connected before', async () => {
    const { service, clock, watcher, watch, polled } = await start();
    await watcher.connect(service.url, 'gateway');
    const watching = watch({ durationMillis: second });
    await polled(1);
    await clock.advance(second);
    await watching;
    expect(watcher.engine.targets()).toMatchObject([{ phase: 'connected' }]);
  });
});
