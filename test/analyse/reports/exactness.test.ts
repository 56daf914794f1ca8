import { afterAll, describe, expect, it } from 'vitest';
import { profileReports } from '../../../src/analyse/reports/profileReports';
import { profileFromText } from '../../support/profiles/profileText';
import { makeProfile, type MadeProfile } from './madeProfiles';
import { pattern, ProfileFolder, scope } from './oracle';

const folder = new ProfileFolder();
afterAll(() => folder[Symbol.dispose]());

const largest = 2n ** 63n - 1n;

/** Two functions under main, recursion in one of them. */
function withValues(...values: readonly (number | bigint)[]): MadeProfile {
  return {
    functions: [{ name: 'main.a' }, { name: 'main.b' }, { name: 'main.main' }],
    locations: [{ lines: [[1, 1]] }, { lines: [[2, 2]] }, { lines: [[3, 3]] }],
    samples: values.map((value, at) => ({ stack: at % 2 === 0 ? [1, 3] : [2, 2, 3], values: [value] })),
  };
}

function topOf(...values: readonly (number | bigint)[]) {
  const report = profileReports.top(folder.write(makeProfile(withValues(...values))).profile, scope(0), 'function');
  return { total: report.total, rows: report.rows.map(({ function: name, flat, cum }) => [name, flat, cum]) };
}

describe('sums beyond 2^53 are exact', () => {
  it('of values that each fit a double, when the sum does not', () => {
    const half = 2 ** 52 + 1;
    expect(topOf(half, half, half)).toEqual({
      total: 3n * BigInt(half),
      rows: [
        ['main.a', 2n * BigInt(half), 2n * BigInt(half)],
        ['main.b', half, half],
        ['main.main', 0, 3n * BigInt(half)],
      ],
    });
  });

  it('of values that no double holds', () => {
    const value = 2n ** 60n + 1n;
    expect(topOf(value, 3)).toEqual({
      total: value + 3n,
      rows: [
        ['main.a', value, value],
        ['main.b', 3, 3],
        ['main.main', 0, value + 3n],
      ],
    });
  });

  it('of the largest and the least int64', () => {
    expect(topOf(largest, -largest)).toEqual({
      total: 2n * largest,
      rows: [
        ['main.a', largest, largest],
        ['main.b', -largest, -largest],
      ],
    });
  });

  it('as numbers again, where what is left fits', () => {
    const value = 2n ** 60n + 1n;
    expect(topOf(value, 0, 5n - value)).toEqual({
      total: 2n * value - 5n,
      rows: [
        ['main.a', 5, 5],
        ['main.main', 0, 5],
      ],
    });
  });

  it('along the edges of the call graph, and by line', () => {
    const value = 2n ** 60n + 1n;
    const { profile } = folder.write(makeProfile(withValues(value, 1, value)));
    const peek = profileReports.peek(profile, scope(0), pattern('main.main'));
    expect(peek.rows[0]?.callees.map(({ function: name, value: sum }) => [name, sum])).toEqual([
      ['main.a', 2n * value],
      ['main.b', 1],
    ]);
    const list = profileReports.list(profile, scope(0), pattern('main.a'));
    expect(list.functions[0]?.lines).toEqual([{ line: 1, flat: 2n * value, cum: 2n * value }]);
  });

  it('in the difference to a base', () => {
    const value = 2n ** 60n + 1n;
    const newer = folder.write(makeProfile(withValues(value + 7n)));
    const older = folder.write(makeProfile(withValues(value)));
    const report = profileReports.top(
      newer.profile,
      scope(0, { base: { profile: older.profile, total: 'differences' } }),
      'function',
    );
    expect(report.total).toBe(7);
    expect(report.rows.map(({ function: name, flat, cum }) => [name, flat, cum])).toEqual([
      ['main.a', 7, 7],
      ['main.main', 0, 7],
    ]);
  });

  it('in the values of a sample', () => {
    const { profile } = folder.write(makeProfile(withValues(largest, 1)));
    expect([...profileReports.stacks(profile, scope(0)).samples].map(({ values }) => values)).toEqual([[largest], [1]]);
  });
});

describe('the order of rows', () => {
  it('is by |flat|, then |cum|, then name', () => {
    const profile = profileFromText(`
      main.small;main.z 5
      main.negative;main.z -9
      main.same2;main.y 5
      main.same1;main.y 5
      main.same1;main.y;main.x 1
    `);
    const { rows } = profileReports.top(profile, scope(0), 'function');
    expect(rows.map(({ function: name, flat, cum }) => [name, flat, cum])).toEqual([
      ['main.negative', -9, -9],
      ['main.same1', 6, 6],
      ['main.same2', 5, 5],
      ['main.small', 5, 5],
      ['main.y', 0, 11],
      ['main.z', 0, -4],
      ['main.x', 0, 1],
    ]);
  });

  it('grouped by file, a file is one row whatever its functions', () => {
    const profile = profileFromText(`
      main.a@/src/a.go:1;main.b@/src/a.go:2;main.c@/src/c.go:3 5
      main.b@/src/a.go:2;main.c@/src/c.go:3 2
    `);
    expect(profileReports.top(profile, scope(0), 'file').rows).toEqual([
      { function: '', file: '/src/a.go', line: 0, flat: 7, cum: 7 },
      { function: '', file: '/src/c.go', line: 0, flat: 0, cum: 7 },
    ]);
  });
});

describe('the sample type', () => {
  const heap = profileFromText('main.main 1 2 3 4');
  const old = profileFromText('main.main 1 2', {
    sampleTypes: [
      { type: 'objects', unit: 'count' },
      { type: 'space', unit: 'bytes' },
    ],
  });

  it.each([
    [heap, null, 3],
    [heap, 'alloc_space', 1],
    [heap, '2', 2],
    [heap, '4', -1],
    [heap, '-1', -1],
    [heap, 'space', -1],
    [old, 'inuse_space', 1],
    [old, 'inuse_objects', 0],
    [profileFromText('main.main 1 2 3 4', { defaultSampleType: 'alloc_space' }), null, 1],
    [profileFromText('main.main 1 2 3 4', { defaultSampleType: 'no such type' }), null, 3],
  ])('%#: %s', (profile, name, expected) => {
    expect(profileReports.selectSample(profile, name)).toBe(expected);
  });
});
