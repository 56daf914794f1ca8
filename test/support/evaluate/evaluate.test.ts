// The evaluation judges LeakLens, so it has to be judged itself: what counts as found, as false, and as told twice.
import { describe, expect, it } from 'vitest';
import { beamFindings } from '../../../src/analyse/beam/beamFindings';
import { summarise } from './bars';
import { beamProgramsFolder } from './beam/beamPrograms';
import { patternsFolder } from './buildPrograms';
import { inParallel } from './inParallel';
import { hasReferee, readOptions } from './options';
import { compareWithRuntime, framesOf, refereeBars } from './referee';
import { paceTexts, programTexts } from './reportText';
import type { Tier, WatchFinding } from './score';
import { scoreProgram } from './score';
import { isLine, readTruth, truthOf } from './truth';

const source = [
  'package main',
  '// also: net/http.(*persistConn).readLoop',
  '// allowed: net/http.(*conn).serve',
  '\trows := make([]byte, 1<<16) // held',
  '\tgo wait() // spawn',
  '\t<-done // leak: goroutine-leak',
  '\tall = append(all, row) // leak: heap-growth',
  '\trow := &row{} // also: heap-growth',
].join('\n');

const truth = truthOf('shop', [{ name: 'main.go', text: source }]);
const healthy = truthOf('quiet', [{ name: 'main.go', text: '// info: retained-by-runtime\nfunc main() {}' }]);

interface Said {
  readonly kind?: string;
  readonly confidence?: Tier;
  readonly line?: number | null;
  readonly function?: string;
  readonly status?: string | null;
  readonly allocation?: number;
  readonly bound?: string;
}

function says({ kind = 'goroutine-leak', confidence = 'probable', line = 6, ...rest }: Said): WatchFinding {
  const file = '/home/anna/shop/main.go';
  const place = (at: number): WatchFinding['site'] => ({ function: rest.function ?? 'main.run', file, line: at });
  return {
    kind,
    confidence,
    status: rest.status ?? null,
    bound: rest.bound === undefined ? null : { kind: rest.bound },
    site: line === null ? null : place(line),
    related: rest.allocation === undefined ? [] : [{ role: 'allocation', ...place(rest.allocation)! }],
  };
}

const judgement = (said: Said): string => scoreProgram(truth, [says(said)]).findings[0]!.judgement;

describe('the truth of a program', () => {
  it('is read from the marks at the ends of its lines', () => {
    expect(truth).toEqual({
      name: 'shop',
      leaks: [
        { kind: 'goroutine-leak', at: { file: 'main.go', line: 6 } },
        { kind: 'heap-growth', at: { file: 'main.go', line: 7 } },
      ],
      otherLines: [{ kind: 'heap-growth', at: { file: 'main.go', line: 8 } }],
      otherFunctions: ['net/http.(*persistConn).readLoop'],
      allowedFunctions: ['net/http.(*conn).serve'],
      held: [{ file: 'main.go', line: 4 }],
      explanations: [],
    });
  });

  it('is about the whole process where a mark is alone on its line', () => {
    expect(truthOf('tiles', [{ name: 'main.go', text: '// leak: native-growth' }]).leaks).toEqual([
      { kind: 'native-growth', at: null },
    ]);
  });

  it.each(['\tx() // leak: gorutine-leak', '\tx() // also: net/http.serve', '// also: heap-growth'])(
    'refuses a mark that means nothing: %s',
    (text) => expect(() => truthOf('shop', [{ name: 'a.go', text }])).toThrow('shop/a.go:1'),
  );

  it.each([
    ['/work/shop/main.go', 6, true],
    ['leaklens.example/patterns/shop/main.go', 6, true],
    ['C:\\src\\shop\\main.go', 6, true],
    ['/work/shop/main.go', 7, false],
    ['/work/other/main.go', 6, false],
  ])('knows its line in a profile: %s:%i', (file, line, expected) =>
    expect(isLine('shop', { file: 'main.go', line: 6 }, { file, line })).toBe(expected),
  );
});

