// How long it takes from the bytes of a poll to the hints on the lines, beside `go tool pprof` on the same file.
import esbuild from 'esbuild';
import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { promisify } from 'node:util';
import type { BenchRow } from './benchRow.ts';
import { repositoryRoot } from '../paths.ts';

const timeoutMillis = 120_000;

interface Measured {
  /** The first poll: nothing compiled, no path known. */
  readonly first: number;
  readonly median: number;
  readonly hints: number;
  /** Of both profiles, as they go over the wire. */
  readonly bytes: number;
}

/**
 * A heap profile of 1 MB and a goroutine profile of 2,000 stacks → decode → resolve 4,000 files → sites → hints, in
 * milliseconds: the median of 21 polls after the first, and the first. The peer is the wall time of `go tool pprof -top
 * -lines` on the same heap profile, which needs Go.
 */
export async function benchHints(): Promise<BenchRow[]> {
  const folder = await mkdtemp(join(tmpdir(), 'leaklens-bench-'));
  try {
    const { first, median, hints, bytes } = await measure(folder);
    const peer = pprofMillis(join(folder, 'heap.pb.gz'), folder);
    const size = `${(bytes / 1024 / 1024).toFixed(1)} MB to ${hints} hints`;
    const row = {
      unit: 'ms',
      peer: peer === null ? null : { name: 'go tool pprof -top -lines', value: peer },
    } as const;
    return [
      { ...row, name: `from the bytes of a poll to hints, ${size}`, ours: median, budget: { most: 150 } },
      { ...row, name: 'the same, first poll of a process that has just started', ours: first, budget: null },
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function measure(folder: string): Promise<Measured> {
  const outfile = join(folder, 'hints.mjs');
  await esbuild.build({
    entryPoints: [resolve(import.meta.dirname, 'hintsInNode.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node22',
    logLevel: 'warning',
    // The encoder of profiles reads its schema from beside itself; protobufjs asks for Node's modules with require().
    define: { 'import.meta.dirname': JSON.stringify(resolve(import.meta.dirname, '../profiles')) },
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  });
  const fixtures = resolve(repositoryRoot, 'test/fixtures');
  const { stdout } = await promisify(execFile)(process.execPath, [outfile, join(folder), fixtures], {
    timeout: timeoutMillis,
  });
  return JSON.parse(stdout) as Measured;
}

/** Wall time, the better of two runs: the first may have to build pprof. Null where there is no Go. */
function pprofMillis(file: string, temporary: string): number | null {
  const times: number[] = [];
  for (let run = 0; run < 2; run += 1) {
    const started = performance.now();
    const { status } = spawnSync('go', ['tool', 'pprof', '-top', '-lines', '-symbolize=none', file], {
      timeout: timeoutMillis,
      stdio: 'ignore',
      env: { ...process.env, PPROF_TMPDIR: temporary },
    });
    if (status !== 0) return null;
    times.push(performance.now() - started);
  }
  return Math.min(...times);
}
