// Advice that is wrong is worse than none: what LeakLens says to do about each mistake is done here, and nothing is left.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { patternAdvice } from '../../src/words/go/findings/patternWords';
import { repositoryRoot } from '../support/paths';
import { hasGo } from '../syntax/go/goPrograms';

interface Outcome {
  readonly pattern: string;
  readonly leaking: number;
  readonly mended: number;
}

/** Its library is not the standard one: test/services/field has a service with labels that have an end. */
const shownElsewhere = ['unbounded-labels'];

describe.runIf(hasGo)('the advice on each mistake', () => {
  it('leaves no goroutine, and no memory, where the mistake leaves some each time', () => {
    const run = spawnSync('go', ['run', '.'], { cwd: join(repositoryRoot, 'test/services/advice'), encoding: 'utf8' });
    const outcomes = JSON.parse(run.stdout) as Outcome[];
    expect([...outcomes.map(({ pattern }) => pattern), ...shownElsewhere].sort()).toEqual(
      Object.keys(patternAdvice).sort(),
    );
    expect(outcomes.filter(({ leaking }) => leaking < 20)).toEqual([]);
    // Of memory, what the last turn used may still be alive.
    expect(outcomes.filter(({ mended }) => mended > 1)).toEqual([]);
  });
});
