import { describe, it } from 'vitest';
import { hasPprof } from '../../support/go/goPprof';
import { recordedProfiles } from './oracle';
import { canPeek, expectSamePeek } from './sameReports';

describe.skipIf(!hasPprof())('peek equals go tool pprof -peek (skipped without Go)', () => {
  for (const opened of recordedProfiles()) {
    for (const [sample, { type }] of opened.profile.sampleTypes.entries()) {
      it.skipIf(!canPeek({ opened, sample }))(`${opened.name}, ${type}`, () => {
        expectSamePeek({ opened, sample });
      });
    }
  }
});
