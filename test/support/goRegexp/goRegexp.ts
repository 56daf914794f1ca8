// Go's own regular expressions as the oracle of those that the command line takes.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { repositoryRoot } from '../paths';

export interface RegexpQuestion {
  readonly pattern: string;
  readonly texts: readonly string[];
}

export interface RegexpAnswer {
  /** In Go's words; empty for a valid expression. */
  readonly problem: string;
  /** One for each text, none for an expression that is not valid. */
  readonly matches: readonly boolean[];
}

/** @throws Error with Go's own words */
export function askGo(questions: readonly RegexpQuestion[]): readonly RegexpAnswer[] {
  const input = questions.map((question) => `${JSON.stringify(question)}\n`).join('');
  const cwd = join(repositoryRoot, 'test/support/goRegexp');
  const run = spawnSync('go', ['run', '.'], { cwd, input, encoding: 'utf8', maxBuffer: 2 ** 28, timeout: 120_000 });
  if (run.status !== 0) throw new Error(run.stderr);
  return run.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as RegexpAnswer);
}
