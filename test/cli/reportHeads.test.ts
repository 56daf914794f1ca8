// What stands above a report and behind its rows, held against go tool pprof.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { hasPprof, runPprof } from '../support/go/goPprof';
import { profileBytesFromText, type ProfileTextOptions } from '../support/profiles/profileText';
import { leaklens } from './harness';

const folder = mkdtempSync(join(tmpdir(), 'leaklens-heads-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function written(name: string, text: string, options: ProfileTextOptions = {}): string {
  const path = join(folder, name);
  writeFileSync(path, profileBytesFromText(text, options));
  return path;
}

const all = ['-nodefraction=0', '-edgefraction=0', '-top'];
const second = 1_000_000_000n;

/** Both texts without the spaces at the end of a line, which nobody sees. */
async function both(path: string, ours: readonly string[], theirs: readonly string[]): Promise<[string[], string[]]> {
  const { out } = await leaklens(['top', path, ...ours]);
  const plain = (text: string) =>
    text
      .trimEnd()
      .split('\n')
      .map((line) => line.trimEnd());
  return [plain(out), plain(runPprof([...all, ...theirs, path]))];
}

describe.skipIf(!hasPprof())('top reads like go tool pprof -top (skipped without Go)', () => {
  it.each([
    ['nanoseconds', 3_000_000_000],
    ['microseconds', 3_000_000],
    ['milliseconds', 1500],
    ['seconds', 3],
    ['bytes', 4096],
    ['count', 7],
  ])('with the share of the duration of what is counted in %s', async (unit, value) => {
    const options = { sampleTypes: [{ type: 'wait', unit }], durationNanos: 4n * second };
    const [ours, theirs] = await both(written(`${unit}.pb`, `main.main ${String(value)}`, options), [], []);
    expect(ours).toEqual(theirs);
  });

  it.each([
    [['--focus', 'get|put'], ['-focus=get|put']],
    [
      ['--focus', 'store', '--ignore', 'put'],
      ['-focus=store', '-ignore=put'],
    ],
    [['--ignore', `put|${'x'.repeat(100)}`], [`-ignore=put|${'x'.repeat(100)}`]],
    [['--sample', ''], ['-sample_index=']],
  ])('with the filters %j', async (ours, theirs) => {
    const text = 'store.get;main.main 1 4096\nstore.put;main.main 2 8192\nmain.main 1 64';
    const [mine, pprofs] = await both(written('filters.pb', text), ours, theirs);
    expect(mine).toEqual(pprofs);
  });

  it('with the mark of a call that is inlined on the only path that is left', async () => {
    const after = '~store.tiny;store.get;main.main 1 4096\nstore.tiny;main.main 2 8192';
    const path = written('after.pb', after);
    for (const [name, before] of [
      ['cancelled', '~store.tiny;store.get;main.main 0 0\nstore.tiny;main.main 2 8192'],
      ['smaller', '~store.tiny;store.get;main.main 0 0\nstore.tiny;main.main 2 8000'],
      ['none', '~store.tiny;store.get;main.main 1 4096\nstore.tiny;main.main 0 0'],
    ] as const) {
      const base = written(`${name}.pb`, before);
      const [ours, theirs] = await both(path, ['--base', base], [`-base=${base}`]);
      expect([name, ...ours]).toEqual([name, ...theirs]);
    }
  });
});

it('a name with NUL in it is shown whole', async () => {
  const { out } = await leaklens(['top', written('nul.pb', 'main.a\0b 1 64\n\0 2 128\nmain.c 1 32')]);
  expect(out).toMatch(/main\.a.{0,6}b$/m);
  expect(out.split('\n').filter((line) => /\d+B /.test(line)).length).toBeGreaterThanOrEqual(3);
});

describe('list', () => {
  const source = join(folder, 'shop.go');
  const lines = [
    'package shop',
    '',
    'func get() {',
    '\tbuild()',
    '\tserve()',
    '}',
    '',
    'func put() {',
    '\tkeep()',
    '}',
  ];
  writeFileSync(source, `${lines.join('\n')}\n`);
  const listed = async (name: string, frames: string, startLines: Readonly<Record<string, number>>) => {
    const text = frames.replaceAll('HERE', source);
    const path = written(name, text, { startLines });
    return (await leaklens(['list', path, 'shop'], { workingDirectory: folder })).out;
  };

  it('shows the text that was built', async () => {
    const out = await listed('same.pb', 'shop.get@HERE:4 1 64', { 'shop.get': 3 });
    expect(out).toMatch(/4:\tbuild\(\)/);
    expect(out).not.toMatch(/read from|another version|changed/);
  });

  it('shows it where it stands now, when all of it has moved alike', async () => {
    const out = await listed('moved.pb', 'shop.get@HERE:14 1 64\nshop.put@HERE:19 1 32', {
      'shop.get': 13,
      'shop.put': 18,
    });
    expect(out).toMatch(/14:\tbuild\(\)/);
    expect(out).toMatch(/19:\tkeep\(\)/);
    expect(out).toContain('each line stands 10 lines further up there');
  });

  it.each([
    [
      'functions that moved otherwise',
      'shop.get@HERE:4 1 64\nshop.put@HERE:29 1 32',
      { 'shop.get': 3, 'shop.put': 28 },
    ],
    ['a line behind the end of its function', 'shop.get@HERE:9 1 64', { 'shop.get': 3 }],
    ['a function that is gone', 'shop.gone@HERE:4 1 64', { 'shop.gone': 3 }],
    ['a line behind the end of the file, and no start line', 'shop.put@HERE:4855 1 64', {}],
  ])('leaves out a text of another version: %s', async (name, frames, startLines) => {
    const out = await listed(`${name}.pb`, frames, startLines);
    expect(out).toContain(`${source} is of another version than the build`);
    expect(out).not.toContain(':\tbuild');
  });

  it('says where a file of another language ends', async () => {
    const path = join(folder, 'add.s');
    writeFileSync(path, 'TEXT add(SB)\n\tRET\n');
    const out = await listed('asm.pb', `shop.add@${path}:2 1 64\nshop.add@${path}:90 1 32`, {});
    expect(out).toContain(`${path} ends at line 2: it is of another version.`);
    expect(out).toMatch(/2:\tRET/);
  });

  it('names the file that it read where the profile names another', async () => {
    writeFileSync(join(folder, 'go.mod'), 'module example.com/own\n');
    const path = written('named.pb', 'example.com/own.get@example.com/own/shop.go:4 1 64', {
      startLines: { 'example.com/own.get': 3 },
    });
    const { out } = await leaklens(['list', path, 'own'], { workingDirectory: folder });
    expect(out).toContain(` read from ${source}`);
    rmSync(join(folder, 'go.mod'));
  });

  it('advises nothing about modules for Go’s own library', async () => {
    const path = written('std.pb', 'net/gone.f@/usr/local/other/src/net/gone/gone.go:4 1 64\nown.f@/x/own.go:3 1 32');
    const { out } = await leaklens(['list', path, 'f$'], { workingDirectory: folder });
    expect(out).toContain('The source of Go’s own library is not found here.');
    expect(out.match(/run leaklens in the folder of the module/g)).toHaveLength(1);
  });

  describe('Go’s own library', () => {
    const root = join(folder, 'here');
    const text = [
      'package runtime',
      '',
      'func main() {',
      '\tfn := main_main',
      '\tfn()',
      '}',
      '',
      'func gopark() {',
      '\tmcall(park_m)',
      '}',
    ];
    mkdirSync(join(root, 'src/runtime'), { recursive: true });
    writeFileSync(join(root, 'VERSION'), 'go1.26.8\ntime 2026-08-28T16:20:06Z\n');
    writeFileSync(join(root, 'src/runtime/proc.go'), `${text.join('\n')}\n`);
    beforeAll(() => vi.stubEnv('GOROOT', root));
    afterAll(() => vi.unstubAllEnvs());

    const listed = async (file: string, line: number, startLine: number) => {
      const path = written('runtime.pb', `runtime.main@${file}:${line} 1 64`, {
        startLines: { 'runtime.main': startLine },
      });
      return (await leaklens(['list', path, 'runtime'], { workingDirectory: folder })).out;
    };
    const read = ` read from ${root}/src/runtime/proc.go`;
    const other = `${root}/src/runtime/proc.go is of another version than the build`;
    const unknown = 'The profile does not say which Go built it';
    const own = /5:\tfn\(\)/;

    it.each([
      ['/usr/local/other/src/runtime/proc.go', 5, 3],
      ['runtime/proc.go', 5, 3],
      ['/root/go/pkg/mod/golang.org/toolchain@v0.0.1-go1.26.8.linux-amd64/src/runtime/proc.go', 5, 3],
      ['/root/go/pkg/mod/golang.org/toolchain@v0.0.1-go1.26.8.linux-amd64/src/runtime/proc.go', 5, 0],
      ['/home/me/sdk/go1.26.8/src/runtime/proc.go', 5, 0],
      ['/usr/lib/go-1.26/src/runtime/proc.go', 5, 0],
    ])('is shown where it is that of the build, with the file that was read: %s, line %i of %i', async (...place) => {
      const out = await listed(...place);
      expect(out).toContain(read);
      expect(out).toMatch(own);
      expect(out).not.toMatch(/another version|does not say/);
    });

    it.each([
      ['beyond the file', '/usr/local/other/src/runtime/proc.go', 4860, 4855],
      ['moved', '/usr/local/other/src/runtime/proc.go', 4857, 4855],
      ['another function', '/usr/local/other/src/runtime/proc.go', 9, 8],
      ['a line behind its function', '/usr/local/other/src/runtime/proc.go', 9, 3],
      ['beyond the file, and no start line', '/usr/local/other/src/runtime/proc.go', 250, 0],
      ['the folder of Debian', '/usr/lib/go-1.19/src/runtime/proc.go', 5, 0],
      ['the folder of an installer', '/home/me/sdk/go1.19.8/src/runtime/proc.go', 5, 0],
      ['the folder of Homebrew', '/opt/homebrew/Cellar/go/1.19.1/libexec/src/runtime/proc.go', 5, 0],
      ['the folder of asdf', '/root/.asdf/installs/golang/1.21.0/go/src/runtime/proc.go', 5, 0],
      ['the cache of a CI', '/opt/hostedtoolcache/go/1.22.3/x64/src/runtime/proc.go', 5, 0],
      ['the first releases of a Go', '/home/me/sdk/go1.2/src/runtime/proc.go', 5, 0],
      ['a toolchain', '/root/go/pkg/mod/golang.org/toolchain@v0.0.1-go1.22.3.linux-amd64/src/runtime/proc.go', 5, 0],
    ])('is left out where it is that of another Go: %s', async (_what, ...place) => {
      const out = await listed(...place);
      expect(out).toContain(other);
      expect(out).not.toMatch(/\tfn|mcall/);
    });

    it.each(['/usr/local/other/src/runtime/proc.go', 'runtime/proc.go', '/usr/lib/golang/src/runtime/proc.go'])(
      'is shown with a doubt where nothing says of which Go: %s',
      async (file) => {
        const out = await listed(file, 5, 0);
        expect(out).toContain(read);
        expect(out).toContain(unknown);
        expect(out).toMatch(own);
      },
    );
  });
});
