// An engine that goes away while a process stands still lets it run on, and says when that is so.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { HolderRuns } from '../../../src/engine/holders/holderRuns';
import type { TargetSource } from '../../../src/shared/ports/sources/targetSource';
import { createRecordHolders } from '../../../src/sources/goref/recordHolders';
import { systemClock } from '../../../src/systemClock';
import { hasGo } from '../../syntax/go/goPrograms';

const source: TargetSource = {
  target: { id: 't', name: 'shop', url: 'http://127.0.0.1:6060/' },
  runtime: 'go',
  dispose: () => undefined,
};

it.skipIf(!hasGo || process.platform !== 'linux')('an engine that is disposed of lets the process run on', async () => {
  const bin = await mkdtemp(join(tmpdir(), 'leaklens-grf-'));
  onTestFinished(() => rm(bin, { recursive: true, force: true }));
  const standIn = join(import.meta.dirname, '../../services/goref');
  spawnSync('go', ['build', '-o', join(bin, 'grf'), '.'], { cwd: standIn });
  const child = spawn(process.execPath, ['-e', 'setInterval(() => console.log("tick"), 10)'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let ticks = 0;
  child.stdout.on('data', () => (ticks += 1));
  const says = async () => {
    const before = ticks;
    await delay(300);
    return ticks > before;
  };
  const recorder = createRecordHolders({ PATH: bin, HOME: bin, GRF_SECONDS: '600' });
  const runs = new HolderRuns({
    heldMemory: {
      ...recorder,
      isHere: () => true,
      processOf: () => Promise.resolve(child.pid ?? 0),
      objectsOf: () => Promise.resolve(null),
      look: () => Promise.resolve({ bytes: 0, seen: [] }),
    },
    clock: systemClock,
    log: { info: () => undefined },
    sourceOf: () => source,
    findingsOf: () => [],
    requireTrust: () => undefined,
  });
  while (!(await says())) await delay(10);
  const asked = runs.ask({ targetId: 't', id: 'f' }, new AbortController().signal).catch((error: unknown) => error);
  while (await says()) await delay(10);
  runs.dispose();
  await runs.settled();
  expect(await says()).toBe(true);
  expect(await asked).toMatchObject({ problem: { kind: 'cancelled' } });
});
