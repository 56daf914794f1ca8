// A service captured into a folder that a person chose, without being followed.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { LeakLensError } from '../../../src/shared/model/errors';
import { FakeClock } from '../../support/fakeClock';
import { EngineWatcher } from '../engineWatcher';
import { RecordedService, recorded } from '../recordedService';

const gateway = join(import.meta.dirname, '../../services/gateway');
const folder = mkdtempSync(join(tmpdir(), 'leaklens-capture-to-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const { signal } = new AbortController();

async function start(name: string) {
  const service = await new RecordedService().start();
  const watcher = await EngineWatcher.start({ folder: gateway, clock: new FakeClock(1_790_000_000_000) });
  const directory = join(folder, name);
  const steps: string[] = [];
  const take = (redact: boolean, stop = signal) =>
    watcher.engine.captureTo(
      {
        target: { url: service.url, name: 'gateway' },
        directory,
        redact,
        progress: ({ asks }) => steps.push(asks ?? 'saving'),
      },
      stop,
    );
  return { service, watcher, directory, steps, take };
}

describe('a capture into a folder', () => {
  it('holds what the service answered, and the service is let go', async () => {
    const { service, watcher, directory, steps, take } = await start('plain');
    const { files, capturedAtMillis, summary } = await take(false);
    expect(capturedAtMillis).toBe(1_790_000_000_000);
    expect(summary.goroutines).toBe(83);
    expect(steps).toEqual(['heap', 'memory', 'goroutines', 'stacks', 'saving']);
    expect(readdirSync(directory).sort()).toEqual([...files.map(({ name }) => name), 'manifest.json'].sort());
    expect(readFileSync(join(directory, 'heap.pb.gz')).equals(recorded(3, 'heap.pb.gz'))).toBe(true);
    expect([watcher.engine.targets(), await watcher.engine.snapshots.list()]).toEqual([[], []]);
    await expect.poll(() => service.connections, { timeout: 20_000 }).toBe(0);
  });

  it('can leave out what is private: its numbers are those of what was answered', async () => {
    const { service, directory, take } = await start('redacted');
    const { summary, target } = await take(true);
    expect(summary.goroutines).toBe(83);
    expect(target.url).not.toContain(new URL(service.url).port);
    const all = readdirSync(directory).map((name) => readFileSync(join(directory, name), 'utf8'));
    expect(all.join('\n')).not.toContain('127.0.0.1');
    expect(readFileSync(join(directory, 'goroutine.txt'), 'utf8')).toContain('(_)');
  });

  it('that fails or is cancelled leaves nothing behind', async () => {
    const { service, take } = await start('nothing');
    service.trouble.set('goroutine?debug=2', { status: 500 });
    const kindOf = (work: Promise<unknown>) =>
      work.then(
        () => 'none',
        (error: unknown) => (error as LeakLensError).problem.kind,
      );
    expect(await kindOf(take(false))).toBe('http-status');
    const stop = new AbortController();
    stop.abort();
    expect(await kindOf(take(false, stop.signal))).toBe('cancelled');
    expect(readdirSync(folder)).not.toContain('nothing');
  });

  it('is a baseline for a watch, when it is judged alone', async () => {
    const { watcher, directory, take } = await start('baseline');
    const { target } = await take(false);
    const baseline = await watcher.engine.snapshots.baselineOf(directory);
    expect(baseline).toMatchObject({ setAtMillis: 1_790_000_000_000, targetUrl: target.url });
    expect(await watcher.engine.snapshots.baselineOf(join(folder, 'none'))).toBeNull();
  });
});
