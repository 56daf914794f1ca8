import { t } from '@vscode/l10n';
import type { Problem } from '../../shared/model/errors';
import type { ProblemWords } from '../../shared/ports/words/problemWords';
import { stepInTerminal } from '../text/problemLine';
import { isOfPprof, type DoctorAnswer } from './doctorAnswer';
import type { QuestionKind } from './doctorQuestions';

/**
 * How to switch on what is missing, each thing once, the most useful first; empty where nothing is.
 * @param missing why no pprof was found; null where it was
 */
export function doctorAdvice(
  answers: readonly DoctorAnswer[],
  missing: Problem | null,
  words: ProblemWords,
): readonly string[] {
  const advice = [
    ...(missing === null ? [] : endpointAdvice(missing, words)),
    ...(missing === null ? [...accessAdvice(answers, words), ...profileAdvice(answers)] : []),
    ...statisticsAdvice(answers),
    ...recordingAdvice(answers),
  ];
  return [...new Set(advice)].filter((sentence) => sentence !== '');
}

/** How a service gets pprof, where a login or a wrong mount is not all that stands between. */
function endpointAdvice(missing: Problem, words: ProblemWords): string[] {
  const step = stepInTerminal(missing, 'doctor', words);
  if (missing.kind !== 'no-pprof' && missing.kind !== 'unknown-profile') return [step];
  return [
    step,
    t('For a service without it: {0} and, where it serves no http of its own, {1}.', pprofImport, pprofServer),
  ];
}

const pprofImport = 'import _ "net/http/pprof"';
const pprofServer = 'go http.ListenAndServe("localhost:6060", nil)';

/** What failed for a reason of its own: it asks who we are, took too long, is too large. */
function accessAdvice(answers: readonly DoctorAnswer[], words: ProblemWords): string[] {
  return answers.flatMap(({ problem }) => {
    if (problem === null || isUnknown(problem) || problem.kind === 'unreadable') return [];
    return [stepInTerminal(problem, 'doctor', words)];
  });
}

/** Nothing of the kind is there: no such page, or no such profile. */
function isUnknown({ kind, status }: Problem): boolean {
  return kind === 'unknown-profile' || kind === 'no-pprof' || status === 410 || status === 405;
}

/** Go has all of them, but for its leak detector, where pprof.Index serves them. */
function profileAdvice(answers: readonly DoctorAnswer[]): string[] {
  const unknown = answers.filter((one) => isOfPprof(one) && one.problem !== null && isUnknown(one.problem));
  const others = unknown.filter(({ kind }) => kind !== 'goroutine-leak').map(({ path }) => path);
  const advice = [];
  if (others.length > 0) {
    advice.push(t('Mount pprof.Index at /debug/pprof/, which serves every profile, also {0}.', others.join(', ')));
  }
  if (others.length < unknown.length) {
    advice.push(
      t(
        'For proof of stuck goroutines, build with Go 1.27, or with Go 1.26 and {0}.',
        'GOEXPERIMENT=goroutineleakprofile',
      ),
    );
  }
  return advice;
}

function statisticsAdvice(answers: readonly DoctorAnswer[]): string[] {
  const answered = (kind: QuestionKind) => answers.some((one) => one.kind === kind && one.ok);
  const pages = answers.filter((one) => !isOfPprof(one));
  // Where nothing was asked, nobody knows that they are missing.
  if (pages.some(({ ok }) => ok) || pages.every(({ millis }) => millis === null)) return [];
  const how = 'import _ "expvar"';
  return answered('heap-text')
    ? [t('For memory statistics that cost less than pprof’s: {0}, or serve /metrics for Prometheus.', how)]
    : [t('For memory statistics: {0}, or serve /metrics for Prometheus.', how)];
}

function recordingAdvice(answers: readonly DoctorAnswer[]): string[] {
  const holding = (kind: QuestionKind) => answers.find((one) => one.kind === kind)?.holds;
  const advice = [];
  if (holding('heap') === 'recording-off' || holding('allocs') === 'recording-off') {
    advice.push(t('No memory is recorded: take out what sets {0} to 0.', 'runtime.MemProfileRate'));
  }
  if (holding('block') === 'nothing') {
    advice.push(
      t(
        'The block profile is empty: {0} records one wait for every 10 µs spent waiting.',
        'runtime.SetBlockProfileRate(10000)',
      ),
    );
  }
  if (holding('mutex') === 'nothing') {
    advice.push(
      t('The mutex profile is empty: {0} records every hundredth wait.', 'runtime.SetMutexProfileFraction(100)'),
    );
  }
  return advice;
}
