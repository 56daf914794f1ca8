import type { Problem } from '../shared/errors';
import type { ProblemReport } from '../shared/lspMessages';
import type { ProblemWords } from '../shared/problemWords';
import { editorStep } from './editorStep';

/** A problem in a person's words: what went wrong where, and what to do next. */
export function reportProblem(problem: Problem, words: ProblemWords): ProblemReport {
  const { kind, subject, status, schemes, realm, tls, location, passphrase } = problem;
  return {
    kind,
    message: words.message(problem),
    nextStep: editorStep(problem) ?? words.nextStep(problem) ?? '',
    ...(status !== undefined && { status }),
    ...(schemes !== undefined && { schemes }),
    ...(realm !== undefined && { realm }),
    ...(tls !== undefined && { tls }),
    ...(location !== undefined && { location }),
    ...(passphrase !== undefined && { passphrase }),
    ...(kind === 'certificate-file' && { file: subject }),
  };
}
