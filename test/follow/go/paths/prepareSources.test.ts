import { mkdir, mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { goAnalyser as analyser } from '../../../../src/analyse/go/goAnalyser';
import { PathResolver } from '../../../../src/follow/go/paths/pathResolver';
import type { BuildFacts, RecordedFiles } from '../../../../src/shared/model/sourcePaths';
import type { HistoryQuestion } from '../../../../src/shared/ports/sourceTree';
import type { SourceTree } from '../../../../src/shared/ports/sourceTree';
import { createSourceTree } from '../../../../src/store/go/sourceTree';

const about: BuildFacts = {
  build: 'one',
  mainPackage: null,
  goVersion: null,
  revision: null,
  isRevisionClean: true,
  builtAtMillis: null,
};
const signal = new AbortController().signal;

const main = 'package main\n\nfunc main() {\n\trun()\n}\n\nfunc run() {\n}\n';

describe('the sources of a round', () => {
  let root: string;
  let tree: SourceTree;
  let resolver: PathResolver;

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'leaklens-sources-'));
    const go = { roots: [{ path: join(root, 'go'), version: 'go1.26.8' }], moduleCaches: [join(root, 'cache')] };
    tree = { ...createSourceTree(), findGoFolders: () => Promise.resolve(go) };
    resolver = new PathResolver(analyser, tree);
    await write('shop/go.mod', 'module example.com/shop\n');
    await write('shop/cmd/a/main.go', main);
    await write('shop/queue/queue.go', 'package queue\n\nfunc Push() {\n\twork()\n}\n');
    await write('go/src/net/http/server.go', 'package http\n');
    await write('cache/example.com/!upper@v1.0.0/u.go', 'package upper\n');
    resolver.setFolders([join(root, 'shop')]);
  });

  afterEach(() => rm(root, { recursive: true, force: true }));

  async function write(file: string, text: string): Promise<void> {
    await mkdir(dirname(join(root, file)), { recursive: true });
    await writeFile(join(root, file), text);
  }

  /** Files with their functions: `name@startLine`. */
  function recorded(files: Readonly<Record<string, string>>): RecordedFiles {
    return new Map(
      Object.entries(files).map(([file, functions]) => [
        file,
        functions.split(' ').map((one) => {
          const [name = '', startLine = '0'] = one.split('@');
          return { name, startLine: Number(startLine) };
        }),
      ]),
    );
  }

  it('say by which rule each was found, and whether it is of the workspace', async () => {
    const files = recorded({
      '/app/queue/queue.go': 'example.com/shop/queue.Push@3',
      '/usr/local/go/src/net/http/server.go': 'net/http.Serve@1',
      '/go/pkg/mod/example.com/!upper@v1.0.0/u.go': 'example.com/Upper.F@1',
      '/app/gone.go': 'other.org/gone.F@1',
    });
    const { source, resolve, firstSeen, missing } = await resolver.prepareSources(files, about, signal);
    const at = (file: string, name: string, line = 1) => source({ file, function: name, line });
    expect(at('/app/queue/queue.go', 'example.com/shop/queue.Push', 4)).toEqual({
      path: join(root, 'shop/queue/queue.go'),
      mappedBy: 'module',
      from: '/app',
      to: join(root, 'shop'),
      inWorkspace: true,
      sure: true,
      why: null,
      verdict: { line: 4, certainty: 'exact', why: 'same-start' },
    });
    expect(at('/usr/local/go/src/net/http/server.go', 'net/http.Serve')).toMatchObject({
      path: join(root, 'go/src/net/http/server.go'),
      mappedBy: 'goroot',
      inWorkspace: false,
      sure: true,
    });
    expect(at('/go/pkg/mod/example.com/!upper@v1.0.0/u.go', 'example.com/Upper.F')).toMatchObject({
      mappedBy: 'module-cache',
      inWorkspace: false,
    });
    expect(at('/app/gone.go', 'other.org/gone.F')).toBeNull();
    expect(at('/never/asked.go', 'main.main')).toBeNull();
    expect(missing).toEqual([]);
    // Only what is of the workspace is marked.
    expect([...files.keys()].map(resolve)).toEqual([join(root, 'shop/queue/queue.go'), null, null, null]);
    expect(firstSeen).toEqual([join(root, 'shop/queue/queue.go')]);
  });

  it('are unsure when the file does not declare what runs', async () => {
    const files = recorded({ 'example.com/shop/queue/queue.go': 'example.com/shop/queue.Pop@3' });
    const { source } = await resolver.prepareSources(files, about, signal);
    const found = source({ file: 'example.com/shop/queue/queue.go', function: 'example.com/shop/queue.Pop', line: 4 });
    expect(found).toMatchObject({
      sure: false,
      why: 'not-declared',
      verdict: { certainty: 'stale', why: 'function-gone' },
    });
  });

  it('are unsure when Go here is another than the one that built', async () => {
    const files = recorded({ 'net/http/server.go': 'net/http.Serve@1' });
    const { source } = await resolver.prepareSources(files, { ...about, goVersion: 'go1.24.1' }, signal);
    const found = source({ file: 'net/http/server.go', function: 'net/http.Serve', line: 1 });
    expect(found).toMatchObject({ sure: false, why: 'another-version', verdict: { certainty: 'unsure' } });
  });

  it('of two builds do not mix: the same name may be another file', async () => {
    await write('shop/cmd/b/main.go', 'package main\n\nfunc main() {\n}\n');
    const path = async (build: string, mainPackage: string) => {
      const files = recorded({ '/app/main.go': 'main.main@3' });
      const { resolve } = await resolver.prepareSources(files, { ...about, build, mainPackage }, signal);
      return resolve('/app/main.go')?.slice(root.length);
    };
    expect(await path('one', 'example.com/shop/cmd/a')).toBe('/shop/cmd/a/main.go');
    expect(await path('two', 'example.com/shop/cmd/b')).toBe('/shop/cmd/b/main.go');
    expect(await path('three', 'example.com/other')).toBeUndefined();
  });

  it('find in a later round what an earlier one could not know', async () => {
    await write('shop/cmd/b/main.go', main);
    const first = await resolver.prepareSources(
      recorded({ '/app/cmd/a/main.go': 'main.main@3 main.run@7' }),
      about,
      signal,
    );
    // Both programs declare it, but only one of them lies in `cmd/a`.
    expect(first.source({ file: '/app/cmd/a/main.go', function: 'main.run', line: 7 })?.mappedBy).toBe('suffix');
    const more = recorded({
      '/app/queue/queue.go': 'example.com/shop/queue.Push@3',
      '/app/cmd/a/main.go': 'main.main@3',
    });
    const second = await resolver.prepareSources(more, about, signal);
    expect(second.source({ file: '/app/cmd/a/main.go', function: 'main.run', line: 7 })?.mappedBy).toBe('prefix-votes');
  });

  it('obey the person, now and at once', async () => {
    const files = recorded({ '/x/odd.go': 'main.main@3 main.run@7' });
    const before = await resolver.prepareSources(files, about, signal);
    expect(before.resolve('/x/odd.go')).toBeNull();
    expect(before.missing).toEqual(['/x/odd.go']);
    await write('shop/cmd/a/odd.go', main);
    resolver.setMappings([{ from: '/x', to: join(root, 'shop/cmd/a') }]);
    const { source, missing } = await resolver.prepareSources(files, about, signal);
    expect(missing).toEqual([]);
    expect(source({ file: '/x/odd.go', function: 'main.run', line: 7 })).toMatchObject({
      path: join(root, 'shop/cmd/a/odd.go'),
      mappedBy: 'user-mapping',
      from: '/x',
      to: join(root, 'shop/cmd/a'),
      sure: true,
    });
  });

  it('keep to the text of the first look, until another build is named', async () => {
    const files = recorded({ 'example.com/shop/queue/queue.go': 'example.com/shop/queue.Push@3' });
    const site = { file: 'example.com/shop/queue/queue.go', function: 'example.com/shop/queue.Push', line: 4 };
    const line = async (build: string) => {
      const { source, firstSeen } = await resolver.prepareSources(files, { ...about, build }, signal);
      return [source(site)?.verdict.line, firstSeen.length];
    };
    expect(await line('one')).toEqual([4, 1]);
    await write('shop/queue/queue.go', 'package queue\n\n// New.\nfunc Push() {\n\twork()\n}\n');
    expect(await line('one')).toEqual([4, 0]);
    resolver.forget();
    expect(await line('one')).toEqual([4, 0]);
    expect(await line('two')).toEqual([5, 1]);
  });

  it('know where functions begin from other rounds, and of generic ones without their types', async () => {
    const file = 'example.com/shop/queue/queue.go';
    await write('shop/queue/queue.go', 'package queue\n\n// New.\nfunc Map[T any]() {\n\twork()\n}\n');
    await resolver.prepareSources(recorded({ [file]: 'example.com/shop/queue.Map[go.shape.int]@3' }), about, signal);
    const dump = recorded({ [file]: 'example.com/shop/queue.Map[...]' });
    const { source } = await resolver.prepareSources(dump, about, signal);
    expect(source({ file, function: 'example.com/shop/queue.Map[...]', line: 4 })?.verdict).toEqual({
      line: 5,
      certainty: 'shifted',
      why: 'moved',
    });
  });

  it('follow what has changed since the revision, as git tells it, and ask once a file', async () => {
    const asked: string[] = [];
    const history = {
      textAt: ({ path, revision, trusted }: HistoryQuestion) => {
        asked.push([path, ...trusted].map((each) => each.slice(root.length)).join(' ') + ` ${revision}`);
        return Promise.resolve('package queue\nfunc Push() {\n\twork()\n}\n');
      },
      workingCopy: () => Promise.resolve(null),
    };
    resolver = new PathResolver(analyser, tree, { history });
    resolver.setFolders([join(root, 'shop')]);
    const file = 'example.com/shop/queue/queue.go';
    const files = recorded({ [file]: 'example.com/shop/queue.Push@2', 'net/http/server.go': 'net/http.Serve@1' });
    for (let round = 0; round < 2; round += 1) {
      const { source } = await resolver.prepareSources(files, { ...about, revision: 'abcdef0' }, signal);
      expect(source({ file, function: 'example.com/shop/queue.Push', line: 3 })?.verdict).toEqual({
        line: 4,
        certainty: 'shifted',
        why: 'revision',
      });
    }
    expect(asked).toEqual(['/shop/queue/queue.go /shop abcdef0']);
  });

  it('know when a file was saved after the program was built', async () => {
    const builtAtMillis = Date.UTC(2026, 4, 1);
    const file = 'example.com/shop/queue/queue.go';
    const files = recorded({ [file]: 'example.com/shop/queue.Push@3' });
    const certainty = async (build: string, savedAfterMillis: number) => {
      const saved = new Date(builtAtMillis + savedAfterMillis);
      await utimes(join(root, 'shop/queue/queue.go'), saved, saved);
      const { source } = await resolver.prepareSources(files, { ...about, build, builtAtMillis }, signal);
      return source({ file, function: 'example.com/shop/queue.Push', line: 4 })?.verdict.why;
    };
    expect(await certainty('before', -60_000)).toBe('same-start');
    // The clocks of two file systems may differ so much.
    expect(await certainty('at once', 1_999)).toBe('same-start');
    expect(await certainty('after', 60_000)).toBe('saved-after-build');
  });

  it('wait for no parser, and believe it more than the look of a text when it has spoken', async () => {
    let speak: (lines: { first: number; last: number }) => void = () => undefined;
    const functionLines = () => new Promise<{ first: number; last: number }>((resolve) => (speak = resolve));
    resolver = new PathResolver(analyser, tree, { reader: { functionLines } });
    resolver.setFolders([join(root, 'shop')]);
    const file = 'example.com/shop/queue/queue.go';
    const files = recorded({ [file]: 'example.com/shop/queue.Push@3' });
    const { source, parsed } = await resolver.prepareSources(files, about, signal);
    const lineNow = () => source({ file, function: 'example.com/shop/queue.Push', line: 4 })?.verdict.line;
    expect(lineNow()).toBe(4);
    speak({ first: 40, last: 50 });
    expect(await parsed).toBe(true);
    expect(lineNow()).toBe(41);
  });

  it('do not believe a parser that read another text', async () => {
    const path = join(root, 'shop/queue/queue.go');
    const functionLines = async () => {
      await writeFile(path, `${'\n'.repeat(36)}${await readFile(path, 'utf8')}`);
      return { first: 39, last: 41 };
    };
    resolver = new PathResolver(analyser, tree, { reader: { functionLines } });
    resolver.setFolders([join(root, 'shop')]);
    const file = 'example.com/shop/queue/queue.go';
    const files = recorded({ [file]: 'example.com/shop/queue.Push@3' });
    const { source, parsed } = await resolver.prepareSources(files, about, signal);
    expect(await parsed).toBe(false);
    expect(source({ file, function: 'example.com/shop/queue.Push', line: 4 })?.verdict.line).toBe(4);
  });

  it('say so when two copies of a module fit as well', async () => {
    await write('copy/go.mod', 'module example.com/shop\n');
    await write('copy/queue/queue.go', 'package queue\n\nfunc Push() {\n\twork()\n}\n');
    resolver.setFolders([join(root, 'shop'), join(root, 'copy')]);
    const file = 'example.com/shop/queue/queue.go';
    const files = recorded({ [file]: 'example.com/shop/queue.Push@3' });
    const first = await resolver.prepareSources(files, about, signal);
    const site = { file, function: 'example.com/shop/queue.Push', line: 4 };
    expect(first.source(site)).toMatchObject({ path: join(root, 'shop/queue/queue.go'), sure: false, why: 'several' });
    await write('shop/queue/queue.go', 'package queue\n');
    resolver.forget();
    const second = await resolver.prepareSources(files, about, signal);
    expect(second.source(site)).toMatchObject({ path: join(root, 'copy/queue/queue.go'), sure: true });
  });
});
