// `npm run fuzz -- --runs 100000 --seed 7`: gives damaged copies of real files to every reader and what was read to every output, and keeps
// what one of them chokes on. `--shown-every 4` lets one run of four go through the outputs, for long runs.
import { resolve } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { fuzzRuns } from './fuzz/fuzzRuns.ts';
import { repositoryRoot } from './paths.ts';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '20000' },
    seed: { type: 'string', default: '1' },
    from: { type: 'string', default: '0' },
    'shown-every': { type: 'string', default: '1' },
  },
});
const [runs, seed, from, shownEvery] = [values.runs, values.seed, values.from, values['shown-every']].map(Number);
const isGiven = (value: number | undefined): value is number => Number.isSafeInteger(value);

if (!isGiven(runs) || !isGiven(seed) || !isGiven(from) || !isGiven(shownEvery) || shownEvery < 1) {
  console.error('npm run fuzz -- [--runs NUMBER] [--seed NUMBER] [--from NUMBER] [--shown-every NUMBER]');
  process.exitCode = 2;
} else {
  const findings = resolve(repositoryRoot, 'test/fixtures/fuzz');
  const started = Date.now();
  const showsProgress = process.stderr.isTTY;
  const report = await fuzzRuns({
    seed,
    runs,
    from,
    shownEvery,
    findings,
    onProgress: (run) => showsProgress && process.stderr.write(`\rrun ${run}`),
  });
  if (showsProgress) process.stderr.write('\r');
  for (const { run, verdict, file } of report.findings)
    console.error(`run ${run}: ${verdict}\n  ${file || 'not kept'}`);
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  console.log(`${report.runs} runs from seed ${seed} in ${seconds} s, slowest ${report.slowestMillis.toFixed(0)} ms`);
  console.log(
    Object.entries(report.verdicts)
      .map(([verdict, count]) => `${verdict} ${count}`)
      .join(', '),
  );
  console.log(report.findings.length === 0 ? 'Nothing found.' : `Found ${report.findings.length}.`);
  if (report.findings.length > 0) process.exitCode = 1;
}
