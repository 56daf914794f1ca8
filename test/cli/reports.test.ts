import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { hasPprof, pprofTop, runPprof } from '../support/go/goPprof';
import { profileBytesFromText } from '../support/profiles/profileText';
import { fixture, leaklens, leaklensJson } from './harness';

const folder = mkdtempSync(join(tmpdir(), 'leaklens-cli-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function written(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, profileBytesFromText(text));
  return path;
}

const heap = fixture('profiles/heap.pb.gz');

const shopText = `
    ~store.tiny@/src/store.go:9;store.get@/src/store.go:12;main.main@/src/main.go:3 1 4096 {tenant=acme, bytes:64}
    store.put@/src/store.go:40;main.main@/src/main.go:4 2 8192
    main.main@/src/main.go:5 0 0
`;
const shop = written('shop.pb', shopText);

describe('top', () => {
  it('answers the contract’s JSON, by function', async () => {
    expect(await leaklensJson(['top', shop])).toEqual({
      sampleType: { type: 'inuse_space', unit: 'bytes' },
      total: 12288,
      peeled: null,
      rowCount: 4,
      rows: [
        { function: 'store.put', file: '/src/store.go', flat: 8192, cum: 8192 },
        { function: 'store.tiny', file: '/src/store.go', flat: 4096, cum: 4096 },
        { function: 'main.main', file: '/src/main.go', flat: 0, cum: 12288 },
        { function: 'store.get', file: '/src/store.go', flat: 0, cum: 4096 },
      ],
    });
  });

  it('has lines only by line', async () => {
    const byLine = (await leaklensJson(['top', shop, '--by', 'line', '--limit', '1'])) as { rows: unknown[] };
    expect(byLine.rows).toEqual([{ function: 'store.put', file: '/src/store.go', line: 40, flat: 8192, cum: 8192 }]);
    const byFile = (await leaklensJson(['top', shop, '--by', 'file', '--limit', '1'])) as { rows: unknown[] };
    expect(byFile.rows).toEqual([{ function: '', file: '/src/store.go', flat: 12288, cum: 12288 }]);
  });

  it('chooses the sample type and the samples', async () => {
    const argv = ['top', shop, '--sample', 'inuse_objects', '--focus', 'store', '--ignore', 'put'];
    expect(await leaklensJson(argv)).toMatchObject({
      sampleType: { type: 'inuse_objects', unit: 'count' },
      total: 3,
      rows: [{ function: 'store.tiny' }, { function: 'main.main' }, { function: 'store.get' }],
    });
  });

  it('says what came and went on each row, when asked', async () => {
    const many = written('turnover.pb', 'cache.fill 900000 943718400 90000 94371840');
    const { out } = await leaklens(['top', many, '--turnover']);
    expect(out).toContain('cum%  allocated  freed     kept\n');
    expect(out).toMatch(/ 900MB 90\.00% +- {2}cache\.fill\n/);
    const rows = [{ function: 'cache.fill', turnover: { allocated: 943718400, freed: 849346560, livesMillis: null } }];
    expect(await leaklensJson(['top', many, '--turnover'])).toMatchObject({ rows });
    expect(JSON.stringify(await leaklensJson(['top', many]))).not.toContain('turnover');
  });

  it('says what a profile lacks to tell what came and went', async () => {
    const { status, error } = await leaklens(['top', shop, '--turnover']);
    expect(status).toBe(2);
    expect(error).toContain('needs a heap profile that counts what was allocated');
    expect(error).toContain('this one has inuse_objects, inuse_space');
  });

  it('subtracts a base', async () => {
    // The same binary: the same code at the same addresses.
    const older = written('older.pb', shopText.replace('1 4096', '0 0').replace('2 8192', '1 5000'));
    const rows = [
      { function: 'store.tiny', flat: 4096, cum: 4096 },
      { function: 'store.put', flat: 3192, cum: 3192 },
      { function: 'main.main', flat: 0, cum: 7288 },
      { function: 'store.get', flat: 0, cum: 4096 },
    ];
    expect(await leaklensJson(['top', shop, '--base', older])).toMatchObject({ total: 7288, rows });
    expect(await leaklensJson(['top', shop, '--diff-base', older])).toMatchObject({ total: 5000, rows });
  });

  it('writes a value beyond 2^53 as a string, and up to it as a number', async () => {
    const large = written('large.pb', `main.a 1 ${2n ** 53n}\nmain.b 1 ${2n ** 53n + 1n}\nmain.c 1 -${2n ** 62n}`);
    const { total, rows } = (await leaklensJson(['top', large])) as { total: unknown; rows: { flat: unknown }[] };
    expect(total).toBe(String(2n ** 54n + 1n + 2n ** 62n));
    expect(rows.map(({ flat }) => flat)).toEqual([`-${2n ** 62n}`, '9007199254740993', 9007199254740992]);
  });

  it('shows 30 rows as text and all as JSON, and as many as asked', async () => {
    const many = written('many.pb', Array.from({ length: 40 }, (_, at) => `main.f${at} 1 ${at + 1}`).join('\n'));
    const rows = async (...argv: string[]) => (await leaklens(['top', many, ...argv])).out.match(/main\.f/g)?.length;
    expect(await rows()).toBe(30);
    expect(await rows('--format', 'json')).toBe(40);
    expect(await rows('--limit', '7')).toBe(7);
    expect(await rows('--limit', '0')).toBe(40);
    expect((await leaklens(['top', many])).out).toContain('Showing top 30 nodes out of 40');
  });

  it('escapes what could steer a terminal', async () => {
    const hostile = written('hostile.pb', 'main.\u001b[2Jclear\u202e 1 10');
    const { out } = await leaklens(['top', hostile]);
    expect(out).toContain('main.\\x1b[2Jclear\\u202e');
  });

  const recorded = [
    ...['heap', 'cpu', 'block', 'mutex', 'goroutine', 'heap.delta', 'allocs', 'threadcreate'].map(
      (name) => `profiles/${name}`,
    ),
    ...['shapes/recorded/heap.delta', 'shapes/recorded/openconns', 'cgocalls/recorded/heap'].map(
      (name) => `programs/${name}`,
    ),
  ];
  it.skipIf(!hasPprof()).each(recorded)(
    '%s reads like go tool pprof -top, line for line (skipped without Go)',
    async (name) => {
      const file = fixture(`${name}.pb.gz`);
      // Rows of equal flat stand in another order, so that the running sum differs.
      const comparable = (lines: string) =>
        lines
          .split('\n')
          .map((line) => line.replace(/(%) +\S+%( +\S+ +\S+% )/, '$1$2'))
          .sort();
      for (const [ours, theirs] of [
        [[], []],
        [['--by', 'line'], ['-lines']],
      ] as const) {
        const { out } = await leaklens(['top', file, '--limit', '0', ...ours]);
        const printed = runPprof(['-top', '-nodefraction=0', '-edgefraction=0', ...theirs, file]);
        expect(comparable(out)).toEqual(comparable(printed));
      }
    },
  );

  it.skipIf(!hasPprof()).each(recorded)(
    '%s as stacks reads like go tool pprof -traces, line for line (skipped without Go)',
    async (name) => {
      const file = fixture(`${name}.pb.gz`);
      const trimmed = (text: string) => text.split('\n').map((line) => line.trimEnd());
      const theirs = trimmed(runPprof(['-traces', '-lines', file]));
      expect(trimmed((await leaklens(['stacks', file])).out)).toEqual(theirs);
    },
  );

  it.skipIf(!hasPprof())('has the rows of go tool pprof -top in JSON (skipped without Go)', async () => {
    const { rows } = (await leaklensJson(['top', heap])) as { rows: { function: string; flat: number; cum: number }[] };
    const theirs = pprofTop({ file: heap, sample: 3, unit: 'bytes' }).rows;
    const plain = rows.map(({ function: name, flat, cum }) => ({ name, flat, cum }));
    expect(new Set(plain)).toEqual(new Set(theirs.map(({ name, flat, cum }) => ({ name, flat, cum }))));
  });
});

describe('peek', () => {
  it('answers the contract’s JSON', async () => {
    expect(await leaklensJson(['peek', shop, 'get'])).toEqual({
      sampleType: { type: 'inuse_space', unit: 'bytes' },
      total: 12288,
      peeled: null,
      rows: [
        {
          function: 'store.get',
          flat: 0,
          cum: 4096,
          callers: [{ function: 'main.main', value: 4096, inlined: false }],
          callees: [{ function: 'store.tiny', value: 4096, inlined: true }],
        },
      ],
    });
  });

  it('draws callers above and callees below', async () => {
    const { out } = await leaklens(['peek', shop, 'get']);
    expect(out.split('\n').slice(-5, -2)).toEqual([
      '                                               4kB   100% |   main.main',
      '         0     0%     0%        4kB 33.33%                | store.get',
      '                                               4kB   100% |   store.tiny (inline)',
    ]);
  });

  it('says when nothing matches', async () => {
    expect(await leaklensJson(['peek', shop, 'nothing'])).toMatchObject({ rows: [] });
    expect((await leaklens(['peek', shop, 'nothing'])).out).toMatch(/^No function in .*shop\.pb matches “nothing”/);
  });

  it.skipIf(!hasPprof())('reads like go tool pprof -peek (skipped without Go)', async () => {
    const ours = (await leaklens(['peek', heap, 'store'])).out.split('\n');
    const theirs = runPprof(['-peek=store', heap]).split('\n');
    const edges = (lines: string[]) => lines.filter((line) => line.includes('|  ')).sort();
    expect(edges(ours)).toEqual(edges(theirs));
  });
});

describe('list', () => {
  const source = join(folder, 'main.go');
  const lines = ['package main', '', 'func main() {', '\tbuild()', '\tserve()', '}'];
  writeFileSync(source, `${lines.join('\n')}\n`);
  const local = written('local.pb', `main.main@${source}:4 1 100\nmain.main@${source}:5 1 28\nlib.gone@/gone.go:7 1 1`);

  it('answers the contract’s JSON, with the source', async () => {
    const { functions } = (await leaklensJson(['list', local, 'main'])) as { functions: { lines: unknown[] }[] };
    expect(functions).toMatchObject([{ function: 'main.main', file: source, flat: 128, cum: 128, sourceFound: true }]);
    expect(functions[0]?.lines).toEqual([
      { line: 1, flat: 0, cum: 0, text: 'package main' },
      { line: 2, flat: 0, cum: 0, text: '' },
      { line: 3, flat: 0, cum: 0, text: 'func main() {' },
      { line: 4, flat: 100, cum: 100, text: '\tbuild()' },
      { line: 5, flat: 28, cum: 28, text: '\tserve()' },
      { line: 6, flat: 0, cum: 0, text: '}' },
    ]);
  });

  it('without the source has the lines that cost something', async () => {
    expect(await leaklensJson(['list', local, 'gone'])).toMatchObject({
      functions: [{ function: 'lib.gone', sourceFound: false, lines: [{ line: 7, flat: 1, cum: 1, text: '' }] }],
    });
    expect((await leaklens(['list', local, 'gone'])).out).toContain('The source is not found');
  });

  it('opens no source that lies where neither the person nor Go keeps any, whatever the profile names', async () => {
    const program = join(folder, 'program');
    mkdirSync(join(program, 'cmd'), { recursive: true });
    writeFileSync(join(program, 'go.mod'), 'module example.com/program\n');
    writeFileSync(join(program, 'main.go'), 'package main // own\n');
    const planted = join(folder, 'planted.go');
    writeFileSync(planted, 'package planted // planted\n');
    const listed = async (name: string, file: string, workingDirectory: string) =>
      (await leaklens(['list', written(name, `main.main@${file}:1 1 5`), 'main'], { workingDirectory })).out;
    const below = planted.slice(1);
    for (const [at, file] of [planted, below, `../planted.go`, `./${below}`, `x/../../planted.go`].entries())
      for (const place of [program, join(program, 'cmd')]) {
        const out = await listed(`planted${String(at)}.pb`, file, place);
        expect(out).toContain('The source is not found');
        expect(out).not.toContain('// planted');
      }
    // The module is the person's own, also from a folder of it; so is what lies where the person stands.
    expect(await listed('own.pb', join(program, 'main.go'), join(program, 'cmd'))).toContain('// own');
    expect(await listed('here.pb', planted, folder)).toContain('// planted');
  });

  it('reads no file that is not a source, whatever the profile names', async () => {
    const secret = join(folder, 'id_rsa');
    writeFileSync(secret, 'secret\nsecret\n');
    const { out } = await leaklens(['list', written('secret.pb', `main.main@${secret}:1 1 5`), 'main']);
    expect(out).not.toContain('secret\n');
  });

  it.skipIf(process.platform === 'win32')('prints nothing that a link leads to outside the module', async () => {
    const module = join(folder, 'linked');
    mkdirSync(join(module, 'own'), { recursive: true });
    writeFileSync(join(folder, 'outside.go'), 'secret\nsecret\n');
    writeFileSync(join(module, 'go.mod'), 'module example.com/linked\n');
    writeFileSync(join(module, 'own', 'own.go'), 'package own // own\n');
    symlinkSync('own/own.go', join(module, 'inside.go'));
    symlinkSync('..', join(module, 'up'));
    const outside = ['../outside.go', '/etc/passwd', '/proc/self/environ', '/dev/zero', 'up/outside.go'];
    for (const [at, target] of outside.entries()) symlinkSync(target, join(module, `link${String(at)}.go`));
    const names = [...outside.map((_, at) => `link${String(at)}.go`), 'up/outside.go', 'inside.go'];
    for (const place of [module, 'example.com/linked']) {
      const found: string[] = [];
      for (const [at, name] of names.entries()) {
        const profile = written(`linked${String(at)}.pb`, `example.com/linked.main@${place}/${name}:1 1 5`);
        const { out } = await leaklens(['list', profile, 'main'], { workingDirectory: module });
        if (!out.includes('The source is not found')) found.push(`${name}: ${out}`);
      }
      expect(found).toEqual([expect.stringMatching(/^inside\.go: [^]*package own \/\/ own/)]);
    }
  });

  it('finds sources by module, below the working directory, and in Go’s folders', async () => {
    const trimmed = fixture('profiles/heap.pb.gz');
    const blog = join(import.meta.dirname, '..', 'services', 'blog');
    const found = async (surroundings: Parameters<typeof leaklens>[1]) => {
      const { functions } = (await leaklensJson(['list', trimmed, 'main.newMemtable'], surroundings)) as {
        functions: { sourceFound: boolean }[];
      };
      return functions[0]?.sourceFound;
    };
    expect(await found({ workingDirectory: blog })).toBe(true);
    expect(await found({ workingDirectory: folder })).toBe(false);
  });

  it.skipIf(!hasPprof())('reads like go tool pprof -list (skipped without Go)', async () => {
    const { out } = await leaklens(['list', local, 'main\\.main']);
    expect(out).toBe(runPprof(['-list=main\\.main', local]));
  });
});

describe('stacks', () => {
  it('answers the contract’s JSON, leaf first', async () => {
    expect(await leaklensJson(['stacks', shop, '--focus', 'tiny'])).toEqual({
      sampleTypes: [
        { type: 'inuse_objects', unit: 'count' },
        { type: 'inuse_space', unit: 'bytes' },
      ],
      peeled: null,
      samples: [
        {
          values: [1, 4096],
          labels: { tenant: 'acme', bytes: 64 },
          stack: [
            { function: 'store.tiny', file: '/src/store.go', line: 9, inlined: true },
            { function: 'store.get', file: '/src/store.go', line: 12, inlined: false },
            { function: 'main.main', file: '/src/main.go', line: 3, inlined: false },
          ],
        },
      ],
    });
  });

  it('keeps every value of a label, and a label named like a property of all objects', async () => {
    const labelled = written('labels.pb', 'main.main 1 {__proto__=a, k=x, k=y, k:5}');
    const { samples } = (await leaklensJson(['stacks', labelled])) as { samples: { labels: object }[] };
    expect(Object.entries(samples[0]?.labels ?? {})).toEqual([
      ['k', ['x', 'y', 5]],
      ['__proto__', 'a'],
    ]);
  });

  it.skipIf(!hasPprof()).each(['heap', 'goroutine.paths', 'cpu', 'threadcreate'])(
    '%s reads like go tool pprof -traces -lines (skipped without Go)',
    async (name) => {
      const file = fixture(`profiles/${name}.pb.gz`);
      // pprof writes the unit of counts as a line of its own.
      expect((await leaklens(['stacks', file])).out).toBe(runPprof(['-traces', '-lines', file]));
    },
  );
});
