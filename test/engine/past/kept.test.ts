// The engine keeps what its polls were answered, a moment every few minutes, and asks the service nothing for it.
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { linesFile } from '../../../src/engine/past/keptLines';
import { findingsFile } from '../../../src/shared/model/keptFindings';
import type { EngineSettings } from '../../../src/shared/model/settings/settings';
import { wholeScope } from '../../../src/shared/model/views/viewScope';
import { FakeClock } from '../../support/fakeClock';
import { EngineWatcher } from '../engineWatcher';
import { RecordedService } from '../recordedService';

const folder = join(import.meta.dirname, '../../services/gateway');
const begin = 1_790_000_000_000;
const never = new AbortController().signal;

async function start(settings: Partial<EngineSettings> = {}) {
  const clock = new FakeClock(begin);
  const service = await new RecordedService().start();
  service.frame = 0;
  const watcher = await EngineWatcher.start({ folder, clock, settings });
  const { target } = await watcher.connect(service.url, 'gateway');
  /** One round every five seconds, each with the next recorded moment. */
  const rounds = async (count: number, next = watcher) => {
    for (let round = 0; round < count; round += 1) {
      service.frame = Math.min(service.frame + 1, 18);
      await clock.advance(5000);
      await next.engine.refresh(target.id);
      // What is kept is written beside the rounds.
      await new Promise((written) => setTimeout(written, 30));
    }
  };
  const seconds = async (next = watcher) =>
    (await next.engine.past.moments(target.id)).map(({ atMillis }) => (atMillis - begin) / 1000);
  return { clock, service, watcher, target, rounds, seconds };
}

