import { afterAll, describe, expect, it } from 'vitest';
import { profileReports } from '../../../src/analyse/reports/profileReports';
import { hasPprof, pprofTop, pprofTraces } from '../../support/go/goPprof';
import { makeProfile } from './madeProfiles';
import { madeCases } from './madeCases';
import { fixtures, openProfile, pattern, printedName, ProfileFolder, question, scope, sorted } from './oracle';

const folder = new ProfileFolder();
afterAll(() => folder[Symbol.dispose]());

const profiles = [
  openProfile(`${fixtures}/profiles/heap.pb.gz`, 'heap'),
  openProfile(`${fixtures}/profiles/threadcreate.pb.gz`, 'threadcreate'),
  openProfile(`${fixtures}/programs/shapes/recorded/goroutine.pb.gz`, 'every kind of wait'),
  ...Object.entries(madeCases).map(([name, made]) => ({ ...folder.write(makeProfile(made)), name })),
];

const filters: readonly (readonly [focus: string, ignore: string])[] = [
  ['main', ''],
  ['', 'main'],
  ['net/http', 'main\\.'],
  ['(?i)STORE\\.go$', ''],
  ['^main\\.main$', 'router|leak'],
  ['libc', ''],
  ['', '/usr/bin/service$'],
  ['no such thing at all', ''],
];

describe.skipIf(!hasPprof())('focus and ignore choose what pprof chooses (skipped without Go)', () => {
  describe.each(profiles)('$name', (profile) => {
    it.each(filters)('focus "%s", ignore "%s"', (focus, ignore) => {
      const sample = profile.profile.sampleTypes.length - 1;
      const asked = scope(sample, {
        focus: focus === '' ? null : pattern(focus),
        ignore: ignore === '' ? null : pattern(ignore),
      });
      const theirs = question(profile, sample, [`-focus=${focus}`, `-ignore=${ignore}`]);
      const ours = profileReports.top(profile.profile, asked, 'function');
      const rows = ours.rows.map((row) => ({ name: printedName(row, 'function'), flat: row.flat, cum: row.cum }));
      const top = pprofTop(theirs);
      expect(ours.total).toBe(top.total);
      expect(sorted(rows)).toEqual(sorted(top.rows.map(({ name, flat, cum }) => ({ name, flat, cum }))));
      const stacks = [...profileReports.stacks(profile.profile, asked).samples];
      expect(stacks.map(({ values }) => values[sample])).toEqual(pprofTraces(theirs).map(({ value }) => value));
    });
  });
});

describe('a name that a person copies from a report', () => {
  const symbol = 'gopkg.in/natefinch/lumberjack%2ev2.(*Logger).millRun';

  it.each([
    'lumberjack.v2',
    'lumberjack\\.v2\\.',
    'lumberjack%2ev2',
    '^gopkg.in/natefinch/lumberjack.v2.\\(\\*Logger\\)',
  ])('%s finds the symbol that the linker has escaped', (source) => {
    expect(pattern(source).test(symbol)).toBe(true);
  });

  it('finds no more than that', () => {
    expect(pattern('lumberjack.v3').test(symbol)).toBe(false);
  });
});
