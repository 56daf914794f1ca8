// `npm run fuzz -- --runs 100000 --seed 7`: gives damaged copies of real files to every reader and what was read to every output, and keeps
// what one of them chokes on. `--shown-every 25` lets one run of 25 go through the outputs, for long runs; `--minutes` ends it early. However it
// ends, by Ctrl+C too, it says how many runs there were and what came of each.
import { resolve } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { fuzzRuns, type FuzzReport } from './fuzz/fuzzRuns.ts';
import { repositoryRoot } from './paths.ts';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '20000' },
    seed: { type: 'string', default: '1' },
    from: { type: 'string', default: '0' },
    'shown-every': { type: 'string', default: '1' },
    minutes: { type: 'string', default: '1440' },
  },
});
const asked = [values.runs, values.seed, values.from, values['shown-every'], values.minutes].map(Number);
const [runs = 0, seed = 0, from = 0, shownEvery = 0, minutes = 0] = asked;

function say({ runs: begun, answered, verdicts, findings, slowestMillis }: FuzzReport, seconds: number): void {
  for (const { run, verdict, file } of findings) console.error(`run ${run}: ${verdict}\n  ${file || 'not kept'}`);
  const lost = begun === answered ? 'none lost' : `${begun - answered} LOST`;
  console.log(
    `${begun} runs from seed ${seed}, ${answered} answered, ${lost}; ${seconds.toFixed(0)} s, slowest ${slowestMillis.toFixed(0)} ms`,
  );
  for (const [reading, counts] of Object.entries(verdicts)) {
    const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
    const each = Object.entries(counts).map(([verdict, count]) => `${verdict} ${count}`);
    console.log(`  ${reading} ${all}: ${each.join(', ')}`);
  }
  console.log(findings.length === 0 ? 'Nothing found.' : `Found ${findings.length}.`);
}

if (!asked.every(Number.isSafeInteger) || shownEvery < 1) {
  console.error(
    'npm run fuzz -- [--runs NUMBER] [--seed NUMBER] [--from NUMBER] [--shown-every NUMBER] [--minutes NUMBER]',
  );
  process.exitCode = 2;
} else {
  const ending = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => ending.abort());
  const timer = setTimeout(() => ending.abort(), minutes * 60_000);
  const started = Date.now();
  const showsProgress = process.stderr.isTTY;
  const report = await fuzzRuns({
    ...{ seed, runs, from, shownEvery, signal: ending.signal },
    findings: resolve(repositoryRoot, 'test/fixtures/fuzz'),
    onProgress: (run) => showsProgress && process.stderr.write(`\rrun ${run}`),
  });
  clearTimeout(timer);
  if (showsProgress) process.stderr.write('\r');
  say(report, (Date.now() - started) / 1000);
  if (report.findings.length > 0 || report.answered < report.runs) process.exitCode = 1;
}
