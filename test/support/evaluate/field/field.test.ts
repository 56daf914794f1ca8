// The field judges LeakLens as well, so it has to be judged: its table is whole, and its referee counts what it says it counts.
import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { hasGo } from '../../go/goService';
import { readOptions } from '../options';
import type { Tier } from '../score';
import { fieldSources } from './buildField';
import { changesOf, fallsOf, fieldBars } from './fieldBars';
import { wantedServices } from './checkField';
import { fieldTruthOf, readFieldTruth } from './fieldTruth';
import { mistakes } from './mistakes';
import { ReplayClock } from '../recorded/replayClock';
import type { FieldFinding } from './scoreField';
import { scoreField } from './scoreField';
import { tierStories, type TappedRound } from '../recorded/tappedRound';
import type { FieldWatch } from './watchField';

const truths = readFieldTruth(fieldSources);
const leaking = truths.flatMap((truth) => (truth.leak === null ? [] : [{ ...truth, leak: truth.leak }]));

const source = [
  'package main',
  '// load: /item?id={id} 3',
  '// quiet: 20s to 45s',
  '// leak: goroutine-leak started in database/sql, sync.',
  '\trows, err := db.QueryContext(ctx, query) // mistake: rows-not-closed',
  '\trows.Next() // mistake: rows-not-closed',
].join('\n');
const truth = fieldTruthOf('items', [{ name: 'main.go', text: source }]);
const healthy = fieldTruthOf('tiles', [{ name: 'main.go', text: '// load: /tile 5\n// fills: a cache' }]);

const repository = '/home/anna/shop';
const own = { function: 'main.item', file: `${repository}/items/main.go`, line: 5 };
const elsewhere = { function: 'main.main', file: `${repository}/items/main.go`, line: 30 };
const library = { function: 'database/sql.(*Rows).awaitDone', file: '/usr/local/go/src/database/sql/sql.go', line: 9 };

function says(finding: Partial<FieldFinding>): FieldFinding {
  return { kind: 'goroutine-leak', confidence: 'probable', site: library, related: [], ...finding };
}

const related = (place: typeof own): FieldFinding['related'][number] => ({ role: 'created-by', ...place });
const score = (...findings: FieldFinding[]) => scoreField(truth, findings, repository);

describe('the services', () => {
  it('are enough of each kind', () => {
    expect(leaking.length).toBeGreaterThanOrEqual(25);
    const inLibrary = leaking.filter(({ leak }) => leak.isStartedByLibrary);
    expect(inLibrary.length).toBeGreaterThanOrEqual(15);
    expect(truths.length - leaking.length).toBeGreaterThanOrEqual(25);
    expect(truths.filter(({ fills }) => fills).length).toBeGreaterThanOrEqual(8);
  });

  it('make every mistake of the list', () => {
    const made = new Set<string>(leaking.map(({ leak }) => leak.mistake));
    expect(Object.keys(mistakes).filter((mistake) => !made.has(mistake))).toEqual([]);
  });

  it('are each asked for something', () => {
    expect(truths.filter(({ load }) => load.length === 0).map(({ name }) => name)).toEqual([]);
    for (const { load } of truths) for (const plan of load) expect(plan).toMatch(/^\/\S+ \d+(\.\d+)?$/);
  });

  it('give away nothing by their names', () => {
    expect(truths.filter(({ name }) => /leak|grow|block|stuck|healthy/.test(name))).toEqual([]);
  });

  it.runIf(hasGo())('are formatted as Go is', () => {
    expect(execFileSync('gofmt', ['-l', fieldSources], { encoding: 'utf8' })).toBe('');
  });

  it('are picked by field/NAME', () => {
    const names = (only: string): string[] => wantedServices(readOptions(['--only', only])).map(({ name }) => name);
    expect(names('field/geo$')).toEqual(['geo']);
    expect(names('field').length).toBe(truths.length);
    expect(names('^geo')).toEqual([]);
  });
});

describe('the truth of a service', () => {
  it('is read from its marks', () => {
    expect(truth).toEqual({
      name: 'items',
      leak: {
        kind: 'goroutine-leak',
        isStartedByLibrary: true,
        showsIn: ['database/sql', 'sync.'],
        ownLines: [
          { file: 'main.go', line: 5 },
          { file: 'main.go', line: 6 },
        ],
        mistake: 'rows-not-closed',
      },
      fills: false,
      load: ['/item?id={id} 3'],
      quiet: [20, 45],
    });
    expect(healthy).toMatchObject({ leak: null, fills: true });
    const waits = fieldTruthOf('a', [
      { name: 'a.go', text: '// leak: goroutine-leak in io.\nx() // mistake: pipe-not-closed' },
    ]);
    expect(waits.leak).toMatchObject({ isStartedByLibrary: false, showsIn: ['io.'] });
  });

  it.each([
    ['x() // mistake: rows-not-closed', 'without'],
    ['// leak: goroutine-leak\nx() // mistake: rows-forgotten', 'rows-forgotten'],
    ['// leak: goroutine-leak', 'one mistake'],
    ['// leak: goroutine-leak\nx() // mistake: rows-not-closed\ny() // mistake: body-not-closed', 'one mistake'],
    ['// leak: rows\nx() // mistake: rows-not-closed', 'without'],
    ['// leak: goroutine-leak\n// fills: a cache\nx() // mistake: rows-not-closed', 'does not fill'],
  ])('refuses marks that mean nothing: %s', (text, word) =>
    expect(() => fieldTruthOf('items', [{ name: 'main.go', text }])).toThrow(word),
  );
});

