import { afterAll, describe, expect, it } from 'vitest';
import { profileReports } from '../../../src/analyse/reports/profileReports';
import { hasPprof, pprofList, pprofPeek, pprofTop, pprofTraces } from '../../support/go/goPprof';
import { madeCases } from './madeCases';
import { makeProfile } from './madeProfiles';
import { pattern, printedName, ProfileFolder, question, scope, sorted } from './oracle';

const folder = new ProfileFolder();
afterAll(() => folder[Symbol.dispose]());

describe.skipIf(!hasPprof())('hand-made profiles, as pprof reports them (skipped without Go)', () => {
  describe.each(Object.entries(madeCases))('%s', (_name, made) => {
    const profile = folder.write(makeProfile(made));

    it.each(['function', 'line'] as const)('top by %s', (by) => {
      const ours = profileReports.top(profile.profile, scope(0), by);
      const theirs = pprofTop(question(profile, 0, by === 'line' ? ['-lines'] : []));
      const rows = ours.rows.map((row) => ({ name: printedName(row, by), flat: row.flat, cum: row.cum }));
      expect(ours.total).toBe(theirs.total);
      expect(sorted(rows)).toEqual(sorted(theirs.rows.map(({ name, flat, cum }) => ({ name, flat, cum }))));
    });

    it('inlining marks', () => {
      const ours = profileReports.top(profile.profile, scope(0), 'function');
      const marks = ours.inlineMarks(ours.rows.length).map((mark, at) => [ours.rows[at]?.function, mark]);
      const names = { '': 'none', inline: 'all', 'partial-inline': 'some' } as const;
      const theirs = pprofTop(question(profile, 0)).rows.map(({ name, mark }) => [name, names[mark]]);
      expect(sorted(marks)).toEqual(sorted(theirs));
    });

    it('peek', () => {
      const plain = profileReports.peek(profile.profile, scope(0), pattern('.')).rows.map((row) => ({
        name: row.function,
        flat: row.flat,
        cum: row.cum,
        callers: sorted(row.callers.map(({ function: name, value }) => [name, value])),
        callees: sorted(row.callees.map(({ function: name, value }) => [name, value])),
      }));
      const theirs = pprofPeek(question(profile, 0), '.');
      const asked = theirs.map((row) => ({ ...row, callers: sorted(row.callers), callees: sorted(row.callees) }));
      expect(sorted(plain)).toEqual(sorted(asked));
    });

    it('list', () => {
      const ours = profileReports.list(profile.profile, scope(0), pattern('.')).functions;
      const theirs = pprofList(question(profile, 0), '.');
      const sums = ours.map(({ function: name, file, flat, cum }) => [name, file, flat, cum]);
      expect(sums).toEqual(theirs.map(({ name, file, flat, cum }) => [name, file, flat, cum]));
    });

    it('stacks', () => {
      const ours = [...profileReports.stacks(profile.profile, scope(0)).samples];
      const theirs = pprofTraces(question(profile, 0));
      const stacks = ours.map(({ stack }) =>
        stack.map((frame) => `${printedName(frame, 'line')}${frame.inlined ? ' (inline)' : ''}`),
      );
      expect(ours.map(({ values }) => values[0])).toEqual(theirs.map(({ value }) => value));
      expect(stacks).toEqual(theirs.map(({ stack }) => stack));
    });
  });
});
