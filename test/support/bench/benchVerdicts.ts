// How long a verdict pass takes over very many lines and a day of points.
import esbuild from 'esbuild';
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import type { BenchRow } from './benchRow.ts';

const timeoutMillis = 300_000;

interface Measured {
  /** Milliseconds of one pass, median. */
  readonly judging: number;
  /** Milliseconds to take in one poll that is decoded already. */
  readonly observing: number;
  readonly findings: number;
}

/** 10,000 lines that allocate and 10,000 that wait, a quarter of them growing, followed for 24 h. Nobody else judges. */
export async function benchVerdicts(): Promise<BenchRow[]> {
  const folder = await mkdtemp(join(tmpdir(), 'leaklens-bench-'));
  try {
    const { judging, observing, findings } = await measure(folder);
    const row = { unit: 'ms', peer: null } as const;
    return [
      {
        ...row,
        name: `a verdict pass over 10,000 sites and 24 h of points, ${findings} findings`,
        ours: judging,
        budget: { most: 50 },
      },
      { ...row, name: 'taking in one poll of them, decoded already', ours: observing, budget: null },
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function measure(folder: string): Promise<Measured> {
  const outfile = join(folder, 'verdicts.mjs');
  await esbuild.build({
    entryPoints: [resolve(import.meta.dirname, 'verdictsInNode.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node22',
    logLevel: 'warning',
    // The encoder of profiles reads its schema from beside itself; protobufjs asks for Node's modules with require().
    define: { 'import.meta.dirname': JSON.stringify(resolve(import.meta.dirname, '..')) },
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  });
  const { stdout } = await promisify(execFile)(process.execPath, [outfile], { timeout: timeoutMillis });
  return JSON.parse(stdout) as Measured;
}
