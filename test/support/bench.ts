// `npm run bench`: the budgets, each measured beside a peer in the same run where there is one. `npm run bench -- hints` runs
// only the groups named. Prints; a budget that does not hold makes it exit 1, so that a person who asks gets an answer.
import { spawnSync } from 'node:child_process';
import { arch, cpus, platform, release, totalmem } from 'node:os';
import process from 'node:process';
import { benchActivation } from './bench/benchActivation.ts';
import { benchCli } from './bench/benchCli.ts';
import { benchCost } from './bench/benchCost.ts';
import { benchDecode } from './bench/benchDecode.ts';
import { benchDumps } from './bench/benchDumps.ts';
import { benchFleet } from './bench/benchFleet.ts';
import { benchHints } from './bench/benchHints.ts';
import { benchOpening } from './bench/benchOpening.ts';
import { benchPanel } from './bench/benchPanel.ts';
import { benchSource } from './bench/benchSource.ts';
import { benchVerdicts } from './bench/benchVerdicts.ts';
import { benchViews } from './bench/views/benchViews.ts';
import { holds, limitOf, type BenchRow } from './bench/benchRow.ts';
import { repositoryRoot } from './paths.ts';

const groups: Readonly<Record<string, () => Promise<BenchRow[]>>> = {
  activation: benchActivation,
  hints: benchHints,
  panel: benchPanel,
  views: benchViews,
  verdicts: benchVerdicts,
  fleet: benchFleet,
  source: benchSource,
  decode: benchDecode,
  dumps: benchDumps,
  opening: benchOpening,
  cli: benchCli,
  cost: benchCost,
};

function number(value: number): string {
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}

function line(row: BenchRow): string {
  const { name, unit, ours, peer } = row;
  const limit = limitOf(row);
  const parts = [`${number(ours)} ${unit}`];
  if (peer !== null) parts.push(`${(ours / peer.value).toFixed(3)}× ${peer.name} (${number(peer.value)} ${unit})`);
  if (limit !== null) parts.push(`${holds(row) ? 'within' : 'OVER'} the budget of ${number(limit)} ${unit}`);
  return `  ${name}\n    ${parts.join(' · ')}`;
}

function machine(): string {
  const [cpu] = cpus();
  const go = spawnSync('go', ['version'], { encoding: 'utf8' });
  const memory = `${Math.round(totalmem() / 2 ** 30)} GB`;
  return [
    `${cpus().length} × ${cpu?.model ?? 'unknown'}, ${memory}, ${platform()} ${release()} ${arch()}`,
    `Node ${process.version}${go.status === 0 ? `, ${go.stdout.trim()}` : ', no Go'}`,
  ].join('\n');
}

const wanted = process.argv.slice(2).filter((name) => !name.startsWith('-'));
const unknown = wanted.filter((name) => !(name in groups));
if (unknown.length > 0) {
  process.stderr.write(`bench: no group ${unknown.join(', ')}; there are ${Object.keys(groups).join(', ')}\n`);
  process.exit(2);
}
const built = spawnSync(process.execPath, ['esbuild.mjs', '--production'], { cwd: repositoryRoot, stdio: 'inherit' });
if (built.status !== 0) process.exit(1);
process.stdout.write(`${machine()}\n`);
let allHold = true;
for (const [name, bench] of Object.entries(groups)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  process.stdout.write(`\n${name}\n`);
  for (const row of await bench()) {
    allHold &&= holds(row);
    process.stdout.write(`${line(row)}\n`);
  }
}
process.exit(allHold ? 0 : 1);
