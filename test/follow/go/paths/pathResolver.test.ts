import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { goAnalyser as analyser } from '../../../../src/analyse/go/goAnalyser';
import { PathResolver } from '../../../../src/follow/go/paths/pathResolver';
import type { SourceTree } from '../../../../src/shared/ports/sourceTree';
import { createSourceTree } from '../../../../src/store/go/sourceTree';

const main = 'package main\n\nfunc main() {}\n\nfunc (s *session) receive() {}\n';

describe('the path resolver', () => {
  let root: string;
  let looks: { isFile: number; findModules: number };
  let tree: SourceTree;
  let resolver: PathResolver;

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'leaklens-paths-'));
    const real = createSourceTree();
    looks = { isFile: 0, findModules: 0 };
    tree = {
      ...real,
      findModules: (folders) => ((looks.findModules += 1), real.findModules(folders)),
      isFile: (path) => ((looks.isFile += 1), real.isFile(path)),
    };
    resolver = new PathResolver(analyser, tree);
    await write('go.mod', 'module example.com/shop\n\ngo 1.26\n');
    await write('main.go', main);
    await write('queue/queue.go', 'package queue\n\nfunc Push() {}\n');
    resolver.setFolders([root]);
  });

  afterEach(() => rm(root, { recursive: true, force: true }));

  async function write(file: string, text: string): Promise<void> {
    await mkdir(dirname(join(root, file)), { recursive: true });
    await writeFile(join(root, file), text);
  }

  /** The local path of one recorded file, relative to the workspace. */
  async function find(file: string, name = 'main.main'): Promise<string | null> {
    const path = (await resolver.prepare(new Map([[file, [{ name, startLine: 0 }]]])))(file);
    return path === null ? null : path.replace(`${root}/`, '');
  }

  it.each([
    ['example.com/shop/main.go', 'main.main', 'main.go'],
    ['example.com/shop/queue/queue.go', 'example.com/shop/queue.Push', 'queue/queue.go'],
    ['/build/queue/queue.go', 'example.com/shop/queue.Push', 'queue/queue.go'],
    ['/app/main.go', 'main.(*session).receive', 'main.go'],
    ['/app/main.go', 'main.(*session).receive.func1', 'main.go'],
    // Another program's main.go is not mine.
    ['/app/main.go', 'main.(*blog).count', null],
    ['/app/cmd/other/main.go', 'main.main', null],
    ['/other/queue/queue.go', 'other.org/queue.Pop', null],
    ['example.com/shop/gone.go', 'main.main', null],
    ['/usr/local/go/src/net/http/server.go', 'net/http.(*conn).serve', null],
  ])('finds %s of %s: %s', async (file, name, path) => {
    expect(await find(file, name)).toBe(path);
  });

  it('finds an absolute file of the workspace itself', async () => {
    expect(await find(`${root}/main.go`)).toBe('main.go');
  });

  it('does not choose between two files that fit as well', async () => {
    await write('tools/go.mod', 'module example.com/tools\n');
    await write('tools/cmd/a/main.go', main);
    await write('cmd/a/main.go', main);
    resolver.forget();
    expect(await find('/app/cmd/a/main.go')).toBeNull();
    await write('tools/cmd/a/main.go', 'package main\n');
    resolver.forget();
    expect(await find('/app/cmd/a/main.go')).toBe('cmd/a/main.go');
  });

  it('takes folders with a slash at the end', async () => {
    resolver.setFolders([`${root}/`]);
    expect(await find('/app/main.go')).toBe('main.go');
  });

  it('looks once, until the workspace changes', async () => {
    const file = 'example.com/shop/late.go';
    expect(await find(file)).toBeNull();
    const { isFile } = looks;
    await write('late.go', main);
    expect(await find(file)).toBeNull();
    expect(looks).toEqual({ isFile, findModules: 1 });
    resolver.forget();
    expect(await find(file)).toBe('late.go');
    expect(looks.findModules).toBe(2);
  });

  it('answers null for what was not asked for', async () => {
    expect((await resolver.prepare(new Map()))('example.com/shop/main.go')).toBeNull();
  });

  it('does not mix an old answer into a new workspace', async () => {
    const file = 'example.com/shop/main.go';
    const slow = resolver.prepare(new Map([[file, [{ name: 'main.main', startLine: 0 }]]]));
    resolver.setFolders([]);
    await slow;
    expect(await find(file)).toBeNull();
  });

  it('tries again after the workspace could not be read', async () => {
    let broken = true;
    const real = createSourceTree();
    resolver = new PathResolver(analyser, {
      ...real,
      findModules: (folders) => (broken ? Promise.reject(new Error('EIO')) : real.findModules(folders)),
    });
    resolver.setFolders([root]);
    await expect(find('example.com/shop/main.go')).rejects.toThrow('EIO');
    broken = false;
    expect(await find('example.com/shop/main.go')).toBe('main.go');
  });

  it('is bounded when a service names new files for ever', async () => {
    for (let poll = 0; poll < 6; poll += 1) {
      const files = Array.from(
        { length: 20_000 },
        (_, nth) => [`lib${String(poll)}/${String(nth)}.go`, [{ name: 'lib.F', startLine: 0 }]] as const,
      );
      await resolver.prepare(new Map(files));
    }
    expect(resolver.rememberedFiles).toBeLessThanOrEqual(20_000);
    expect(await find('example.com/shop/main.go')).toBe('main.go');
  });
});
