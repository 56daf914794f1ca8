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
  startsLibrary: false,
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

describe('a process without a name', () => {
  const lists = { monitors: null, monitoredBy: null, binaryBytes: null, liveBytes: null, youngBytes: null };
  const worker = {
    ...{ pid: '<0.9.0>', name: '', stack: [], memory: 0, queue: 900, reductions: 0, ...lists },
    label: '{shop, 7}',
    initialCall: { module: 'worker', name: 'init', arity: 1 },
    ancestors: [
      { name: '<0.8.0>', call: { module: 'pool', name: 'init', arity: 1 } },
      { name: 'Elixir.Shop.Sup', call: null },
    ],
  };
  const about = { ...monitors, other: '', name: 'worker:init/1', process: worker } as const;
  const messages = { ...about, kind: 'mailbox-growth', value: 900, unit: 'messages' } as const;

  it('is told by what it calls itself, and by who started it', () => {
    const waiting = finding({ measure: messages, stands: true });
    expect(words.title(waiting)).toBe(
      'Mailbox growth: 900 messages wait for worker:init/1 ({shop, 7}), under Shop.Sup',
    );
    expect(words.row(waiting)).toBe('900 messages · {shop, 7}');
    // An id is that of the kind of process, not of one.
    expect(waiting.id).toBe('mailbox-growth:worker:init/1');
  });

  it('that is one of many is told by who started them', () => {
    const many = { ...about, kind: 'process-growth', unit: 'processes', key: 'worker:init/1' } as const;
    const growing = finding({ measure: many, stands: true });
    expect(words.title(growing)).toBe('Process growth: 1,119 processes of worker:init/1, under Shop.Sup');
    const [pool] = worker.ancestors;
    const unnamed = { ...many, process: { ...worker, ancestors: pool === undefined ? [] : [pool] } };
    expect(finding({ measure: unnamed }).startedBy).toBe('pool:init/1');
  });

  it('is told by its name where it has one', () => {
    const named = { ...messages, name: 'till', process: { ...worker, name: 'till' } };
    expect(words.title(finding({ measure: named, stands: true }))).toMatch(/wait for till \({shop, 7}\)$/);
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
