// `npm run evaluate -- --runtime beam`: watches each program of test/services/beam-programs with the real command line, in a node of its own.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startErlangMachine, type ErlangMachine, type RealNode } from '../../erlang/realNode.ts';
import { outputFolder } from '../../paths.ts';
import { summarise, type Bar } from '../bars.ts';
import { inParallel } from '../inParallel.ts';
import { keepReport, variantOf } from '../keepReport.ts';
import type { EvaluateOptions } from '../options.ts';
import { barText, programTexts, tierTexts } from '../reportText.ts';
import { scoreProgram, type ProgramScore } from '../score.ts';
import { readTruth, type ProgramTruth } from '../truth.ts';
import { watchUrl } from '../watchUrl.ts';
import { beamProgramsFolder, buildBeamPrograms, hasElixir, otpRelease, type BuiltBeamProgram } from './beamPrograms.ts';

/** A whole machine for itself is nothing that a node needs, and who watches is a process, too. */
const mostAtOnce = 6;

/** The first release whose nodes start with `+Muatags code`. */
const releaseWithTags = 27;

/** Watches them, prints what was found, and says whether the bars hold. */
export async function evaluateBeam(options: EvaluateOptions, say: (line: string) => void): Promise<boolean> {
  const release = otpRelease();
  say(`Erlang/OTP ${release}${options.muatags ? ', nodes with +Muatags code' : ''}`);
  if (options.muatags && release < releaseWithTags) {
    throw new Error(`Nodes of OTP ${release} do not start with +Muatags code: it needs OTP ${releaseWithTags}.`);
  }
  if (!hasElixir()) throw new Error('The programs in Elixir need elixirc.');
  const truths = readTruth(beamProgramsFolder, /\.(?:erl|ex)$/).filter(({ name }) => options.only.test(name));
  const built = new Map(buildBeamPrograms(truths.map(({ name }) => name)).map((program) => [program.name, program]));
  const machine = await startErlangMachine();
  try {
    const atOnce = Math.min(options.atOnce, mostAtOnce);
    const watched = await inParallel(truths, atOnce, (truth) =>
      watchProgram(truth, built.get(truth.name)!, { machine, options, say }),
    );
    return summed(watched, options, say);
  } finally {
    await machine.dispose();
  }
}

interface Run {
  readonly machine: ErlangMachine;
  readonly options: EvaluateOptions;
  readonly say: (line: string) => void;
}

async function watchProgram(truth: ProgramTruth, program: BuiltBeamProgram, { machine, options, say }: Run) {
  try {
    const { name, folder, args } = program;
    const tags = options.muatags ? ['+Muatags', 'code'] : [];
    const node = await startTwice(machine, { name, args: [...tags, ...args] });
    const environment = { ...node.environment, RELEASE_COOKIE: node.cookie };
    const url = `beam:${node.name}@localhost`;
    try {
      const { findings, report } = await watchUrl(url, { seconds: options.seconds, folder, environment });
      keepReport(options, name, report);
      const score = scoreProgram(truth, findings);
      for (const line of programTexts(score)) say(line);
      return score;
    } finally {
      await node.kill();
    }
  } catch (error) {
    say(`BROKEN  ${truth.name}: ${String(error)}`);
    return null;
  }
}

/** A machine that is busy with other nodes may let one wait for too long. */
function startTwice(machine: ErlangMachine, options: { name: string; args: readonly string[] }): Promise<RealNode> {
  return machine.start(options).catch(() => machine.start({ ...options, name: `${options.name}_again` }));
}

function summed(watched: readonly (ProgramScore | null)[], options: EvaluateOptions, say: Run['say']): boolean {
  const scores = watched.filter((score) => score !== null);
  const broken = watched.length - scores.length;
  const summary = summarise(scores);
  const watchable: Bar = {
    name: 'every program could be watched',
    measured: `${broken} could not`,
    holds: broken === 0,
  };
  // No memory hangs on goroutines here.
  const bars = [...summary.bars.filter(({ name }) => !name.startsWith('memory that')), watchable];
  for (const line of [...tierTexts(summary), '', ...bars.map(barText)]) say(line);
  writeFileSync(join(outputFolder, `${variantOf(options)}.json`), JSON.stringify({ options, summary, bars }, null, 1));
  return bars.every(({ holds }) => holds);
}
