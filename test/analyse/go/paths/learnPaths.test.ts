import { describe, expect, it } from 'vitest';
import { learnPaths } from '../../../../src/analyse/go/paths/learnPaths';
import { explainMapping } from '../../../../src/analyse/paths/explainMapping';
import type { WorkspaceLayout } from '../../../../src/shared/ports/runtime/analyser';

const layout: WorkspaceLayout = {
  folders: ['/home/me'],
  modules: [
    { path: 'example.com/shop', directory: '/home/me/shop' },
    { path: 'example.com/twice', directory: '/home/me/a' },
    { path: 'example.com/twice', directory: '/home/me/b' },
  ],
};

function learn(files: Readonly<Record<string, readonly string[]>>, found: Readonly<Record<string, string>> = {}) {
  const recorded = Object.entries(files).map(
    ([file, names]) => [file, names.map((name) => ({ name, startLine: 0 }))] as const,
  );
  return learnPaths(new Map(recorded), new Map(Object.entries(found)), layout);
}

function many(count: number): string[] {
  return Array.from({ length: count }, (_, at) => `example.com/shop.F${String(at)}`);
}

describe('a build teaches', () => {
  it('which folder stands for which, by the packages of its functions', () => {
    expect(
      learn({ '/app/queue/queue.go': ['example.com/shop/queue.Push', 'example.com/shop/queue.Pull'] }).prefixes,
    ).toEqual([{ from: '/app', to: '/home/me/shop', votes: 2 }]);
  });

  it('what most functions agree on, when they are many', () => {
    const one = learn({ '/app/a.go': many(45), '/other/b.go': many(1) });
    expect(one.prefixes.map(({ from }) => from)).toEqual(['/app']);
    expect(learn({ '/app/a.go': many(11) }).prefixes).toHaveLength(1);
  });

  it('nothing by a few functions at the top of a module: any folder ends like it', () => {
    expect(learn({ '/app/a.go': many(10) }).prefixes).toEqual([]);
  });

  it.each([
    ['its own folder', { '/home/me/shop/queue/q.go': ['example.com/shop/queue.Push'] }],
    ['a folder that is not the package', { '/app/pool/p.go': ['example.com/shop/queue.Push'] }],
    ['a closure that may be of another package', { '/app/queue/q.go': ['example.com/shop/queue.Push.func1'] }],
    ['a module that is open twice', { '/app/queue/q.go': ['example.com/twice/queue.Push'] }],
    ['a library', { '/app/vendor/example.com/shop/queue/q.go': ['example.com/shop/queue.Push'] }],
    ['a trimmed name', { 'example.com/shop/queue/q.go': ['example.com/shop/queue.Push'] }],
    ['somebody else', { '/app/queue/q.go': ['other.org/queue.Push'] }],
  ])('nothing by %s', (_, files: Readonly<Record<string, readonly string[]>>) => {
    expect(learn(files).prefixes).toEqual([]);
  });

  it('where Go lay, by the runtime alone', () => {
    expect(learn({ 'C:/Program Files/Go/src/runtime/proc.go': ['runtime.main'] }).goRoot).toBe('C:/Program Files/Go');
    expect(learn({ '/go/src/shop/queue/q.go': ['shop/queue.Push'] }).goRoot).toBeNull();
    expect(learn({ 'runtime/proc.go': ['runtime.main'] }).goRoot).toBeNull();
  });

  it('where its packages are, by the files found already', () => {
    const { packages } = learn(
      { '/app/cmd/main.go': ['main.main', 'main.run'], 'q.go': ['main.start.Lazy.func1'] },
      { '/app/cmd/main.go': '/home/me/shop/cmd/main.go', 'q.go': '/home/me/shop/queue/q.go' },
    );
    expect([...packages]).toEqual([['main', '/home/me/shop/cmd']]);
  });
});

it.each([
  ['/app/queue/q.go', '/home/me/shop/queue/q.go', '/app', '/home/me/shop'],
  ['C:\\shop\\q.go', '/home/me/shop/q.go', 'C:', '/home/me'],
  ['/home/me/a.go', '/home/me/a.go', '', ''],
  ['example.com/shop/q.go', '/home/me/shop/q.go', 'example.com', '/home/me'],
])('%s found as %s is told as %s for %s', (file, path, from, to) => {
  expect(explainMapping(file, path)).toEqual({ from, to });
});
