// Which numbers of a node grow as leaks do: made series, one number a round, a round every two seconds.
import { describe, expect, it } from 'vitest';
import { findingOfMeasure } from '../../../src/analyse/beam/findingOfMeasure';
import { MeasureTracker } from '../../../src/analyse/beam/measureTracker';
import type { Measure } from '../../../src/shared/model/beam/measure';
import { defaultThresholds } from '../../../src/shared/model/verdictThresholds';

const start = 1_790_000_000_000;
const roundMillis = 2000;

const measure = (kind: string, unit: Measure['unit'], value: number): Measure => ({
  kind,
  key: '<0.100.0>',
  value,
  unit,
  name: 'pool',
  process: null,
  other: '',
  otherProcess: null,
  isRemote: false,
  limit: unit === 'atoms' ? 1_048_576 : null,
});

function verdicts(kind: string, unit: Measure['unit'], values: readonly (number | null)[]) {
  const tracker = new MeasureTracker();
  let said = tracker.judge(defaultThresholds);
  for (const [round, value] of values.entries()) {
    const measures = value === null ? [] : [measure(kind, unit, value)];
    tracker.observe(start + round * roundMillis, measures);
    said = tracker.judge(defaultThresholds);
  }
  return said;
}

const rounds = (count: number, value: (round: number) => number) => Array.from({ length: count }, (_, at) => value(at));
const wave = (round: number) => Math.abs(Math.sin(round * 1.3));

it('what comes in a batch or two when a node starts is nothing', () => {
  const channels = [258, 1708, 3057, 3057, 3057, 3057, 3057, 3057, 3057, 3057, 3057, 3057];
  const counted = [1000, 2000, 2709, 2709, 2709, 2709, 2709, 2709];
  for (const values of [channels, counted]) {
    for (let count = 1; count <= values.length; count += 1) {
      expect(verdicts('process-growth', 'processes', values.slice(0, count))).toEqual([]);
    }
  }
});

describe('a leak', () => {
  it.each<[string, string, Measure['unit'], (round: number) => number]>([
    ['of monitors', 'monitor-leak', 'monitors', (at) => 20 + at * 40],
    ['of processes', 'process-growth', 'processes', (at) => at * 3],
    ['of messages', 'mailbox-growth', 'messages', (at) => at * 200],
    ['of binaries, between collections', 'binary-growth', 'bytes', (at) => at * 400_000 + wave(at) * 5000],
    ['of a table', 'ets-growth', 'bytes', (at) => 65_536 + at * 90_000],
    ['of atoms', 'atom-growth', 'atoms', (at) => 9000 + at * 50],
    [
      'of atoms, beside many more that came with the start',
      'atom-growth',
      'atoms',
      (at) => (at === 0 ? 9000 : 13_000) + at * 30,
    ],
    ['of ports', 'port-growth', 'ports', (at) => at],
    ['of timers', 'timer-growth', 'bytes', (at) => 3_000_000 + at * 40_000 + wave(at) * 2000],
    ['of timers of the timer server', 'timer-growth', 'timers', (at) => at * 40],
    ['of a state, by what collections left of it', 'state-growth', 'bytes', (at) => Math.floor(at / 3) * 300_000],
  ])('%s is probable within a minute', (_what, kind, unit, value) => {
    const [verdict] = verdicts(kind, unit, rounds(25, value));
    expect(verdict).toMatchObject({ confidence: 'probable', stands: false, fixedFrom: null });
    expect(verdict?.perMinute).toBeGreaterThan(0);
  });

  it('of a state is told by what is known of it: between two collections, which come ever more rarely, nobody knows more', () => {
    const tracker = new MeasureTracker();
    const collections = [0, 1, 2, 4, 6, 9, 13, 20];
    const collected = (round: number) => (collections.findLast((one) => one <= round) ?? 0) * 150_000;
    for (let round = 0; round < 30; round += 1) {
      const isOld = round > 0 && collected(round) === collected(round - 1);
      tracker.observe(start + round * roundMillis, [{ ...measure('state-growth', 'bytes', collected(round)), isOld }]);
    }
    expect(tracker.judge(defaultThresholds)).toMatchObject([{ confidence: 'probable', stands: false }]);
  });

  it('that began late is told from then on', () => {
    const [verdict] = verdicts(
      'monitor-leak',
      'monitors',
      rounds(40, (at) => Math.max(10, (at - 15) * 30)),
    );
    expect(verdict).toMatchObject({ confidence: 'probable', before: 10 });
  });

  it('that stopped stands, and is fixed when it is gone', () => {
    const grown = rounds(25, (at) => at * 40);
    const stands = verdicts('monitor-leak', 'monitors', [...grown, ...rounds(15, () => 960)]);
    expect(stands).toMatchObject([{ confidence: 'probable', stands: true }]);
    const gone = verdicts('monitor-leak', 'monitors', [...grown, ...rounds(3, () => 960), 5, 5]);
    expect(gone).toMatchObject([{ fixedFrom: 960 }]);
    const ended = verdicts('monitor-leak', 'monitors', [...grown, null]);
    expect(ended).toMatchObject([{ fixedFrom: 960, measure: { value: 0 } }]);
  });
});

