import type { Problem } from '../shared/model/errors';
import type { ProblemReport } from '../shared/wires/lspMessages';
import type { ProblemWords } from '../shared/ports/words/problemWords';
import { longestSentence } from '../shared/base/said/cutText';
import { messageText, plainText } from '../shared/base/said/plainText';
import { editorStep } from './editorStep';

/** A problem in a person's words: what went wrong where, and what to do next. */
export function reportProblem(problem: Problem, words: ProblemWords): ProblemReport {
  const { kind, subject, status, schemes, realm, tls, location, passphrase, erlang, archive, goTest } = problem;
  return {
    kind,
    message: messageText(words.message(problem), longestSentence),
    nextStep: messageText(editorStep(problem) ?? words.nextStep(problem) ?? '', longestSentence),
    ...(status !== undefined && { status }),
    ...(schemes !== undefined && { schemes }),
    ...(realm !== undefined && { realm: plainText(realm) }),
    ...(tls !== undefined && { tls }),
    ...(location !== undefined && { location: plainText(location, longestSentence) }),
    ...(passphrase !== undefined && { passphrase }),
    ...(erlang !== undefined && { erlang }),
    ...(archive !== undefined && { archive }),
    ...(goTest !== undefined && { goTest }),
    ...(kind === 'certificate-file' && { file: subject }),
  };
}