describe('a finding in the field', () => {
  it('tells of the leak in the library’s function, and names the own line when that comes first', () => {
    expect(score(says({}))).toMatchObject({ told: true, ownLine: false, accused: [] });
    expect(score(says({ related: [related(own), related(elsewhere)] }))).toMatchObject({ told: true, ownLine: true });
    expect(score(says({ related: [related(elsewhere), related(own)] }))).toMatchObject({ told: true, ownLine: false });
    expect(score(says({ site: own }))).toMatchObject({ told: true, ownLine: true });
  });

  it('is about the library although the linker escapes its name', () => {
    const bus = { ...library, function: 'github.com/nats-io/nats%2ego.(*Conn).waitForMsgs' };
    const text = '// leak: goroutine-leak in github.com/nats-io/nats.go\nx() // mistake: subscription-kept';
    const quotes = fieldTruthOf('quotes', [{ name: 'main.go', text }]);
    expect(scoreField(quotes, [says({ site: bus })], repository)).toMatchObject({ told: true, accused: [] });
  });

  it('tells nothing while it is only possible, or of another kind', () => {
    expect(score(says({ confidence: 'possible' }))).toMatchObject({ told: false, accused: [], doubted: [] });
    expect(score(says({ kind: 'heap-growth' }))).toMatchObject({ told: false, accused: [] });
  });

  it('names the mistake rightly, wrongly or not at all', () => {
    expect(score(says({ pattern: 'rows-not-closed' }))).toMatchObject({ named: true, wrongNames: [] });
    expect(score(says({ pattern: 'missing-done' }))).toMatchObject({ named: false, wrongNames: ['missing-done'] });
    expect(score(says({ pattern: null }))).toMatchObject({ named: false, wrongNames: [] });
  });

  it('accuses where it is about something else', () => {
    const other = says({ site: elsewhere });
    expect(score(says({}), other).accused).toHaveLength(1);
    expect(scoreField(healthy, [other], repository)).toMatchObject({ leaks: false, told: false });
    expect(scoreField(healthy, [other], repository).accused).toHaveLength(1);
    expect(scoreField(healthy, [{ ...other, confidence: 'possible' }], repository)).toMatchObject({ accused: [] });
    expect(scoreField(healthy, [{ ...other, confidence: 'info' }], repository).doubted).toEqual([]);
  });
});

function round(seconds: number, confidence: Tier | null): TappedRound {
  const finding = { id: 'a', kind: 'goroutine-leak', status: null, place: 'main.go:5' };
  return {
    atMillis: 1000 * seconds,
    findings: confidence === null ? [] : [{ ...finding, confidence }],
  };
}

const tiers = [null, 'possible', 'possible', 'probable', null, 'probable', 'info'] as const;
const stories = tierStories(tiers.map((tier, index) => round(2 * index, tier)));

describe('the steadiness of a verdict', () => {
  it('is told change by change', () => {
    expect(stories).toMatchObject([
      { steps: ['2s possible', '6s probable', '8s -', '10s probable', '12s -'], falls: 2, place: 'main.go:5' },
    ]);
    expect(tierStories([round(0, 'info'), round(2, null)])).toEqual([]);
  });
});

function watchOf(findings: readonly FieldFinding[], polls: number): FieldWatch {
  const cost = { coreShare: 0.001, ownShare: 0.1, requests: 60, bytes: 1 };
  return { score: scoreField(truth, findings, repository), stories, polls, pollsDue: 30, cost };
}

describe('the bars of the field', () => {
  const right = says({ related: [related(own)], pattern: 'rows-not-closed' });
  const holding = (watch: FieldWatch): boolean[] => fieldBars([watch]).map(({ holds }) => holds);

  it('hold when all is told, named and kept', () => {
    expect(holding(watchOf([right], 31))).toEqual([true, true, true, true, true, true]);
    expect([changesOf(watchOf([], 31)), fallsOf(watchOf([], 31))]).toEqual([5, 2]);
  });

  it('fall one by one', () => {
    expect(holding(watchOf([], 31))).toEqual([false, false, false, true, true, true]);
    expect(holding(watchOf([right, says({ site: elsewhere })], 31))).toEqual([true, true, true, true, false, true]);
    expect(holding(watchOf([right, says({ pattern: 'double-send' })], 31))).toEqual([
      true,
      true,
      true,
      false,
      true,
      true,
    ]);
    expect(holding(watchOf([right], 28))).toEqual([true, true, true, true, true, false]);
  });
});

describe('the time of a recording', () => {
  it('goes on to what is due next, as soon as a round is over', async () => {
    const clock = new ReplayClock();
    clock.begin(10_000);
    const due: string[] = [];
    clock.after(60_000, () => due.push('end'));
    const cancelled = clock.after(1_000, () => due.push('cancelled'));
    clock.after(2_000, () => due.push(`poll at ${clock.now()}`));
    cancelled.dispose();
    await clock.pass();
    expect(due).toEqual(['poll at 12000']);
    expect(clock.now()).toBe(12_000);
  });
});
