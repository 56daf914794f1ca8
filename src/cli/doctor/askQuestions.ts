import { t } from '@vscode/l10n';
import { LeakLensError, type Problem } from '../../shared/model/errors';
import { isRefusal } from '../../shared/model/target/capabilities';
import type { OpenInput } from '../../shared/ports/sources/inputOpener';
import type { Profile } from '../../shared/model/profile';
import { formatCount } from '../../shared/base/units';
import type { Run } from '../arguments/command';
import type { DoctorAnswer } from './doctorAnswer';
import { doctorQuestions, type Question } from './doctorQuestions';

/**
 * Asks a service each question once, one after the other. What fails is an answer, too; only a person ends the round.
 * @param dumpLimit goroutines from which stacks are not asked for: it stops the world
 * @throws LeakLensError `cancelled`
 */
export async function askQuestions(run: Run, input: OpenInput, dumpLimit: number): Promise<readonly DoctorAnswer[]> {
  const answers: DoctorAnswer[] = [];
  let goroutines = 0;
  for (const question of doctorQuestions(run.parts.decoder)) {
    if (question.kind === 'goroutine-dump' && goroutines >= dumpLimit) {
      const why = t('Not asked: it stops a program of {0} goroutines (--dump-limit).', formatCount(goroutines));
      answers.push(notAsked(question, why));
      continue;
    }
    run.progress.show(t('asking for {0}', question.path));
    const { answer, profile } = await askOne(run, input, question);
    if (question.kind === 'goroutine' && profile !== null) goroutines = run.parts.analyser.goroutineCount(profile);
    answers.push(answer);
  }
  return answers;
}

interface Asked {
  readonly answer: DoctorAnswer;
  readonly profile: Profile | null;
}

async function askOne(run: Run, input: OpenInput, question: Question): Promise<Asked> {
  const startedAt = run.parts.clock.now();
  try {
    const answer = await question.ask(input, run.signal);
    if (answer === null) {
      const why = t('Not asked: pprof is not at /debug/pprof/, so nobody knows where this would be.');
      return { answer: notAsked(question, why), profile: null };
    }
    const profile = question.read(answer);
    const { kind, path, tells } = question;
    const took = { millis: rounded(answer.elapsedMillis), bytes: answer.bytes.length };
    const said = { words: tells, problem: null, holds: holdsOf(question, profile) };
    return { answer: { kind, path, ok: true, status: 200, ...took, ...said }, profile };
  } catch (error) {
    if (!(error instanceof LeakLensError) || error.problem.kind === 'cancelled') throw error;
    const millis = rounded(run.parts.clock.now() - startedAt);
    return { answer: inVain(run, question, { problem: error.problem, millis }), profile: null };
  }
}

function notAsked({ kind, path }: Question, words: string): DoctorAnswer {
  return { kind, path, ok: false, status: null, millis: null, bytes: null, words, problem: null, holds: null };
}

function inVain(
  { parts }: Run,
  { kind, path, capability }: Question,
  { problem, millis }: { readonly problem: Problem; readonly millis: number },
): DoctorAnswer {
  const words = isRefusal(problem)
    ? parts.runtimes.of('go').words.capability(capability).refused(problem.detail)
    : parts.problemWords.message(problem);
  const status = problem.status ?? (wasAnswered(problem) ? 200 : null);
  return { kind, path, ok: false, status, millis, bytes: null, words, problem, holds: null };
}

/** What is wrong with a body was found out behind a status of 200 (`bodyProblem`). */
function wasAnswered({ kind }: Problem): boolean {
  return kind === 'no-pprof' || kind === 'html-instead-of-profile' || kind === 'unreadable';
}

function holdsOf({ kind }: Question, profile: Profile | null): DoctorAnswer['holds'] {
  if (profile === null) return null;
  if (profile.samples.count > 0) return 'something';
  // The period of a heap profile is runtime.MemProfileRate (go: src/runtime/pprof/protomem.go).
  return (kind === 'heap' || kind === 'allocs') && profile.period === 0 ? 'recording-off' : 'nothing';
}

/** Tenths of a millisecond: more is noise. */
function rounded(millis: number): number {
  return Math.round(millis * 10) / 10;
}
