// Lines say what they said at a moment that was kept, and what they say now again.
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FakeClock } from '../../support/fakeClock';
import { EngineWatcher } from '../engineWatcher';
import { RecordedService } from '../recordedService';

const folder = join(import.meta.dirname, '../../services/gateway');
const source = `${folder}/gateway.go`;
const begin = 1_790_000_000_000;
const never = new AbortController().signal;

/** A gateway that was followed while it leaked; the first moment that is kept is of 83 goroutines. */
async function followed() {
  const clock = new FakeClock(begin);
  const service = await new RecordedService().start();
  const watcher = await EngineWatcher.start({ folder, clock, settings: { historyIntervalSeconds: 5 } });
  const { target } = await watcher.connect(service.url, 'gateway');
  for (let round = 0; round < 10; round += 1) {
    await clock.advance(5000);
    await watcher.engine.refresh(target.id);
    await new Promise((written) => setTimeout(written, 30));
    if (round > 1) service.frame += 1;
  }
  const moments = await watcher.engine.past.moments(target.id);
  return { watcher, engine: watcher.engine, target, service, clock, first: moments[0]?.atMillis ?? 0 };
}

const blocked = (watcher: EngineWatcher) => watcher.hints().find(({ hint }) => hint.line === 37)?.hint;

describe('time travel', () => {
  it('shows the lines as they were, says so in the hover, and leads back', async () => {
    const { watcher, engine, target, first } = await followed();
    const now = blocked(watcher);
    expect(now?.text).toMatch(/leak|↑/);
    const travel = await engine.past.travel(target.id, first, never);
    expect(watcher.travels).toEqual([travel]);
    expect(travel).toEqual({ targetId: target.id, targetName: 'gateway', atMillis: first });
    const then = blocked(watcher);
    expect(then?.text).toMatch(/7\d/);
    expect(then?.text).not.toBe(now?.text);
    expect(then?.text).not.toContain('as it was at');
    expect(then?.unsure).toBe(false);
    expect(engine.hoverAt(source, 37)).toMatch(/gateway as it was at .* growth is not kept/);
    engine.past.backToNow();
    expect(blocked(watcher)?.text).toBe(now?.text);
    expect(engine.hoverAt(source, 37)).not.toContain('as it was at');
    expect(watcher.travels).toEqual([travel, null]);
  });

  it('goes on while the service is polled, and the lines of now are there afterwards', async () => {
    const { watcher, engine, target, service, clock, first } = await followed();
    await engine.past.travel(target.id, first, never);
    const then = blocked(watcher)?.text;
    service.frame = 15;
    await clock.advance(5000);
    await engine.refresh(target.id);
    expect(blocked(watcher)?.text).toBe(then);
    engine.past.backToNow();
    expect(blocked(watcher)?.text).not.toBe(then);
  });

  it('shows a verdict as it was told then', async () => {
    const { watcher, engine, target } = await followed();
    const last = (await engine.past.moments(target.id)).at(-1)?.atMillis ?? 0;
    await engine.past.travel(target.id, last, never);
    expect(blocked(watcher)).toMatchObject({ confidence: 'probable' });
    expect(blocked(watcher)?.text).toContain('leak');
  });

  it('ends when the target is let go of, and when its history is deleted', async () => {
    const { watcher, engine, target, first } = await followed();
    await engine.past.travel(target.id, first, never);
    await engine.past.deleteHistory(target.id);
    expect(watcher.travels.at(-1)).toBeNull();
    await expect(engine.past.travel(target.id, first, never)).rejects.toMatchObject({ problem: { kind: 'not-found' } });
    engine.disconnect(target.id);
    await expect(engine.past.travel(target.id, first, never)).rejects.toMatchObject({ problem: { kind: 'not-found' } });
    expect(watcher.hints()).toEqual([]);
  });
});
