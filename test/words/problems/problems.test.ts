// What an editor and a terminal say of each failure, and what they advise.
import { expect, it } from 'vitest';
import { problemLine } from '../../../src/cli/text/problemLine';
import { reportProblem } from '../../../src/lsp/reportProblem';
import type { ProblemKind } from '../../../src/shared/model/errors';
import { problemWords } from '../../../src/words/problems/problemWords';
import { archiveFailures } from './archiveFailures';
import { failures } from './failures';
import { gorefFailures } from './gorefFailures';
import { goTestFailures } from './goTestFailures';
import { nodeFailures } from './nodeFailures';

const seen = new Set<ProblemKind>();

it.each(
  [...failures, ...nodeFailures, ...archiveFailures, ...goTestFailures, ...gorefFailures].map(
    (failure) => [failure[0], failure] as const,
  ),
)('%s', async (_name, failure) => {
  const [, fail, message, editorStep, terminalStep = editorStep] = failure;
  const problem = await fail();
  seen.add(problem.kind);
  const said = problemWords.message(problem);
  expect(said.replace(problem.subject, 'AT')).toEqual(
    typeof message === 'string' ? message : expect.stringMatching(message),
  );
  expect(reportProblem(problem, problemWords)).toMatchObject({ message: said, nextStep: editorStep });
  expect(problemLine(problem, 'watch', problemWords)).toBe(`${said} ${terminalStep}`);
});

/** By the compiler's word: a new kind has to be added here. */
const kinds: Readonly<Record<ProblemKind, true>> = {
  'bad-url': true,
  refused: true,
  'unknown-host': true,
  timeout: true,
  tls: true,
  'other-protocol': true,
  unauthorized: true,
  forbidden: true,
  'no-pprof': true,
  'unknown-profile': true,
  'html-instead-of-profile': true,
  'http-status': true,
  'too-large': true,
  'cut-off': true,
  network: true,
  redirected: true,
  proxy: true,
  'several-processes': true,
  'certificate-file': true,
  kubectl: true,
  archive: true,
  erlang: true,
  'go-test': true,
  goref: true,
  untrusted: true,
  cancelled: true,
  unreadable: true,
  store: true,
  'not-found': true,
  defect: true,
};

it('no kind of failure is left out', () => {
  expect([...seen].sort()).toEqual(Object.keys(kinds).sort());
});
