import { afterAll, describe, it } from 'vitest';
import { hasPprof } from '../../support/go/goPprof';
import { makeProfile } from './madeProfiles';
import { ProfileFolder } from './oracle';
import { randomProfile } from './randomProfiles';
import { expectSameReports } from './sameReports';

const folder = new ProfileFolder();
afterAll(() => folder[Symbol.dispose]());

const seeds = Array.from({ length: 25 }, (_, at) => at + 1);

describe.skipIf(!hasPprof())('profiles of any shape, as pprof reports them (skipped without Go)', () => {
  it.each(seeds)('seed %d', (seed) => {
    const older = folder.write(makeProfile(randomProfile(seed + 1_000_000)));
    expectSameReports(folder.write(makeProfile(randomProfile(seed))), older);
  });
});
