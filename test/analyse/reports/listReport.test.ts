import { describe, expect, it } from 'vitest';
import { profileReports } from '../../../src/analyse/reports/profileReports';
import { hasPprof, pprofList } from '../../support/go/goPprof';
import { pattern, question, recordedProfiles, scope } from './oracle';

describe.skipIf(!hasPprof())('list equals go tool pprof -list (skipped without Go)', () => {
  for (const recorded of recordedProfiles()) {
    for (const [sample, { type }] of recorded.profile.sampleTypes.entries()) {
      it.skipIf(profileReports.list(recorded.profile, scope(sample), pattern('.')).functions.length === 0)(
        `${recorded.name}, ${type}: functions with their sums`,
        () => {
          const ours = profileReports.list(recorded.profile, scope(sample), pattern('.'));
          const theirs = pprofList(question(recorded, sample), '.');
          const sums = ours.functions.map(({ function: name, file, flat, cum }) => [name, file, flat, cum]);
          expect(sums).toEqual(theirs.map(({ name, file, flat, cum }) => [name, file, flat, cum]));
        },
      );
    }
  }
});