describe('a finding', () => {
  it('is right with the kind and the line of a leak, and false with either alone', () => {
    expect(judgement({})).toBe('right');
    expect(judgement({ kind: 'heap-growth' })).toBe('false');
    expect(judgement({ line: 5 })).toBe('false');
    expect(judgement({ line: null })).toBe('false');
  });

  it('is right on a line or in a function that is as good', () => {
    expect(judgement({ kind: 'heap-growth', line: 8 })).toBe('right');
    expect(judgement({ line: 2000, function: 'net/http.(*persistConn).readLoop' })).toBe('right');
    expect(judgement({ kind: 'heap-growth', line: 2000, function: 'net/http.(*persistConn).readLoop' })).toBe('false');
  });

  it('accuses nobody as an explanation, or once it is fixed', () => {
    expect(judgement({ line: 5, confidence: 'info' })).toBe('explanation');
    expect(judgement({ line: 5, status: 'fixed' })).toBe('explanation');
    expect(judgement({ line: 5, confidence: 'possible', bound: 'cache' })).toBe('explanation');
    expect(judgement({ line: 5, confidence: 'possible', bound: 'evicts' })).toBe('false');
    expect(judgement({ line: 5, confidence: 'probable', bound: 'cache' })).toBe('false');
  });

  it('tells a leak twice when it is the memory or the stacks of goroutines that leak', () => {
    expect(judgement({ kind: 'heap-growth', line: 4 })).toBe('twice');
    expect(judgement({ kind: 'stack-growth', line: null })).toBe('twice');
    expect(scoreProgram(healthy, [says({ kind: 'stack-growth', line: null })]).findings[0]!.judgement).toBe('false');
  });

  it('may name the other side of the leak', () => {
    expect(judgement({ line: 1900, function: 'net/http.(*conn).serve' })).toBe('allowed');
  });
});

describe('a leak', () => {
  it('is found in the surest tier that names its line', () => {
    const score = scoreProgram(truth, [says({ confidence: 'possible' }), says({ confidence: 'proven' })]);
    expect(score.leaks.map(({ found }) => found)).toEqual(['proven', null]);
  });

  it('is not found by an explanation, nor by a finding of another kind', () => {
    const score = scoreProgram(truth, [says({ confidence: 'info' }), says({ kind: 'heap-growth' })]);
    expect(score.leaks.map(({ found }) => found)).toEqual([null, null]);
  });

  it('is found elsewhere where its line is in no profile', () => {
    const found = scoreProgram(truth, [says({ line: 9, function: 'net/http.(*persistConn).readLoop' })]).leaks[0];
    expect(found).toMatchObject({ found: 'probable', elsewhere: true });
  });

  it('keeps memory alive, which belongs into the same finding', () => {
    expect(scoreProgram(truth, [says({ allocation: 4 })]).joined).toBe(true);
    expect(scoreProgram(truth, [says({})]).joined).toBe(false);
    expect(scoreProgram(truth, [says({ allocation: 4 }), says({ kind: 'heap-growth', line: 4 })]).joined).toBe(false);
    expect(scoreProgram(healthy, []).joined).toBeNull();
  });
});

describe('the bars', () => {
  const both = [says({ allocation: 4 }), says({ kind: 'heap-growth', line: 7 })];
  const bars = (...findings: WatchFinding[][]): boolean[] =>
    summarise([scoreProgram(truth, findings[0] ?? []), scoreProgram(healthy, findings[1] ?? [])]).bars.map(
      ({ holds }) => holds,
    );

  it('hold when every leak is found and nobody else is accused', () => {
    expect(bars(both)).toEqual([true, true, true, true]);
  });

  it('fall when a leak is only possible', () => {
    expect(bars([both[0]!, says({ kind: 'heap-growth', line: 7, confidence: 'possible' })])[0]).toBe(false);
  });

  it('fall when a healthy program is told that it probably leaks, but not for a possible leak', () => {
    expect(bars(both, [says({})])[1]).toBe(false);
    expect(bars(both, [says({ confidence: 'possible' })])[1]).toBe(true);
  });

  it('fall when possible is wrong as often as it is right', () => {
    const right = says({ confidence: 'possible' });
    expect(bars([...both, right], [says({ confidence: 'possible' })])[2]).toBe(false);
    expect(bars([...both, right, right], [says({ confidence: 'possible' })])[2]).toBe(true);
  });

  it('count each finding once, in its tier', () => {
    const { tiers } = summarise([scoreProgram(truth, [...both, says({ line: 1 })]), scoreProgram(healthy, [])]);
    expect(tiers).toEqual([
      { tier: 'proven', found: 0, right: 0, wrong: 0 },
      { tier: 'probable', found: 2, right: 2, wrong: 1 },
      { tier: 'possible', found: 0, right: 0, wrong: 0 },
    ]);
  });

  it('show a person what was missed, found apart and not explained', () => {
    expect(programTexts(scoreProgram(truth, [says({ line: 1 })])).map((line) => line.slice(0, 5))).toEqual([
      'MISS ',
      'MISS ',
      'FALSE',
      'APART',
    ]);
    expect(programTexts(scoreProgram(healthy, []))).toEqual(['quiet  quiet: no word of retained-by-runtime']);
  });
});

