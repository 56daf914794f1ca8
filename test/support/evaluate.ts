// `npm run evaluate`: whether the verdicts can be trusted. Watches every program of test/services/patterns and three cases
// with the real command line, holds what it finds against the truth in the sources, and exits 1 when a bar does not hold.
//   --only REGEX  --seconds N  --parallel N  --no-cases
//   --experiment (Go 1.26 with the goroutineleak profile)  --toolchain go1.27.1: the runtime is the referee
//   --check-truth: whether the programs do what their sources say; LeakLens is not asked
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { summarise } from './evaluate/bars.ts';
import { buildPrograms, patternsFolder } from './evaluate/buildPrograms.ts';
import { checkCases } from './evaluate/cases.ts';
import { checkedText, checkTruth } from './evaluate/checkTruth.ts';
import { inParallel } from './evaluate/inParallel.ts';
import { keepReport, variantOf } from './evaluate/keepReport.ts';
import { hasReferee, readOptions, type EvaluateOptions } from './evaluate/options.ts';
import type { RefereeScore } from './evaluate/referee.ts';
import { compareWithRuntime, framesOf, refereeBars } from './evaluate/referee.ts';
import { barText, caseText, programTexts, refereeTexts, tierTexts } from './evaluate/reportText.ts';
import { withProgram } from './evaluate/runProgram.ts';
import type { ProgramScore } from './evaluate/score.ts';
import { scoreProgram } from './evaluate/score.ts';
import { readTruth, type ProgramTruth } from './evaluate/truth.ts';
import { watchUrl } from './evaluate/watchUrl.ts';
import { outputFolder } from './paths.ts';

interface Watched {
  readonly truth: ProgramTruth;
  readonly score: ProgramScore | null;
  readonly referee: RefereeScore | null;
  /** Why it could not be watched; empty otherwise. */
  readonly problem: string;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function watchProgram(truth: ProgramTruth, folder: string, options: EvaluateOptions): Promise<Watched> {
  try {
    const watched = await withProgram(join(folder, truth.name), async (program) => {
      const { findings, report } = await watchUrl(program.url, { seconds: options.seconds });
      keepReport(options, truth.name, report);
      const score = scoreProgram(truth, findings);
      if (!hasReferee(options)) return { score, referee: null };
      const frames = framesOf(await program.profileText('goroutineleak?debug=1'));
      return { score, referee: compareWithRuntime(truth, score, frames) };
    });
    for (const line of programTexts(watched.score)) say(line);
    return { truth, ...watched, problem: '' };
  } catch (error) {
    say(`BROKEN  ${truth.name}: ${String(error)}`);
    return { truth, score: null, referee: null, problem: String(error) };
  }
}

async function evaluate(truths: readonly ProgramTruth[], folder: string, options: EvaluateOptions): Promise<boolean> {
  const watched = await inParallel(truths, options.atOnce, (truth) => watchProgram(truth, folder, options));
  const cases = options.cases ? await checkCases(options, (one) => say(caseText(one))) : [];
  const scores = watched.flatMap(({ score }) => (score === null ? [] : [score]));
  const referees = watched.flatMap(({ referee }) => (referee === null ? [] : [referee]));
  const summary = summarise(scores);
  const broken = watched.filter(({ problem }) => problem !== '');
  const bars = [
    ...summary.bars,
    ...(hasReferee(options) ? refereeBars(referees) : []),
    { name: 'every program could be watched', measured: `${broken.length} could not`, holds: broken.length === 0 },
    ...cases.map(({ name, problems }) => ({
      name,
      measured: problems.join('; ') || 'as it should be',
      holds: problems.length === 0,
    })),
  ];
  for (const line of [...tierTexts(summary), ...refereeTexts(referees), '', ...bars.map(barText)]) say(line);
  const file = join(outputFolder, `${variantOf(options)}.json`);
  writeFileSync(file, JSON.stringify({ options, summary, bars, referees, cases, programs: watched }, null, 1));
  say(`\n${file}`);
  return bars.every(({ holds }) => holds);
}

async function checkAll(truths: readonly ProgramTruth[], folder: string, options: EvaluateOptions): Promise<boolean> {
  const checked = await inParallel(truths, options.atOnce, async (truth) => {
    const leaks = await withProgram(join(folder, truth.name), (program) => checkTruth(truth, program, options.seconds));
    for (const leak of leaks) say(checkedText(truth.name, leak));
    return leaks;
  });
  const all = checked.flat();
  const untrue = all.filter(({ grows }) => !grows).length;
  say(`\n${all.length} leaks in ${truths.length} programs, ${untrue} of them not as their sources say`);
  return untrue === 0;
}

const options = readOptions(process.argv.slice(2));
mkdirSync(outputFolder, { recursive: true });
const truths = readTruth(patternsFolder).filter(({ name }) => options.only.test(name));
const folder = await buildPrograms(options);
const work = options.checkTruth ? checkAll : evaluate;
process.exit((await work(truths, folder, options)) ? 0 : 1);
