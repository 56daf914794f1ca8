// What being watched costs a service: the CPU time of its process, as a share of one core, beyond what it takes unwatched.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { repositoryRoot } from '../paths.ts';
import type { BenchRow } from './benchRow.ts';

/** What a service has, and what is told of it. */
interface Crowd {
  readonly name: string;
  readonly args: readonly string[];
}

const crowds: readonly Crowd[] = [
  { name: '20,000 allocation stacks, 20,000 goroutines', args: ['-stacks', '20000', '-goroutines', '20000'] },
  { name: 'a small service', args: [] },
];

/** Watches of the two paces, with their budgets in percent of one core. */
const watches = [
  { name: 'short watch', seconds: 60, most: 2 },
  { name: 'default pace', seconds: 130, most: 1 },
] as const;

/** What somebody asks who looks at the same as often and minds no price. */
const unpaced = ['heap', 'heap?debug=1', 'goroutine'] as const;
const unpacedMillis = 5000;
const idleMillis = 20_000;
const settleMillis = 3000;
/** Linux counts CPU time in hundredths of a second (proc(5), USER_HZ). */
const millisPerTick = 10;

/** Each crowd watched twice, beside itself unwatched and asked without a pace. Only Linux tells the CPU time of a process so simply. */
export async function benchCost(): Promise<BenchRow[]> {
  if (process.platform !== 'linux') return [];
  const folder = await mkdtemp(join(tmpdir(), 'leaklens-bench-'));
  try {
    const program = join(folder, 'crowd');
    const source = resolve(import.meta.dirname, 'crowd');
    await promisify(execFile)('go', ['build', '-buildvcs=false', '-o', program, '.'], { cwd: source });
    const rows = await Promise.all(crowds.map((crowd) => costOf(crowd, program)));
    return rows.flat();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function costOf({ name, args }: Crowd, program: string): Promise<BenchRow[]> {
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  try {
    const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
    const url = line.replace('listening on ', '');
    await delay(settleMillis);
    const pid = child.pid ?? 0;
    const idle = await shareOf(pid, () => delay(idleMillis));
    const peer = (await shareOf(pid, () => askUnpaced(url, idleMillis))) - idle;
    const rows: BenchRow[] = [];
    for (const watch of watches) {
      const share = (await shareOf(pid, () => watched(url, watch.seconds))) - idle;
      rows.push({
        name: `${name}, ${watch.name}, of one core`,
        unit: '%',
        ours: Math.max(0, share),
        peer: { name: `all of it every ${unpacedMillis / 1000} s`, value: peer },
        budget: { most: watch.most },
      });
    }
    return rows;
  } finally {
    child.kill('SIGKILL');
  }
}

/** Percent of one core that a process takes while something goes on. */
async function shareOf(pid: number, goesOn: () => Promise<unknown>): Promise<number> {
  const startMillis = performance.now();
  const before = await cpuMillis(pid);
  await goesOn();
  return (((await cpuMillis(pid)) - before) / (performance.now() - startMillis)) * 100;
}

/** User and system time, fields 14 and 15; the name before them may hold anything but ends with the last parenthesis. */
async function cpuMillis(pid: number): Promise<number> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8');
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * millisPerTick;
}

async function watched(url: string, seconds: number): Promise<void> {
  const cli = resolve(repositoryRoot, 'dist/cli.js');
  await promisify(execFile)(process.execPath, [cli, 'watch', url, '--for', `${seconds}s`, '--format', 'json'], {
    maxBuffer: 64 * 1024 * 1024,
  });
}

async function askUnpaced(url: string, millis: number): Promise<void> {
  for (let spent = 0; spent < millis; spent += unpacedMillis) {
    const startMillis = performance.now();
    for (const path of unpaced) await (await fetch(`${url}/debug/pprof/${path}`)).arrayBuffer();
    await delay(Math.max(0, unpacedMillis - (performance.now() - startMillis)));
  }
}
