// `leaklens holders` as a whole process on a heap dump of a gigabyte, beside what it takes to read the file alone. The dump is written when the
// benchmark runs, by a program that is stopped for it, and deleted.
import { execFileSync, spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { repositoryRoot } from '../paths.ts';
import type { BenchRow } from './benchRow.ts';
import { bestOf } from './processCost.ts';

/** Held in sessions of a kilobyte each, three objects: three million of them. */
const megabytes = 1000;
const rounds = 3;
const budgetSeconds = 5;
const budgetMegabytes = 600;

/** Wall time (the best of three) and peak resident memory. Needs Go. */
export async function benchDumps(): Promise<BenchRow[]> {
  if (spawnSync('go', ['version']).status !== 0) return [];
  const folder = await mkdtemp(join(tmpdir(), 'leaklens-bench-'));
  try {
    const program = join(folder, 'heapdumps');
    const dump = join(folder, 'heap.dump');
    execFileSync('go', ['build', '-o', program, '.'], { cwd: resolve(repositoryRoot, 'test/services/heapdumps') });
    execFileSync(program, [dump, String(megabytes)]);
    const script = resolve(repositoryRoot, 'dist/cli.js');
    const ours = await bestOf(rounds, [process.execPath, script, 'holders', dump, '--executable', program]);
    const peer = await bestOf(rounds, ['cksum', dump]);
    const name = `leaklens holders, whole process, a heap dump of ${String(Math.round(statSync(dump).size / 1e6))} MB`;
    const wall: BenchRow = {
      name,
      unit: 's',
      ours: ours.seconds,
      peer: { name: 'cksum', value: peer.seconds },
      budget: { most: budgetSeconds },
    };
    if (ours.megabytes === null) return [wall];
    const memory: BenchRow = {
      name: `${name}, peak resident memory`,
      unit: 'MB',
      ours: ours.megabytes,
      peer: null,
      budget: { most: budgetMegabytes },
    };
    return [wall, memory];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
