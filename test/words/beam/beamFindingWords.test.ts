// What is said of a node's findings, on the line and in a list, while they grow and when they are over.
import { describe, expect, it } from 'vitest';
import { findingOfMeasure } from '../../../src/analyse/beam/findingOfMeasure';
import type { MeasureVerdict } from '../../../src/shared/model/beam/measure';
import { beamFindingWords as words } from '../../../src/words/beam/beamFindingWords';

const nowhere = {
  site: null,
  operation: '',
  lineInFunction: 0,
  related: [],
  bound: null,
  pattern: null,
  isOfLibrary: false,
  tagged: null,
};

const monitors = {
  ...({ kind: 'monitor-leak', key: '<0.9.0>', value: 1119, unit: 'monitors', name: 'pool', process: null } as const),
  ...{ other: 'ledger', otherProcess: null, isRemote: false, limit: null },
};

function finding(said: Partial<MeasureVerdict>) {
  const verdict: MeasureVerdict = {
    ...({
      measure: monitors,
      confidence: 'probable',
      before: 10,
      watchedSeconds: 60,
      perMinute: 296,
      lateShare: 1,
    } as const),
    ...{ rounds: 12, firstSeenMillis: 0, stands: false, fixedFrom: null, points: [] },
    ...{ standing: 'growing', sinceMillis: 0, steps: [] },
    ...said,
  };
  return findingOfMeasure(verdict, nowhere, 60_000)!;
}

describe('a leak of monitors', () => {
  it.each([
    ['that grows', {}, 'leak: 1,119 monitors · pool → ledger · ↑296/min', 'leak: 1,119 monitors'],
    [
      'that is only suspected',
      { confidence: 'possible' },
      'leak? 1,119 monitors · pool → ledger · ↑296/min',
      'leak? 1,119 monitors',
    ],
    ['that grows no more', { stands: true }, 'leak: 1,119 monitors · pool → ledger', 'leak: 1,119 monitors'],
    [
      'that is over',
      { fixedFrom: 1119, measure: { ...monitors, value: 0 } },
      'fixed: 1,119 monitors · pool → ledger',
      'fixed: 1,119 monitors',
    ],
  ] as const)('%s', (_what, said, ample, scarce) => {
    expect([words.hint(finding(said), 'ample'), words.hint(finding(said), 'scarce')]).toEqual([ample, scarce]);
  });

  it('that is over is called fixed, with what there was and what is left', () => {
    const over = finding({ fixedFrom: 1119, measure: { ...monitors, value: 0 } });
    expect(words.title(over)).toBe('Fixed: 1,119 monitors · pool → ledger');
    expect(words.advice(over)).toBe('What was found here is gone.');
    expect(over.evidence.map((piece) => words.evidence(piece, over))).toEqual(['There were 1,119.', '0 are left.']);
  });
});

it('what the source bounds is called a cache that fills, and no leak', () => {
  const kept = {
    ...monitors,
    kind: 'state-growth',
    unit: 'bytes',
    value: 3_000_000,
    name: 'orders',
    other: '',
  } as const;
  const growing = { ...finding({ measure: kept, perMinute: 1_000_000 }) };
  const bound = { kind: 'cache', keeper: 'Recent', limit: '?MOST', made: null } as const;
  const filling = { ...growing, confidence: 'possible', bound } as const;
  expect(words.title(filling)).toBe('A cache that fills: 2.86 MB · orders · ↑977 KB/min');
  expect(words.hint(filling)).toBe('2.86 MB · a cache that fills');
  expect(words.advice(filling)).toContain('Recent is bounded by ?MOST');
  const evicting = { ...filling, bound: { ...bound, kind: 'evicts', limit: '' } } as const;
  expect(words.hint(evicting)).toBe('leak? 2.86 MB · ↑977 KB/min');
});

it('a known mistake is named with its own advice', () => {
  const known = { ...finding({}), pattern: 'request-without-response' };
  expect(words.pattern(known)).toBe('a send_request whose response nobody receives');
  expect(words.advice(known)).toMatch(/^The source shows a known mistake: a send_request .*\. Receive each response/);
  expect(words.cure(known)).toMatch(/^Receive each response/);
  expect(words.pattern({ ...known, pattern: 'of-another-version' })).toBeNull();
});
