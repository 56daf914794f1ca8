import { describe, it } from 'vitest';
import { hasPprof } from '../../support/go/goPprof';
import { recordedProfiles } from './oracle';
import { expectSameTop } from './sameReports';

describe.skipIf(!hasPprof())('top equals go tool pprof -top (skipped without Go)', () => {
  for (const opened of recordedProfiles()) {
    for (const [sample, { type }] of opened.profile.sampleTypes.entries()) {
      it.each(['function', 'line'] as const)(`${opened.name}, ${type}, by %s`, (by) => {
        expectSameTop({ opened, sample }, by);
      });
    }
  }
});
