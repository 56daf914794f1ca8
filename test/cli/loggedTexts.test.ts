// Memory statistics, traces and goroutines as people have them: in old formats, in logs, of several runs.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { dumpText, lines, prefixed } from '../decode/text/dumpText';
import { leaklens, leaklensJson } from './harness';

const folder = mkdtempSync(join(tmpdir(), 'leaklens-texts-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function written(name: string, text: string, encoding: BufferEncoding = 'utf8'): string {
  const path = join(folder, name);
  writeFileSync(path, text, encoding);
  return path;
}

const megabyte = 2 ** 20;
const cycle = (number: number, live: number) =>
  `gc ${number} @${number}.000s 0%: 0.01+0.1+0.01 ms clock, 0.2+0/0.1/0+0.07 ms cpu, ${live}->${live}->${live} MB, ${live} MB goal, 3 MB stacks, 1 MB globals, 4 P`;

interface Trace {
  readonly runs: readonly { readonly cycles: number; readonly lastLive: number; readonly isEnough: boolean }[];
  readonly cycles: readonly object[];
  readonly peeled: string | null;
}

describe('gctrace', () => {
  it('says that few collections are too few, and what they look like', async () => {
    const file = written('few.log', lines([cycle(1, 4), cycle(2, 9), cycle(3, 18), cycle(4, 36), cycle(5, 73)]));
    expect((await leaklens(['gctrace', file])).out).toContain(
      '5 collections are too few to tell growth; so far the live heap rises',
    );
  });

  it('tells the runs of a log apart, each with its trend', async () => {
    const file = written('runs.log', lines([cycle(1, 16), cycle(2, 31), cycle(10, 1093), cycle(1, 16), cycle(2, 30)]));
    const { runs } = (await leaklensJson(['gctrace', file])) as Trace;
    expect(runs).toMatchObject([
      { cycles: 3, lastLive: 1093 * megabyte },
      { cycles: 2, lastLive: 30 * megabyte },
    ]);
    expect((await leaklens(['gctrace', file])).out).toContain('run 2 of 2 in this log:');
  });

  it.each([
    [
      'docker',
      JSON.stringify({ log: `${cycle(1, 4)}\n`, stream: 'stderr' }).replaceAll('>', '\\u003e'),
      'docker JSON log',
    ],
    ['a field', JSON.stringify({ level: 'info', msg: cycle(1, 4) }), 'JSON with the text in “msg”'],
    ['CRI', `2024-05-02T10:11:12Z stderr F ${cycle(1, 4)}`, 'CRI log of a container'],
  ])('reads a line out of %s', async (name, line, words) => {
    const trace = (await leaklensJson(['gctrace', written(`${name}.log`, `${line}\n`)])) as Trace;
    expect(trace.peeled).toBe(words);
    expect(trace.cycles).toMatchObject([{ live: 4 * megabyte, stacks: 3 * megabyte, globals: megabyte }]);
  });

  const grown = (number: number, live: number, stacks: number) =>
    cycle(number, live).replace('3 MB stacks', `${stacks} MB stacks`);
  const old = (number: number, objects: number) =>
    `gc${number}(1): 5+0+186+0 us, 4 -> 4 MB, ${objects} (90000-80000) objects, 0/0/0 sweeps, 0(0) handoff, 0(0) steal, 0/0/0 yields`;
  const seven = [1, 2, 3, 4, 5, 6, 7];

  it.each([
    [
      'stacks',
      seven.map((n) => grown(n, 40, 10 * n)),
      /^stacks 10\.0 MB at first, 70\.0 MB at last: \+600 MB per minute$/m,
    ],
    [
      'stacks that stay',
      seven.map((n) => grown(n, 40, 9)),
      /^stacks 9\.00 MB at first, 9\.00 MB at last: no steady growth$/m,
    ],
    ['few stacks', [1, 2].map((n) => grown(n, 40, 10 * n)), /^stacks 10\.0 MB at first, 20\.0 MB at last$/m],
    [
      'objects of an old Go',
      seven.map((n) => old(n, 20_000 * n)),
      /^objects 20,000 at first, 140,000 at last: \+20,000 per collection$/m,
    ],
  ])('judges %s beside the live heap', async (name, cycles, words) => {
    const file = written(`${name}.log`, lines(cycles));
    expect((await leaklens(['gctrace', file])).out).toMatch(words);
  });

  it('has a column for what the trace tells, and none for what it does not', async () => {
    const [head = ''] = (await leaklens(['gctrace', written('new.log', lines([cycle(1, 4)]))])).out.split('\n');
    expect(head.trim().split(/ +/)).toEqual(['gc', 'at', 'before', 'after', 'live', 'goal', 'stacks', 'globals']);
    const [older = ''] = (await leaklens(['gctrace', written('old.log', lines([old(1, 18)]))])).out.split('\n');
    expect(older.trim().split(/ +/)).toEqual(['gc', 'before', 'after', 'live', 'objects']);
  });

  it('reads UTF-16', async () => {
    const file = written('utf16.log', `\ufeff${cycle(1, 4)}\n`, 'utf16le');
    expect(((await leaklensJson(['gctrace', file])) as Trace).cycles).toHaveLength(1);
  });
});

/** The end of heap?debug=1, without the fields that are named. */
function heapText(heading: string, ...without: string[]): string {
  const numbers = [
    'Alloc',
    'TotalAlloc',
    'Sys',
    'Lookups',
    'Mallocs',
    'Frees',
    'HeapAlloc',
    'HeapSys',
    'HeapIdle',
    'HeapInuse',
    'HeapReleased',
    'HeapObjects',
  ];
  const all = [
    ...numbers.map((name, at) => `# ${name} = ${(at + 1) * 1000}`),
    ...['Stack', 'MSpan', 'MCache'].map((name) => `# ${name} = 10 / 20`),
    ...['BuckHashSys', 'GCSys', 'OtherSys', 'NextGC', 'LastGC', 'NumGC'].map((name) => `# ${name} = 30`),
  ];
  const kept = all.filter((line) => !without.some((name) => line.startsWith(`# ${name} =`)));
  return lines([heading, '', '# runtime.MemStats', ...kept]);
}

describe('memory', () => {
  it('says that profiling is off, and takes all that is allocated for live', async () => {
    const file = written('off.txt', heapText('heap profile: 0: 0 [0: 1] @ heap/0'));
    expect(await leaklensJson(['memory', file])).toMatchObject({
      accounting: { live: 7000, liveKnown: false, profilingOff: true },
    });
    expect((await leaklens(['memory', file])).out).toContain('memory profiling is off');
  });

  it.each([[['LastGC']], [['GCSys', 'OtherSys']], [['LastGC', 'GCSys', 'OtherSys']]])(
    'accounts for what an old runtime tells, without %j',
    async (without) => {
      const file = written('old.txt', heapText('heap profile: 0: 0 [0: 1] @ heap/1048576', ...without));
      const { memStats, accounting } = (await leaklensJson(['memory', file])) as {
        memStats: Record<string, number>;
        accounting: object;
      };
      expect(accounting).toMatchObject({ total: 3000, released: 11_000 });
      expect(Object.keys(memStats)).not.toContain(without.includes('LastGC') ? 'lastGcMillis' : 'gcSys');
    },
  );

  it.each([
    ['CRI log of a container', (line: string) => `2024-05-02T10:11:12Z stdout F ${line}`],
    ['docker JSON log', (line: string) => JSON.stringify({ log: `${line}\n`, stream: 'stdout' })],
    ['docker compose', (line: string) => `app-1  | ${line}`],
  ])('is read out of a %s', async (words, wrap) => {
    const text = heapText('heap profile: 0: 0 [0: 1] @ heap/1048576').trimEnd().split('\n').map(wrap);
    const found = await leaklensJson(['memory', written('logged.txt', lines(text))]);
    expect(found).toMatchObject({ peeled: words, accounting: { total: 3000 } });
  });

  it('of a heap that nothing records is told by top, too', async () => {
    const file = written('off.txt', heapText('heap profile: 0: 0 [0: 1] @ heap/0'));
    expect((await leaklens(['top', file])).out).toContain('Memory profiling is off in this program');
  });

  it.each(['utf16le', 'utf8'] as const)('reads /debug/vars with a byte order mark: %s', async (encoding) => {
    const fields = [
      'TotalAlloc',
      'Sys',
      'Mallocs',
      'Frees',
      'HeapAlloc',
      'HeapSys',
      'HeapIdle',
      'HeapInuse',
      'HeapReleased',
      'HeapObjects',
    ];
    const more = [
      'StackInuse',
      'StackSys',
      'MSpanSys',
      'MCacheSys',
      'BuckHashSys',
      'GCSys',
      'OtherSys',
      'NextGC',
      'LastGC',
      'NumGC',
    ];
    const memstats = Object.fromEntries([...fields, ...more].map((name, at) => [name, at + 1]));
    const file = written(`vars.${encoding}.json`, `\ufeff${JSON.stringify({ cmdline: ['a'], memstats })}`, encoding);
    expect(await leaklensJson(['memory', file])).toMatchObject({ memStats: { heapAlloc: 5, sys: 2 } });
  });
});

describe('goroutines', () => {
  interface Found {
    readonly total: number;
    readonly dumps: readonly { readonly shown: boolean }[];
    readonly peeled: { readonly words: string } | null;
    readonly groups: readonly {
      readonly state: string;
      readonly count: number;
      readonly change?: number;
      readonly service?: string;
    }[];
  }
  const found = async (...argv: string[]) => (await leaklensJson(['goroutines', ...argv])) as Found;

  it('shows the last of several dumps, another by its number, and what has changed', async () => {
    const more = dumpText.replace('goroutine 7', 'goroutine 8').slice(dumpText.indexOf('goroutine 7'));
    const file = written('two.log', `dump 1\n${dumpText}\ndump 2\n${dumpText}\n${more}`);
    expect(await found(file)).toMatchObject({ total: 3, dumps: [{ shown: false }, { shown: true }] });
    expect(await found(file, '--dump', '1')).toMatchObject({ total: 2, dumps: [{ shown: true }, { shown: false }] });
    expect(await found(file, '--dump', 'all')).toMatchObject({ total: 5 });
    const [first] = (await found(file, '--base-dump', '1')).groups;
    expect(first).toMatchObject({ state: 'chan send', count: 2, change: 1 });
    expect((await leaklens(['goroutines', file])).out).toContain('The text holds 2 dumps:');
    expect(await leaklens(['goroutines', file, '--dump', '3'])).toMatchObject({ status: 2 });
  });

  it('shows each service of a log, and says what it was taken out of', async () => {
    const of = (name: string) => prefixed(`${name}  | `);
    const file = written('compose.log', lines(of('app-1').flatMap((line, at) => [line, of('app-2')[at] ?? ''])));
    const { total, peeled, groups } = await found(file);
    expect(total).toBe(4);
    expect(peeled?.words).toBe('docker compose, 2 services');
    expect(new Set(groups.map(({ service }) => service))).toEqual(new Set(['app-1', 'app-2']));
    expect((await leaklens(['goroutines', file])).out).toContain('Taken out of: docker compose, 2 services');
  });
});

describe('a profile that stands in a log', () => {
  const heapText =
    'heap profile: 1: 4096 [1: 4096] @ heap/1048576\n1: 4096 [1: 4096] @ 0x684485 0x684468\n#\t0x684484\tmain.big+0x64\t/a/main.go:63\n#\t0x684467\tmain.main+0x47\t/a/main.go:67\n\n';
  const counts =
    'goroutine profile: total 5\n3 @ 0x43b336 0x407e9b\n#\t0x43b335\tmain.a+0x1\t/a/a.go:1\n\n2 @ 0x43b337\n#\t0x43b336\tmain.b+0x1\t/a/b.go:2\n\n';
  const behind = (prefix: string, text: string) => lines(prefixed(prefix, text.trimEnd().split('\n')));
  const around = `2026/11/20 10:00:00 serving\n${heapText}2026/11/20 10:00:09 done\n`;

  it.each([
    ['between other lines', around, /^Taken out of: a text around it\n/, { envelopes: [], row: 'main.big' }],
    [
      'in a container’s log',
      behind('2024-05-02T10:11:12Z stdout F ', heapText),
      /^Taken out of: CRI log of a container\n/,
      { envelopes: ['cri'], row: 'main.big' },
    ],
    [
      'in JSON',
      JSON.stringify({ level: 'warn', profile: counts }) + '\n',
      /^Taken out of: JSON with the text in “profile”\n/,
      { envelopes: ['json'], row: 'main.a' },
    ],
    [
      'twice',
      `${counts}x\n${counts.replaceAll('main.a', 'main.late')}`,
      /^Taken out of: the last of 2 profiles\n/,
      { envelopes: [], row: 'main.late' },
    ],
  ])('is read by every report: %s', async (name, text, taken, { envelopes, row }) => {
    const file = written(`profile ${name}.log`, text);
    for (const argv of [
      ['top', file],
      ['stacks', file],
      ['peek', file, 'main'],
      ['list', file, 'main'],
    ]) {
      const { status, out } = await leaklens(argv);
      expect([argv[0], status]).toEqual([argv[0], 0]);
      expect(out).toMatch(taken);
      expect(out).toContain(row);
      const { peeled } = (await leaklensJson(argv)) as { peeled: { words: string } };
      expect(peeled).toMatchObject({ envelopes, services: [] });
      expect(`Taken out of: ${peeled.words}\n`).toMatch(taken);
    }
  });

  it('counts its goroutines', async () => {
    const file = written('counted.log', behind('web-1  | ', counts));
    expect(await leaklensJson(['goroutines', file])).toMatchObject({ total: 5, groups: [{ count: 3 }, { count: 2 }] });
  });

  it('of several services is asked for', async () => {
    const file = written('services.log', behind('web-1  | ', counts) + behind('api-1  | ', counts));
    const { status, error } = await leaklens(['top', file]);
    expect([status, error]).toEqual([
      2,
      expect.stringContaining('profiles of 2 services (web-1, api-1): give one of them'),
    ]);
  });

  it('is not made up of what is none', async () => {
    const { status, error } = await leaklens(['top', written('none.log', 'no profile here\nheap profile: soon\n')]);
    expect([status, error]).toEqual([2, expect.stringContaining('expected a pprof profile')]);
  });
});
