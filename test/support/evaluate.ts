// `npm run evaluate`: whether the verdicts can be trusted. Watches every program of test/services/patterns, three cases, and the
// services of test/services/field with the real command line, holds what it finds against the truth in the sources, and exits 1
// when a bar does not hold.
//   --only REGEX (field/NAME for a service of the field)  --seconds N  --parallel N  --field-parallel N  --no-cases
//   --record FOLDER, --replay FOLDER: keep what programs and services answer, or watch what was kept, as fast as it goes
//   --experiment (Go 1.26 with the goroutineleak profile)  --toolchain go1.27.1: the runtime is the referee
//   --runtime beam: the programs of test/services/beam-programs in place of all that, each in a node of Erlang's of its own; with
//   --muatags in nodes that keep who asked for each block
//   --check-truth: whether the programs do what their sources say; LeakLens is not asked
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { summarise, type Bar } from './evaluate/bars.ts';
import { evaluateBeam } from './evaluate/beam/evaluateBeam.ts';
import { buildPrograms, patternsFolder } from './evaluate/buildPrograms.ts';
import { checkCases } from './evaluate/cases.ts';
import { checkedText, checkTruth } from './evaluate/checkTruth.ts';
import { checkField } from './evaluate/field/checkField.ts';
import { inParallel } from './evaluate/inParallel.ts';
import { keepReport, variantOf } from './evaluate/keepReport.ts';
import { hasReferee, readOptions, type EvaluateOptions } from './evaluate/options.ts';
import type { RefereeScore } from './evaluate/referee.ts';
import { compareWithRuntime, framesOf, refereeBars } from './evaluate/referee.ts';
import { barText, caseText, paceTexts, programTexts, refereeTexts, tierTexts } from './evaluate/reportText.ts';
import { recordProgram } from './evaluate/recorded/recordProgram.ts';
import { buildReplayCommand } from './evaluate/recorded/tappedCommand.ts';
import { withProgram, type ProgramToRun } from './evaluate/runProgram.ts';
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

function programIn(folder: string, { name }: ProgramTruth): ProgramToRun {
  return { binary: join(folder, name), folder: patternsFolder };
}

/** Below the folder for recordings: a program may have the name of a service of the field. */
function recordingsOf(folder: string): string {
  return join(folder, 'patterns');
}

async function replayProgram(truth: ProgramTruth, recordings: string, options: EvaluateOptions): Promise<Watched> {
  const environment = { LEAKLENS_FIELD_RECORDING: join(recordingsOf(recordings), truth.name) };
  const { findings, startedAt, report } = await watchUrl('http://127.0.0.1:1', {
    seconds: options.seconds,
    environment,
    command: await replayCommand(),
  });
  keepReport(options, `${truth.name}-replayed`, report);
  return { truth, score: scoreProgram(truth, findings, startedAt), referee: null, problem: '' };
}

let replayBuild: Promise<string> | null = null;

function replayCommand(): Promise<string> {
  return (replayBuild ??= buildReplayCommand());
}

/** One that cannot be recorded does not keep the others from it. */
async function recordPrograms(truths: readonly ProgramTruth[], options: EvaluateOptions, to: string): Promise<Bar> {
  const folder = truths.length === 0 ? '' : await buildPrograms(options);
  const broken = await inParallel(truths, options.atOnce, async (truth) => {
    try {
      const task = { program: programIn(folder, truth), name: truth.name, seconds: options.seconds };
      await recordProgram({ ...task, recordings: recordingsOf(to) });
      say(`recorded ${truth.name}`);
      return 0;
    } catch (error) {
      say(`BROKEN  ${truth.name}: ${String(error)}`);
      return 1;
    }
  });
  return watchable(broken.reduce<number>((sum, one) => sum + one, 0));
}

async function watchProgram(truth: ProgramTruth, folder: string, options: EvaluateOptions): Promise<Watched> {
  try {
    if (options.replay !== null) {
      const watched = await replayProgram(truth, options.replay, options);
      for (const line of watched.score === null ? [] : programTexts(watched.score)) say(line);
      return watched;
    }
    const watched = await withProgram(programIn(folder, truth), async (program) => {
      const { findings, startedAt, report } = await watchUrl(program.url, { seconds: options.seconds });
      keepReport(options, truth.name, report);
      const score = scoreProgram(truth, findings, startedAt);
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

function watchable(broken: number): Bar {
  return { name: 'every program could be watched', measured: `${broken} could not`, holds: broken === 0 };
}

/** Programs and cases. */
async function evaluatePatterns(truths: readonly ProgramTruth[], options: EvaluateOptions): Promise<readonly Bar[]> {
  if (options.record !== null) {
    return [await recordPrograms(truths, options, options.record)];
  }
  const folder = truths.length === 0 || options.replay !== null ? '' : await buildPrograms(options);
  const watched = await inParallel(truths, options.atOnce, (truth) => watchProgram(truth, folder, options));
  const cases = options.cases && options.replay === null ? await checkCases(options, (one) => say(caseText(one))) : [];
  const scores = watched.flatMap(({ score }) => (score === null ? [] : [score]));
  const referees = watched.flatMap(({ referee }) => (referee === null ? [] : [referee]));
  const summary = summarise(scores);
  const broken = watched.filter(({ problem }) => problem !== '');
  const bars: Bar[] = [
    ...(truths.length === 0 ? [] : [...summary.bars, watchable(broken.length)]),
    ...(hasReferee(options) && truths.length > 0 ? refereeBars(referees) : []),
    ...cases.map(({ name, problems }) => ({
      name,
      measured: problems.join('; ') || 'as it should be',
      holds: problems.length === 0,
    })),
  ];
  if (bars.length === 0) return bars;
  for (const line of [...tierTexts(summary), ...paceTexts(scores), ...refereeTexts(referees)]) say(line);
  const file = join(outputFolder, `${variantOf(options)}.json`);
  writeFileSync(file, JSON.stringify({ options, summary, bars, referees, cases, programs: watched }, null, 1));
  return bars;
}

async function evaluate(truths: readonly ProgramTruth[], options: EvaluateOptions): Promise<boolean> {
  const bars = [...(await evaluatePatterns(truths, options))];
  const field = await checkField(options, say);
  bars.push(...field.bars);
  for (const line of ['', ...bars.map(barText), `\n${join(outputFolder, variantOf(options))}*`]) say(line);
  return bars.every(({ holds }) => holds);
}

async function checkAll(truths: readonly ProgramTruth[], options: EvaluateOptions): Promise<boolean> {
  const folder = await buildPrograms(options);
  const checked = await inParallel(truths, options.atOnce, async (truth) => {
    const leaks = await withProgram(programIn(folder, truth), (program) => checkTruth(truth, program, options.seconds));
    for (const leak of leaks) say(checkedText(truth.name, leak));
    return leaks;
  });
  const all = checked.flat();
  const untrue = all.filter(({ grows }) => !grows).length;
  say(`\n${all.length} leaks in ${truths.length} programs, ${untrue} of them not as their sources say`);
  return untrue === 0;
}

async function work(options: EvaluateOptions): Promise<boolean> {
  if (options.runtime === 'beam') return evaluateBeam(options, say);
  const truths = readTruth(patternsFolder).filter(({ name }) => options.only.test(name));
  return options.checkTruth ? checkAll(truths, options) : evaluate(truths, options);
}

mkdirSync(outputFolder, { recursive: true });
process.exit((await work(readOptions(process.argv.slice(2)))) ? 0 : 1);
