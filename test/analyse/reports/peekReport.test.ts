import { describe, expect, it } from 'vitest';
import { profileReports } from '../../../src/analyse/reports/profileReports';
import type { Neighbour } from '../../../src/shared/report';
import { hasPprof, pprofPeek } from '../../support/goPprof';
import { pattern, question, recordedProfiles, scope, sorted } from './oracle';

const pairs = (neighbours: readonly Neighbour[]) =>
  neighbours.map(({ function: name, value }) => JSON.stringify([name, value])).sort();

describe.skipIf(!hasPprof())('peek equals go tool pprof -peek (skipped without Go)', () => {
  for (const recorded of recordedProfiles()) {
    for (const [sample, { type }] of recorded.profile.sampleTypes.entries()) {
      it.skipIf(profileReports.peek(recorded.profile, scope(sample), pattern('')).rows.length === 0)(
        `${recorded.name}, ${type}`,
        () => {
          const ours = profileReports.peek(recorded.profile, scope(sample), pattern('.'));
          const theirs = pprofPeek(question(recorded, sample), '.');
          const plain = ours.rows.map((row) => [
            row.function,
            row.flat,
            row.cum,
            pairs(row.callers),
            pairs(row.callees),
          ]);
          const asked = theirs.map((row) => [
            row.name,
            row.flat,
            row.cum,
            row.callers.map((edge) => JSON.stringify(edge)).sort(),
            row.callees.map((edge) => JSON.stringify(edge)).sort(),
          ]);
          expect(sorted(plain)).toEqual(sorted(asked));
        },
      );
    }
  }
});