describe('what is kept of a service', () => {
  it('is a moment soon after it is connected, then one every so often, with both profiles and what was found', async () => {
    const { watcher, target, rounds, seconds } = await start({ historyIntervalSeconds: 20 });
    await rounds(3);
    expect(await seconds()).toEqual([5]);
    await rounds(8);
    expect((await seconds()).length).toBeGreaterThan(1);
    const [first] = await watcher.engine.past.moments(target.id);
    expect(first?.files.map(({ name }) => name)).toEqual([findingsFile, 'goroutine.pb.gz', 'heap.pb.gz', linesFile]);
    expect(await watcher.engine.past.targets()).toEqual([target]);
  });

  it('costs the service no request', async () => {
    const asked = async (historyMaximumMegabytes: number) => {
      const { service, rounds, seconds } = await start({ historyIntervalSeconds: 5, historyMaximumMegabytes });
      await rounds(6);
      return { paths: service.asked, moments: (await seconds()).length };
    };
    const [without, kept] = [await asked(0), await asked(32)];
    expect([without.moments, kept.moments > 2]).toEqual([0, true]);
    expect(kept.paths).toEqual(without.paths);
  });

  it('tells each line over the moments and now, and when what was found', async () => {
    const { watcher, target, rounds } = await start({ historyIntervalSeconds: 20 });
    const { past } = watcher.engine;
    await rounds(16);
    const lines = await past.lines(target.id);
    const blocked = lines.find(({ measure }) => measure === 'blocked');
    expect(blocked).toMatchObject({ function: 'main.(*session).receive', line: 38 });
    const values = blocked?.points.map(([, value]) => value) ?? [];
    expect(values.length).toBeGreaterThanOrEqual((await past.moments(target.id)).length);
    expect(values.toSorted((a, b) => a - b)).toEqual(values);
    expect(lines.map(({ measure }) => measure)).toContain('heap');
    const finds = await past.finds(target.id);
    expect(finds.map(({ finding }) => finding.kind)).toContain('goroutine-leak');
    expect((await past.moments(target.id)).map(({ atMillis }) => atMillis)).toContain(finds[0]?.atMillis);
  });

  it('marks the moment in which something was found', async () => {
    const { watcher, target, rounds } = await start({ historyIntervalSeconds: 3600 });
    await rounds(16);
    const moments = await watcher.engine.past.moments(target.id);
    expect(moments.map(({ isFind }) => isFind)).toEqual([false, true]);
  });

  it('is there in the next window, which goes on where the last one was', async () => {
    // Nothing that is found makes a moment of its own.
    const quiet = { historyIntervalSeconds: 60, verdictMinimumGoroutines: 1e6, verdictMinimumGrowthMegabytes: 1e6 };
    const { clock, service, watcher, target, rounds, seconds } = await start(quiet);
    await rounds(3);
    const before = await seconds();
    watcher.engine.dispose();
    const { directory } = watcher.rooms;
    const next = await EngineWatcher.start({ folder, clock, directory, settings: quiet });
    expect(await seconds(next)).toEqual(before);
    await next.connect(service.url, 'gateway');
    await rounds(5, next);
    expect(await seconds(next)).toEqual(before);
    await rounds(9, next);
    expect((await seconds(next)).length).toBe(before.length + 1);
    expect(await next.engine.past.targets()).toEqual([target]);
  });

  it('opens as a profile, alone and as the difference of two moments, also when the service is gone', async () => {
    const { watcher, target, rounds } = await start({ historyIntervalSeconds: 10 });
    const { engine } = watcher;
    await rounds(12);
    engine.disconnect(target.id);
    const moments = await engine.past.moments(target.id);
    const at = (index: number) =>
      ({
        kind: 'past',
        targetId: target.id,
        atMillis: moments.at(index)?.atMillis ?? 0,
        file: 'goroutine.pb.gz',
      }) as const;
    const total = async (base: ReturnType<typeof at> | null) => {
      const { handle } = await engine.profiles.open({ origin: at(-1), base }, never);
      const ask = { sort: 'flat', descending: true, filter: '', first: 0, count: 1, copy: 'none' } as const;
      const answer = await engine.profiles.answer(handle, { view: 'top', scope: wholeScope, ask }, never);
      return answer.view === 'top' ? Math.abs(answer.window.frames.functions.length) : 0;
    };
    expect(await total(null)).toBeGreaterThan(0);
    expect(await total(at(0))).toBeGreaterThan(0);
  });

  it('goes with the numbers when its history is deleted, and begins anew while it is followed', async () => {
    const { watcher, target, rounds, seconds } = await start({ historyIntervalSeconds: 5 });
    const { engine } = watcher;
    await rounds(4);
    await engine.past.deleteHistory(target.id);
    expect([await seconds(), await engine.past.targets()]).toEqual([[], []]);
    expect(engine.series({ targetId: target.id, sinceMillis: null, maxPoints: 100 })).toEqual([]);
    await rounds(2);
    expect((await seconds()).length).toBeGreaterThan(0);
    expect(engine.series({ targetId: target.id, sinceMillis: null, maxPoints: 100 })).toHaveLength(2);
    engine.disconnect(target.id);
    await engine.past.deleteHistory(target.id);
    await engine.connect({ url: target.url }, never);
    expect(engine.series({ targetId: target.id, sinceMillis: null, maxPoints: 100 })).toHaveLength(1);
  });

  it('goes when a person wants none', async () => {
    const { watcher, rounds, seconds } = await start({ historyIntervalSeconds: 5 });
    await rounds(3);
    expect((await seconds()).length).toBeGreaterThan(0);
    watcher.engine.applySettings({ ...watcher.settings, historyMaximumMegabytes: 0 });
    // A moment may still be being written when the setting changes.
    const afterRound = async () => {
      await rounds(1);
      return seconds();
    };
    await expect.poll(afterRound, { timeout: 10_000 }).toEqual([]);
  });

  it('that cannot be written is said once, and the watching goes on', async () => {
    const { watcher, target, rounds } = await start({ historyIntervalSeconds: 5, historyMaximumMegabytes: 1 });
    Object.assign(watcher.rooms.past, { keep: () => Promise.reject(new Error('ENOSPC: no space left on device')) });
    await rounds(4);
    expect(watcher.engine.targets()[0]).toMatchObject({ target, phase: 'connected' });
    expect(watcher.rooms.logged.filter((line) => line.includes('the past cannot be kept'))).toHaveLength(1);
  });
});
