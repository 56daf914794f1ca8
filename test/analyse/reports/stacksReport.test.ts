import { describe, it } from 'vitest';
import { hasPprof } from '../../support/go/goPprof';
import { recordedProfiles } from './oracle';
import { expectSameStacks } from './sameReports';

describe.skipIf(!hasPprof())('stacks equal go tool pprof -traces (skipped without Go)', () => {
  for (const opened of recordedProfiles()) {
    for (const [sample, { type }] of opened.profile.sampleTypes.entries()) {
      it(`${opened.name}, ${type}`, () => {
        expectSameStacks({ opened, sample });
      });
    }
  }
});