describe('what is healthy is not accused', () => {
  it.each<[string, string, Measure['unit'], readonly number[]]>([
    ['a pool that opens and stays', 'monitor-leak', 'monitors', rounds(40, (at) => Math.min(100, at * 20))],
    [
      'monitors of calls that are under way',
      'monitor-leak',
      'monitors',
      rounds(40, (at) => 40 + Math.round(wave(at) * 30)),
    ],
    ['a queue that drains', 'mailbox-growth', 'messages', rounds(40, (at) => 1500 - (at % 4) * 490)],
    ['a queue that fills and drains slowly', 'mailbox-growth', 'messages', rounds(60, (at) => (at % 12) * 200)],
    ['connections that come once', 'process-growth', 'processes', rounds(40, (at) => (at < 2 ? 0 : 5000))],
    ['a process for each request', 'process-growth', 'processes', rounds(40, (at) => 50 + Math.round(wave(at) * 20))],
    ['a cache that is full', 'ets-growth', 'bytes', rounds(40, (at) => Math.min(800_000, 100_000 + at * 100_000))],
    ['binaries that collections free', 'binary-growth', 'bytes', rounds(40, (at) => (at % 5) * 4_000_000)],
    [
      'atoms of modules that are loaded at first',
      'atom-growth',
      'atoms',
      rounds(40, (at) => 9000 + Math.min(at, 5) * 300),
    ],
    ['timers that are cancelled', 'timer-growth', 'bytes', rounds(40, (at) => 3_000_000 + wave(at) * 90_000)],
    ['a state that is full', 'state-growth', 'bytes', rounds(40, (at) => Math.min(2_500_000, at * 400_000))],
    ['a state with old garbage', 'state-growth', 'bytes', rounds(40, (at) => 2_000_000 + (at % 8) * 500_000)],
    ['a handful of ports', 'port-growth', 'ports', rounds(40, (at) => 5 + (at % 3))],
  ])('%s', (_what, kind, unit, values) => {
    const accused = verdicts(kind, unit, values).filter(({ confidence }) => confidence === 'probable');
    expect(accused).toEqual([]);
  });
});

describe('a finding', () => {
  const evicts = { kind: 'evicts', keeper: 'seen', limit: '', made: null } as const;
  const place = {
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

  it('keeps its id over edits elsewhere, and has the time to the limit in its evidence', () => {
    const [verdict] = verdicts(
      'atom-growth',
      'atoms',
      rounds(25, (at) => 9000 + at * 50),
    );
    const site = { function: 'shop:name/1', file: '/ws/shop.erl', line: 12, path: '/ws/shop.erl' };
    const finding = findingOfMeasure(verdict!, { ...place, site, lineInFunction: 2 }, start);
    expect(finding).toMatchObject({ id: 'atom-growth:shop:name/1:+2', confidence: 'probable', site });
    const left = finding?.evidence.find(({ name }) => name === 'minutes-to-limit');
    expect(left?.value).toBeCloseTo((1_048_576 - 10_200) / 1500, 0);
  });

  it('of a table that the source also empties is no more than possible', () => {
    const [verdict] = verdicts(
      'ets-growth',
      'bytes',
      rounds(25, (at) => at * 90_000),
    );
    expect(findingOfMeasure(verdict!, { ...place, bound: evicts }, start)?.confidence).toBe('possible');
  });

  it('of a table that the source also empties, and that grows ever slower, is nothing', () => {
    // A cache of a busy machine, each six seconds.
    const sizes = [0.36, 0.62, 0.95, 1.3, 1.6, 1.8, 1.95, 2.1, 2.2, 2.25];
    const [verdict] = verdicts(
      'ets-growth',
      'bytes',
      sizes.flatMap((size) => [size, size, size]).map((size) => size * 1_000_000),
    );
    expect(findingOfMeasure(verdict!, place, start)?.confidence).toBe('probable');
    expect(findingOfMeasure(verdict!, { ...place, bound: evicts }, start)).toBeNull();
  });

  it('of a table that the source also empties, and that is full, is nothing', () => {
    const [verdict] = verdicts(
      'ets-growth',
      'bytes',
      rounds(45, (at) => Math.min(at, 25) * 90_000),
    );
    expect(findingOfMeasure(verdict!, place, start)?.rate).toBeNull();
    expect(findingOfMeasure(verdict!, { ...place, bound: evicts }, start)).toBeNull();
  });
});
