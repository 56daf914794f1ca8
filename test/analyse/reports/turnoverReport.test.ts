import { describe, expect, it } from 'vitest';
import { profileReports } from '../../../src/analyse/reports/profileReports';
import type { Profile } from '../../../src/shared/model/profile';
import type { Grouping } from '../../../src/shared/model/report/report';
import { profileFromText, type ProfileTextOptions } from '../../support/profiles/profileText';

const MB = 2 ** 20;
const second = 1_000_000_000n;

/** Lines of `function@place`, alloc_objects, alloc_space, inuse_objects, inuse_space, all in thousands or MB. */
function heap(lines: readonly (readonly [string, number, number, number, number])[], options: ProfileTextOptions = {}) {
  const text = lines
    .map(
      ([frame, came, cameMB, held, heldMB]) => `${frame} ${came * 1000} ${cameMB * MB} ${held * 1000} ${heldMB * MB}`,
    )
    .join('\n');
  return profileFromText(text, { periodType: { type: 'space', unit: 'bytes' }, period: 512 * 1024, ...options });
}

function turnoverOf(
  profile: Profile,
  { base = null, name = 'inuse_space', by = 'function' }: { base?: Profile | null; name?: string; by?: Grouping } = {},
) {
  const sample = profileReports.selectSample(profile, name);
  const subtracted = base === null ? null : { profile: base, total: 'differences' as const };
  const scope = { focus: null, ignore: null, sample, base: subtracted };
  const { rows } = profileReports.top(profile, scope, by);
  const told = profileReports.turnover(profile, scope, by, rows);
  return (
    told &&
    Object.fromEntries(rows.map(({ function: row, line }, at) => [line === 0 ? row : `${row}:${line}`, told[at]]))
  );
}

describe('What came and went on a row of a heap profile', () => {
  const leak = ['main.keep@/a.go:3', 400, 400, 400, 400] as const;
  const cache = ['main.fill@/a.go:9', 900, 900, 90, 90] as const;

  it('is told since the process began where there is one profile, and how long it is kept is not', () => {
    expect(turnoverOf(heap([leak, cache]))).toEqual({
      'main.keep': { allocated: 400 * MB, freed: 0, livesMillis: null },
      'main.fill': { allocated: 900 * MB, freed: 810 * MB, livesMillis: null },
    });
  });

  it('is told in objects where the column counts those', () => {
    expect(turnoverOf(heap([cache]), { name: 'inuse_objects' })).toEqual({
      'main.fill': { allocated: 900_000, freed: 810_000, livesMillis: null },
    });
  });

  it('is told of what came between two profiles, with how long it is kept where it goes again', () => {
    const base = heap(
      [
        ['main.keep', 100, 100, 100, 100],
        ['main.fill', 300, 300, 90, 90],
      ],
      { timeNanos: 10n * second },
    );
    const profile = heap([leak, cache], { timeNanos: 70n * second });
    expect(turnoverOf(profile, { base, name: 'alloc_space' })).toEqual({
      'main.keep': { allocated: 300 * MB, freed: 0, livesMillis: null },
      // 90 MB in use, and 600 MB in a minute: nine seconds each.
      'main.fill': { allocated: 600 * MB, freed: 600 * MB, livesMillis: 9000 },
    });
  });

  it('is not told of a row that too few samples were taken of, nor against another process', () => {
    const few = ['main.rare', 4, 4, 4, 4] as const;
    expect(turnoverOf(heap([few]))).toEqual({ 'main.rare': null });
    const earlier = heap([['main.keep', 900, 900, 500, 500]]);
    expect(turnoverOf(heap([leak]), { base: earlier })).toEqual({ 'main.keep': null });
  });

  it('tells lines of one function apart', () => {
    const profile = heap([
      ['main.keep@/a.go:3', 100, 100, 100, 100],
      ['main.keep@/a.go:4', 100, 100, 0, 0],
    ]);
    expect(turnoverOf(profile, { by: 'line', name: 'alloc_space' })).toEqual({
      'main.keep:3': { allocated: 100 * MB, freed: 0, livesMillis: null },
      'main.keep:4': { allocated: 100 * MB, freed: 100 * MB, livesMillis: null },
    });
  });

  it('is not told of a profile that counts nothing as allocated', () => {
    expect(turnoverOf(profileFromText('main.keep 4 4096'))).toBeNull();
  });
});
