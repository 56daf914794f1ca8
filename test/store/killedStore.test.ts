// What is left of a store whose process was killed in the middle of whatever it did.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { createSnapshotStore } from '../../src/store/snapshots/snapshotStore';
import { temporaryFolder } from './temporaryFolder';
import { systemClock } from '../../src/systemClock';

const lanes = 4;
const killsOfLane = 50;

interface Lane {
  readonly directory: string;
  /** Ids that were told to be whole. */
  readonly committed: Set<string>;
  /** Ids that were about to be deleted: they are whole or gone. */
  readonly deleting: Set<string>;
}

/** Starts the process, kills it after a random while, at the earliest after what it says first or a snapshot, and notes what it said. */
async function startAndKill(script: string, lane: Lane, after: 'begins' | 'committed'): Promise<void> {
  const child = spawn(process.execPath, [script, lane.directory], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
  while (!said.includes(after)) await once(child.stdout, 'data');
  await delay(Math.random() * 40);
  child.kill('SIGKILL');
  await once(child, 'close');
  for (const [, what, id = ''] of said.matchAll(/^(committed|deleting) (\S+)$/gm)) {
    (what === 'committed' ? lane.committed : lane.deleting).add(id);
  }
}

async function expectWhole({ directory, committed, deleting }: Lane): Promise<void> {
  const store = createSnapshotStore({ clock: systemClock, directory });
  const listed = await store.list();
  const ids = new Set(listed.map(({ id }) => id));
  expect([...committed].filter((id) => !ids.has(id) && !deleting.has(id))).toEqual([]);
  // At most one capture of each process was whole, but not told.
  expect([...ids].filter((id) => !committed.has(id)).length).toBeLessThanOrEqual(killsOfLane);
  expect([...ids].sort()).toEqual((await readdir(join(directory, 'snapshots', 'target-0'))).sort());
  for (const { id, files } of listed) {
    expect(files.map(({ name }) => name)).toEqual(['heap.txt', 'goroutine.txt']);
    for (const { name } of files) expect((await store.read(id, name)).length).toBe(50_000);
  }
}

async function expectSwept({ directory }: Lane): Promise<void> {
  const root = join(directory, 'snapshots');
  const longAgo = new Date(Date.now() - 2 * 60 * 60 * 1000);
  for (const name of (await readdir(root)).filter((entry) => entry.startsWith('.'))) {
    await utimes(join(root, name), longAgo, longAgo);
  }
  await createSnapshotStore({ clock: systemClock, directory }).list();
  expect(await readdir(root)).toEqual(['target-0']);
}

describe('a store that is killed 200 times', () => {
  it('loses at most what was being written, and is swept', async () => {
    const folder = await temporaryFolder();
    const script = join(folder, 'draftsForever.cjs');
    const entry = join(import.meta.dirname, 'draftsForever.ts');
    await build({ entryPoints: [entry], outfile: script, bundle: true, platform: 'node', format: 'cjs' });
    const started = Array.from({ length: lanes }, async (_, index) => {
      const lane: Lane = { directory: join(folder, `store-${index}`), committed: new Set(), deleting: new Set() };
      for (let kill = 0; kill < killsOfLane; kill += 1) {
        // On a busy machine none of them would come to a snapshot otherwise.
        await startAndKill(script, lane, kill % 10 === 0 ? 'committed' : 'begins');
      }
      return lane;
    });
    const killed = await Promise.all(started);
    for (const lane of killed) {
      expect(lane.committed.size).toBeGreaterThan(0);
      await expectWhole(lane);
      await expectSwept(lane);
    }
  }, 180_000);
});
