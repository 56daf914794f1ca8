// Whole processes that do little: what is waited for at every call.
import { execFileSync, spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { repositoryRoot } from '../paths.ts';
import type { BenchRow } from './benchRow.ts';

/** The best of so many, in turn, so that whatever else the machine does concerns all. */
const rounds = 15;

const versionShare = 1.5;
const topShare = 0.5;

/** `leaklens --version` beside a bare Node, and `leaklens top` of a small file beside go tool pprof as a person types it. */
export function benchStart(): BenchRow[] {
  const cli = resolve(repositoryRoot, 'dist/cli.js');
  const heap = join(repositoryRoot, 'test/fixtures/profiles/heap.pb.gz');
  const hasGo = spawnSync('go', ['tool', '-n', 'pprof']).status === 0;
  const [bare, version, top, peer] = bestMillis([
    [process.execPath, '-e', '0'],
    [process.execPath, cli, '--version'],
    [process.execPath, cli, 'top', heap],
    ...(hasGo ? [['go', 'tool', 'pprof', '-top', heap]] : []),
  ]);
  const node = { name: 'node -e 0', value: bare ?? Number.NaN };
  return [
    {
      name: 'leaklens --version',
      unit: 'ms',
      ours: version ?? Number.NaN,
      peer: node,
      budget: { shareOfPeer: versionShare },
    },
    {
      name: 'leaklens top, 5 kB',
      unit: 'ms',
      ours: top ?? Number.NaN,
      peer: peer === undefined ? null : { name: 'go tool pprof -top', value: peer },
      budget: { shareOfPeer: topShare },
    },
    {
      name: 'leaklens top, 5 kB, beside what Node itself takes',
      unit: 'ms',
      ours: top ?? Number.NaN,
      peer: node,
      budget: null,
    },
  ];
}

/** Of each command, wall time. @throws Error when one fails */
function bestMillis(commands: readonly (readonly string[])[]): number[] {
  const best = commands.map(() => Infinity);
  // One round more: what is kept for the next start is made by the first.
  for (let round = 0; round <= rounds; round += 1) {
    commands.forEach(([program = '', ...args], at) => {
      const started = performance.now();
      execFileSync(program, args, { stdio: 'ignore' });
      if (round > 0) best[at] = Math.min(best[at] ?? Infinity, performance.now() - started);
    });
  }
  return best;
}