describe('the runtime as referee', () => {
  const text = [
    'goroutineleak profile: total 3',
    '3 @ 0x43b336 0x407e9b',
    '#\t0x684bf2\tmain.run+0x32\t\t/home/anna/shop/main.go:6',
    '#\t0x67fc22\truntime/pprof.Do+0xa2\t/usr/lib/go/src/runtime/pprof/runtime.go:40',
  ].join('\n');
  const frames = framesOf(text);

  it('is read frame by frame', () => {
    expect(frames).toEqual([
      { function: 'main.run', file: '/home/anna/shop/main.go', line: 6 },
      { function: 'runtime/pprof.Do', file: '/usr/lib/go/src/runtime/pprof/runtime.go', line: 40 },
    ]);
  });

  it('wants every leak found that it proves, and nothing called proven that it does not', () => {
    const judge = (said: Said): ReturnType<typeof compareWithRuntime> =>
      compareWithRuntime(truth, scoreProgram(truth, [says(said)]), frames);
    const good = judge({ confidence: 'proven' });
    const bad = judge({ confidence: 'proven', line: 7 });
    expect(good).toEqual({ name: 'shop', proven: ['main.go:6'], missed: [], unfounded: [] });
    expect(bad).toEqual({
      name: 'shop',
      proven: ['main.go:6'],
      missed: ['main.go:6'],
      unfounded: ['/home/anna/shop/main.go:7'],
    });
    expect(refereeBars([good]).map(({ holds }) => holds)).toEqual([true, true]);
    expect(refereeBars([good, bad]).map(({ holds }) => holds)).toEqual([false, false]);
  });

  it('is there from Go 1.27 on, and before with the experiment', () => {
    const asked = [
      [],
      ['--experiment'],
      ['--toolchain', 'go1.26.8'],
      ['--toolchain', 'go1.27.1'],
      ['--toolchain', 'go1.30'],
    ];
    expect(asked.map((args) => hasReferee(readOptions(args)))).toEqual([false, true, false, true, true]);
  });
});

describe('the suite', () => {
  const programs = readTruth(patternsFolder);

  it('has at least 40 programs that leak and 20 that do not', () => {
    const leaking = programs.filter(({ leaks }) => leaks.length > 0);
    expect(leaking.length).toBeGreaterThanOrEqual(40);
    expect(programs.length - leaking.length).toBeGreaterThanOrEqual(20);
  });

  it('gives away nothing by its names', () => {
    expect(programs.filter(({ name }) => /leak|grow|block|stuck|healthy/.test(name))).toEqual([]);
  });
});

describe('the suite for nodes', () => {
  const programs = readTruth(beamProgramsFolder, /\.(?:erl|ex)$/);

  it('has at least 14 programs that leak and 12 that do not, in Erlang and in Elixir, of every kind', () => {
    const leaking = programs.filter(({ leaks }) => leaks.length > 0);
    expect(leaking.length).toBeGreaterThanOrEqual(14);
    expect(programs.length - leaking.length).toBeGreaterThanOrEqual(12);
    const leaks = leaking.flatMap((program) => program.leaks);
    const told = beamFindings.filter(({ isExplanation }) => !isExplanation).map(({ kind }) => kind);
    expect(new Set(leaks.map(({ kind }) => kind))).toEqual(new Set(told));
    const files = leaks.map(({ at }) => at?.file ?? '');
    for (const ending of ['.erl', '.ex'])
      expect(files.filter((file) => file.endsWith(ending)).length).toBeGreaterThan(7);
  });

  it('gives away nothing by its names', () => {
    expect(programs.filter(({ name }) => /leak|grow|healthy/.test(name))).toEqual([]);
  });
});

describe('work in parallel', () => {
  it('keeps the order and the limit', async () => {
    let running = 0;
    let most = 0;
    const doubled = await inParallel([1, 2, 3, 4, 5], 2, async (item) => {
      most = Math.max(most, (running += 1));
      await new Promise(setImmediate);
      running -= 1;
      return item * 2;
    });
    expect(doubled).toEqual([2, 4, 6, 8, 10]);
    expect(most).toBe(2);
  });
});

it.each([
  [['--seconds', '0'], 'seconds'],
  [['--parallel', 'many'], 'parallel'],
  [['--quick'], 'quick'],
])('refuses the flags %j', (args, word) => expect(() => readOptions(args)).toThrow(word));

describe('how soon a leak is told', () => {
  const startedAt = '2026-11-30T02:00:00.000Z';
  const told = (second: number | null, confidence: Tier = 'probable') => {
    const at = (seconds: number) => new Date(Date.parse(startedAt) + seconds * 1000).toISOString();
    const history = [
      { at: at(10), confidence: 'possible' as const },
      ...(second === null ? [] : [{ at: at(second), confidence }]),
    ];
    return scoreProgram(
      truth,
      [{ ...says({ confidence: second === null ? 'possible' : confidence }), history }],
      startedAt,
    );
  };

  it('counts from the start of the watch to the first sure verdict, of all leaks of a kind', () => {
    expect(paceTexts([told(28), told(30, 'proven'), told(59), told(null)])).toEqual([
      'goroutine-leak   told within 30 s 2 of 4 (50.0 %), within 60 s 3 of 4 (75.0 %), median 30 s',
    ]);
  });

  it('says nothing where no watch says when it began', () => {
    expect(paceTexts([scoreProgram(truth, [says({})])])).toEqual([]);
  });
});
