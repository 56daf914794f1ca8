import { describe, expect, it } from 'vitest';
import { profileReports } from '../../../src/analyse/reports/profileReports';
import { hasPprof, pprofTop } from '../../support/goPprof';
import { printedName, question, recordedProfiles, scope, sorted } from './oracle';

const marks = { none: '', all: 'inline', some: 'partial-inline' } as const;

describe.skipIf(!hasPprof())('top equals go tool pprof -top (skipped without Go)', () => {
  for (const recorded of recordedProfiles()) {
    for (const [sample, { type }] of recorded.profile.sampleTypes.entries()) {
      it.each(['function', 'line'] as const)(`${recorded.name}, ${type}, by %s`, (by) => {
        const ours = profileReports.top(recorded.profile, scope(sample), by);
        const theirs = pprofTop(question(recorded, sample, by === 'line' ? ['-lines'] : []));
        const shown = ours.inlineMarks(ours.rows.length);
        const rows = ours.rows.map((row, at) => ({
          name: printedName(row, by),
          flat: row.flat,
          cum: row.cum,
          mark: marks[shown[at] ?? 'none'],
        }));
        expect(ours.total).toBe(theirs.total);
        expect(sorted(rows)).toEqual(sorted(theirs.rows));
      });
    }
  }
});
