// Two windows, which are two processes, on one store.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { expect, it } from 'vitest';
import { isPinned } from '../../src/shared/model/snapshot';
import { createSeriesStore } from '../../src/store/series/seriesStore';
import { createSnapshotStore } from '../../src/store/snapshots/snapshotStore';
import { temporaryFolder } from './temporaryFolder';
import { systemClock } from '../../src/systemClock';

const rounds = 150;

it('leave every snapshot whole, whatever they do to it at the same time', async () => {
  const directory = await temporaryFolder();
  const script = join(directory, 'windowAtWork.cjs');
  const entry = join(import.meta.dirname, 'windowAtWork.ts');
  await build({ entryPoints: [entry], outfile: script, bundle: true, platform: 'node', format: 'cjs' });
  const codes = await Promise.all(
    ['left', 'right'].map(async (name) => {
      const child = spawn(process.execPath, [script, directory, String(rounds), name], { stdio: 'inherit' });
      const [code] = (await once(child, 'exit')) as [number | null];
      return code;
    }),
  );
  expect(codes).toEqual([0, 0]);

  const store = createSnapshotStore({ clock: systemClock, directory });
  const listed = await store.list();
  const root = join(directory, 'snapshots');
  const folders = await readdir(root);
  expect(folders.filter((name) => name.startsWith('.'))).toEqual([]);
  const kept = await Promise.all(folders.map((name) => readdir(join(root, name))));
  expect(listed.map(({ id }) => id).sort()).toEqual(kept.flat().sort());
  expect(listed.filter((snapshot) => !isPinned(snapshot)).length).toBeLessThanOrEqual(10);
  for (const { id, files } of listed) {
    expect(files.map(({ name }) => name)).toEqual(['heap.txt', 'goroutine.txt']);
    for (const { name } of files) {
      const bytes = Buffer.from(await store.read(id, name));
      const seal = createHash('sha256').update(bytes.subarray(64)).digest('hex');
      expect(bytes.subarray(0, 64).toString()).toBe(seal);
    }
  }
  // Both appended the same moments: no line of either is torn or lost.
  const series = createSeriesStore({ directory, clock: { now: () => Date.UTC(2026, 0, 2, 13) }, guarded: [] });
  const points = await series.load({ id: 'target-0', name: '', url: '' });
  expect(points.length).toBe(2 * rounds);
}, 120_000);
