import { expect, it } from 'vitest';
import { verdictChanges } from '../../../src/engine/findings/verdictChanges';
import type { Finding } from '../../../src/shared/model/finding';
import { leak } from './builders';

const possible = leak({ confidence: 'possible' });
const course = { sinceMillis: 0, toldBy: null, steps: [] } as const;
const withdrawn = leak({ confidence: 'possible', course: { ...course, standing: 'withdrawn', doubt: 'turnover' } });
const explained = leak({ confidence: 'info' });

it.each<[what: string, before: Finding[], after: Finding[], RegExp | null]>([
  ['comes', [], [possible], /^goroutine-leak at gateway\.go:38: possible: \d+ goroutines/],
  ['becomes surer', [possible], [leak()], /^goroutine-leak at gateway\.go:38: possible → probable: \d+ goroutines/],
  ['is taken back, with the doubt', [leak()], [withdrawn], /: probable → withdrawn: .*doubt: turnover$/],
  ['is fixed', [leak()], [leak({ status: 'fixed' })], /: probable → fixed: /],
  ['is gone', [leak()], [], /: probable → gone: nothing of it is seen any more$/],
  ['stays, whatever its number', [leak()], [leak({ amount: { value: 999, unit: 'goroutines' } })], null],
  ['explains numbers', [], [explained], null],
  ['was fixed and is not told any more', [leak({ status: 'fixed' })], [], null],
])('of a verdict that %s the log says so, or nothing', (_what, before, after, line) => {
  const changes = verdictChanges(before, after);
  if (line === null) expect(changes).toEqual([]);
  else expect(changes).toEqual([expect.stringMatching(line)]);
});
