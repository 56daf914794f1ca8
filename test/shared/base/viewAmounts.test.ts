// Amounts in the unit that a person chose, as pprof says them with -unit.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { saidAmount, viewAmount } from '../../../src/shared/base/profileAmounts';
import { unitForAll, unitsOf } from '../../../src/shared/base/shownUnits';
import { hasPprof } from '../../support/go/goPprof';
import { profileBytesFromText } from '../../support/profiles/profileText';

const head = (unit: string, shownIn: string, signed = false) => ({ sampleType: { type: 'x', unit }, shownIn, signed });

it.each([
  [79_089_664, 'bytes', '', '75.4 MB'],
  [79_089_664, 'bytes', 'kB', '77,236.00 KB'],
  [79_089_664, 'bytes', 'MB', '75.43 MB'],
  [79_089_664, 'bytes', 'B', '79,089,664 B'],
  [-79_089_664, 'bytes', 'GB', '-0.07 GB'],
  [-1024, 'bytes', 'GB', '0.00 GB'],
  [1_500_000, 'nanoseconds', 'ms', '1.50 ms'],
  [1_500_000, 'nanoseconds', 'us', '1,500.00 µs'],
  [5_400_000_000_000, 'nanoseconds', 'hrs', '1.50 h'],
  // What is counted has no such unit.
  [1204, 'count', 'MB', '1,204'],
  [1_500_000, 'nanoseconds', 'MB', '1.50 ms'],
  [12, 'constructor', 'MB', '12 constructor'],
])('%d %s in “%s” is %s', (value, unit, shownIn, text) => {
  expect(viewAmount(head(unit, shownIn), value)).toBe(text);
});

it.each([
  [1, 999, 'bytes', 'B'],
  [10, 5000, 'bytes', 'B'],
  [20, 5000, 'bytes', 'kB'],
  [512, 80_000_000, 'bytes', 'kB'],
  [600_000, 80_000_000, 'bytes', 'MB'],
  [0, 80_000_000, 'bytes', 'MB'],
  [0, 0, 'bytes', 'B'],
  [10_000_000, 30_000_000_000, 'nanoseconds', 's'],
  [1, 1000, 'count', ''],
])('suits amounts from %d to %d %s: %s', (least, total, unit, name) => {
  expect(unitForAll(least, total, unit)).toBe(name);
});

it('has a sign in a difference alone', () => {
  expect(saidAmount(head('bytes', 'kB', true), 2048)).toBe('+2.00 KB');
  expect(saidAmount(head('bytes', 'kB', true), -2048)).toBe('-2.00 KB');
  expect(saidAmount(head('bytes', 'kB'), 2048)).toBe('2.00 KB');
});

it.skipIf(!hasPprof()).each(['bytes', 'nanoseconds'])('says %s as pprof does, in each unit', (unit) => {
  const folder = mkdtempSync(join(tmpdir(), 'leaklens-units-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'profile.pb');
  const value = 7_654_321_987_654;
  const sampleTypes = [{ type: 'what', unit }];
  writeFileSync(file, profileBytesFromText(`main.leak;main.main ${String(value)}`, { sampleTypes }));
  for (const { name } of unitsOf(unit)) {
    const printed = execFileSync('go', ['tool', 'pprof', '-top', `-unit=${name}`, file], { encoding: 'utf8' });
    const theirs = /^\s*([\d.]+)(\w+) .* main\.leak$/m.exec(printed);
    expect(theirs?.[2]).toBe(name);
    const [ours = ''] = viewAmount(head(unit, name), value).split(' ');
    expect(Number(ours.replaceAll(',', ''))).toBe(Number(theirs?.[1]));
  }
});
