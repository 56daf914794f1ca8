// `leaklens top` as a whole process on large heap profiles, beside `go tool pprof -top` on the same file in the same run.
import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { repositoryRoot } from '../paths.ts';
import type { BenchRow } from './benchRow.ts';
import { benchStart } from './benchStart.ts';
import { bundleScript } from '../bundleScript.ts';
import { bestOf, runToEnd, timeoutMillis, type ProcessCost } from './processCost.ts';

/** Largest share of the peer's wall time. */
const wallShare = 0.1;

/** A generated profile: samples of 60 frames each. */
interface Size {
  readonly samples: number;
  readonly functions: number;
  /** The largest share of the peer's memory; null where most of what ours takes is Node itself. */
  readonly memoryShare: number | null;
}

/** About 20 MB, and 100 MB of the same kind. */
const smaller: Size = { samples: 100_000, functions: 1_500, memoryShare: null };
const larger: Size = { samples: 500_000, functions: 1_500, memoryShare: 0.1 };

/** The fewer the functions, the less a peer takes that keeps a graph of them. */
const fewFunctions: Size = { samples: 500_000, functions: 400, memoryShare: 0.1 };

const rounds = 3;

/**
 * Wall time (the best of three) and peak resident memory, by size, and how both grow from the smaller to the larger
 * profile. The peer needs Go; it runs once, since it takes long.
 */
export async function benchCli(): Promise<BenchRow[]> {
  const folder = await mkdtemp(join(tmpdir(), 'leaklens-bench-'));
  try {
    const script = await bundleScript(resolve(import.meta.dirname, 'writeProfile.ts'));
    const rows: BenchRow[] = benchStart();
    const walls: number[] = [];
    for (const { samples, functions, memoryShare } of [smaller, larger, fewFunctions]) {
      const file = join(folder, `${samples}.${functions}.pb`);
      const shape = [file, samples, functions].map(String);
      spawnSync(process.execPath, [script, ...shape], { stdio: 'inherit', timeout: timeoutMillis });
      const ours = await bestOf(rounds, [process.execPath, resolve(repositoryRoot, 'dist/cli.js'), 'top', file]);
      const peer = await pprofCost(file, folder);
      walls.push(ours.seconds);
      const megabytes = Math.round(statSync(file).size / 1e6);
      const name = `leaklens top, whole process, ${megabytes} MB, ${functions} functions`;
      rows.push(...sizeRows(name, ours, peer, memoryShare));
    }
    return [...rows, linearityRow(walls)];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function sizeRows(name: string, ours: ProcessCost, peer: ProcessCost | null, memoryShare: number | null): BenchRow[] {
  const peerName = 'go tool pprof -top';
  const wall: BenchRow = {
    name,
    unit: 's',
    ours: ours.seconds,
    peer: peer === null ? null : { name: peerName, value: peer.seconds },
    budget: { shareOfPeer: wallShare },
  };
  if (ours.megabytes === null) return [wall];
  const memory: BenchRow = {
    name: `${name}, peak resident memory`,
    unit: 'MB',
    ours: ours.megabytes,
    peer: typeof peer?.megabytes === 'number' ? { name: peerName, value: peer.megabytes } : null,
    budget: memoryShare === null ? null : { shareOfPeer: memoryShare },
  };
  return [wall, memory];
}

/** What the large profile would take at the small one's pace is the most that a linear program takes, with some room. */
function linearityRow([small = Number.NaN, large = Number.NaN]: readonly number[]): BenchRow {
  const factor = larger.samples / smaller.samples;
  return {
    name: `the larger profile, beside ${factor} times the smaller`,
    unit: 's',
    ours: large,
    peer: { name: 'the smaller, scaled', value: small * factor },
    budget: { shareOfPeer: 1.1 },
  };
}

/** Null where there is no Go. The program itself is run, so that nothing but pprof is measured. */
async function pprofCost(file: string, folder: string): Promise<ProcessCost | null> {
  const found = spawnSync('go', ['tool', '-n', 'pprof'], { encoding: 'utf8' });
  if (found.status !== 0) return null;
  return runToEnd([found.stdout.trim(), '-symbolize=none', '-top', file], { PPROF_TMPDIR: folder });
}
