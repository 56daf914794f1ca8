import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { profileReports } from '../../../src/analyse/reports/profileReports';
import { hasPprof, pprofList } from '../../support/go/goPprof';
import { makeProfile } from './madeProfiles';
import { fixtures, pattern, ProfileFolder, question, scope } from './oracle';

const folder = new ProfileFolder();
afterAll(() => folder[Symbol.dispose]());

const file = join(fixtures, 'programs', 'shapes', 'waits.go');

describe.skipIf(!hasPprof())('the lines of a listing are those of pprof -list (skipped without Go)', () => {
  it.each([
    ['the start of the function is known', 20],
    ['the start is not known', 0],
  ])('when %s', (_name, startLine) => {
    const made = makeProfile({
      functions: [{ name: 'main.leak', file, startLine }],
      locations: [{ lines: [[1, 31]] }, { lines: [[1, 26]] }, { lines: [[1, 3]] }],
      samples: [
        { stack: [1, 2], values: [10] },
        { stack: [2], values: [3] },
        { stack: [2, 3], values: [0] },
      ],
    });
    const opened = folder.write(made);
    const [ours] = profileReports.list(opened.profile, scope(0), pattern('leak')).functions;
    const [theirs] = pprofList(question(opened, 0), 'leak');
    const costs = theirs?.lines.filter(({ flat, cum }) => flat !== 0 || cum !== 0);
    expect(ours?.lines).toEqual(costs?.map(({ line, flat, cum }) => ({ line, flat, cum })));
    expect([ours?.firstLine, ours?.lastLine]).toEqual([theirs?.lines[0]?.line, theirs?.lines.at(-1)?.line]);
  });
});
