// `leaklens top` as a whole process on large profiles in gzip, as Go writes them, beside what takes the gzip off alone.
import { spawnSync } from 'node:child_process';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { constants, gzipSync } from 'node:zlib';
import { bundleScript } from '../bundleScript.ts';
import { repositoryRoot } from '../paths.ts';
import type { BenchRow } from './benchRow.ts';
import { bestOf, timeoutMillis } from './processCost.ts';

/** Largest share of what it takes to take the gzip off. */
const gunzipShare = 1.6;

const rounds = 5;
const samples = 500_000;

/** @param newFrames see `GeneratedProfile`; 0 for stacks that share nothing */
interface Shape {
  readonly name: string;
  readonly functions: number;
  readonly newFrames: number;
}

const shapes: readonly Shape[] = [
  { name: 'stacks that share nothing, 1500 functions', functions: 1500, newFrames: 0 },
  { name: 'stacks that share nothing, 400 functions', functions: 400, newFrames: 0 },
  { name: 'stacks of a program, 1500 functions', functions: 1500, newFrames: 1.85 },
];

/** Wall time (the best of some) and peak resident memory. Without pprof, which takes minutes: group `cli` has that. */
export async function benchOpening(): Promise<BenchRow[]> {
  const folder = await mkdtemp(join(tmpdir(), 'leaklens-bench-'));
  try {
    const script = await bundleScript(resolve(import.meta.dirname, 'writeProfile.ts'));
    const rows: BenchRow[] = [];
    for (const shape of shapes) rows.push(...(await shapeRows(shape, script, folder)));
    return rows;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function shapeRows({ name, functions, newFrames }: Shape, script: string, folder: string): Promise<BenchRow[]> {
  const file = join(folder, 'profile.pb');
  const words = [file, samples, functions, newFrames].map(String);
  spawnSync(process.execPath, ['--max-old-space-size=8192', script, ...words], {
    stdio: 'inherit',
    timeout: timeoutMillis,
  });
  const packed = `${file}.gz`;
  writeFileSync(packed, gzipSync(readFileSync(file), { level: constants.Z_BEST_SPEED }));
  const [whole, inGzip] = [file, packed].map((path) => Math.round(statSync(path).size / 1e6));
  const ours = await bestOf(rounds, [process.execPath, resolve(repositoryRoot, 'dist/cli.js'), 'top', packed]);
  const peer = await bestOf(rounds, ['gunzip', '-c', packed]);
  const title = `leaklens top, ${String(whole)} MB in ${String(inGzip)} MB of gzip, ${name}`;
  const time: BenchRow = {
    name: title,
    unit: 's',
    ours: ours.seconds,
    peer: { name: 'gunzip -c', value: peer.seconds },
    budget: { shareOfPeer: gunzipShare },
  };
  if (ours.megabytes === null) return [time];
  return [time, { name: `${title}, peak resident memory`, unit: 'MB', ours: ours.megabytes, peer: null, budget: null }];
}
