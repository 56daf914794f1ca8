import { dirname } from 'node:path';
import { LeakLensError } from '../../shared/model/errors';
import type { CheckedPackage, CheckedTests, TestLeak, TestPlace } from '../../shared/model/tests/testProfile';
import type { CheckGoTests } from '../../shared/ports/checkGoTests';
import type { GoTestOutput } from '../../shared/ports/goTestOutput';
import { runAloud, type AloudResult } from '../processes/runAloud';
import { isForRuns, timeoutFlags } from './profileArguments';
import { goProgram, withGoFirst } from './testProfiles';

export interface CheckGoTestsParts {
  /** Path of the command line's script. */
  readonly commandLine: string;
  readonly readOutput: GoTestOutput;
}

/** Of the command line's answer, characters; thousands of findings. */
const keptCharacters = 16 * 1024 * 1024;

/** What the command line answers, as far as it is of use here (`cli/tests/testJson.ts`). */
interface Answer {
  readonly status: number | null;
  readonly packages: readonly {
    readonly package: string;
    readonly state: string;
    readonly findings: readonly AnsweredFinding[];
  }[];
}

interface AnsweredFinding extends Pick<TestLeak, 'id' | 'kind' | 'confidence' | 'title' | 'advice'> {
  readonly site: AnsweredSite | null;
  readonly related: readonly (AnsweredSite & { readonly role: string })[];
  readonly ignored: boolean;
}

interface AnsweredSite {
  readonly path: string | null;
  readonly line: number;
  readonly function: string;
}

/** Has the command line run them: a process of its own, whose memory is given back when it ends. */
export function createCheckGoTests({ commandLine, readOutput }: CheckGoTestsParts): CheckGoTests {
  return async ({ path, test, setup }, write, signal) => {
    const environment = withGoFirst(setup, await goProgram(setup));
    const chosen = test === null ? [] : [`-run=^${test}$`];
    const flags = [...timeoutFlags(setup), ...setup.flags.filter(isForRuns)];
    const args = [commandLine, 'test', '--format', 'json', ...flags, ...chosen, '.'];
    const told = (text: string, stream: 'stdout' | 'stderr') => stream === 'stderr' && write(text);
    const ended = await runAloud(
      process.execPath,
      args,
      { directory: dirname(path), environment, kept: keptCharacters, write: (...said) => void told(...said) },
      signal,
    );
    const subject = test ?? 'go test';
    if (signal.aborted) throw new LeakLensError({ kind: 'cancelled', subject, detail: 'cancelled' });
    const checked = checkedIn(ended);
    if (checked?.packages.some(({ isLookedAt }) => isLookedAt) === true) return checked;
    const { stderr } = ended;
    const { fault } = readOutput({ name: subject, isBenchmark: false, status: ended.code, stdout: stderr, stderr });
    const { kind, detail } = fault ?? { kind: 'no-tests', detail: 'no tests to run' };
    throw new LeakLensError({ kind: 'go-test', subject, detail, goTest: kind });
  };
}

/** Null where it has no answer. */
function checkedIn({ stdout }: AloudResult): CheckedTests | null {
  let answer: Answer;
  try {
    answer = JSON.parse(stdout) as Answer;
  } catch {
    return null;
  }
  return { hasFailed: answer.status !== 0, packages: answer.packages.map(checkedPackage) };
}

function checkedPackage({ package: name, state, findings }: Answer['packages'][number]): CheckedPackage {
  const shown = findings.filter(({ ignored, confidence }) => !ignored && confidence !== 'info');
  return { name, isLookedAt: state === 'ended', leaks: shown.map(leakOf) };
}

function leakOf({ id, kind, confidence, title, advice, site, related }: AnsweredFinding): TestLeak {
  const others = related.flatMap(({ role, ...one }) => {
    const place = placeOf(one);
    return place === null ? [] : [{ ...place, role }];
  });
  return { id, kind, confidence, title, advice, place: site === null ? null : placeOf(site), related: others };
}

function placeOf({ path, line, function: name }: AnsweredSite): TestPlace | null {
  return path === null ? null : { path, line, function: name };
}
