// Which files are read as sources: those that really lie in the folder that they were reached through.
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { SourceTree } from '../../../src/shared/ports/sourceTree';
import { createSourceTree } from '../../../src/store/go/sourceTree';
import { problemOf } from '../../sources/problemOf';
import { hostile } from '../../disk/hostileFiles';
import { temporaryFolder } from '../temporaryFolder';

/** A name that ends in a slash is a folder; one with an arrow is a link and what it leads to, from where it stands. */
async function makeAll(root: string, names: readonly string[]): Promise<void> {
  for (const name of names) {
    const [path = '', target] = name.split(' -> ');
    const place = join(root, path);
    await mkdir(dirname(place), { recursive: true });
    if (target !== undefined) await symlink(target, place);
    else if (path.endsWith('/')) await mkdir(place, { recursive: true });
    else await writeFile(place, path.endsWith('go.mod') ? `module example.com/${dirname(path)}\n` : `// ${path}\n`);
  }
}

let root: string;
let tree: SourceTree;

beforeEach(async () => {
  root = await temporaryFolder();
  tree = createSourceTree();
});

/** What is read at a path; null when nothing is. Whoever asks whether there is a file, or when it was saved, hears the same. */
async function read(path: string): Promise<string | null> {
  const text = await tree.readText(join(root, path)).catch(() => null);
  expect([path, await tree.isFile(join(root, path))]).toEqual([path, text !== null]);
  expect([path, (await tree.savedAtMillis(join(root, path))) === null]).toEqual([path, text === null]);
  return text;
}

describe('in a workspace that is open', () => {
  /** Opens `shop`. */
  async function open(...names: readonly string[]): Promise<void> {
    await makeAll(root, ['shop/go.mod', 'shop/main.go', 'secret/key', 'secret/main.go', 'secret/go.mod', ...names]);
    tree.openFolders([join(root, 'shop')]);
    await tree.findModules([join(root, 'shop')]);
  }

  it.each([
    ['a link to a file elsewhere', 'shop/a.go -> ../secret/main.go', 'shop/a.go'],
    ['a link to a key', 'shop/a.go -> ../secret/key', 'shop/a.go'],
    ['a link to a link', 'shop/a.go -> b.go|shop/b.go -> ../secret/main.go', 'shop/a.go'],
    ['a folder elsewhere', 'shop/a -> ../secret', 'shop/a/main.go'],
    ['a vendor folder elsewhere', 'shop/vendor -> ../secret', 'shop/vendor/main.go'],
    ['the root of all', 'shop/a -> /', 'shop/a/etc/passwd.go'],
    ['a link that makes a source of something else', 'shop/.env|shop/a.go -> .env', 'shop/a.go'],
    ['a folder that only begins alike', 'shop-secret/main.go|shop/a -> ../shop-secret', 'shop/a/main.go'],
    ['a loop', 'shop/a -> .|shop/b.go -> b.go', 'shop/b.go'],
  ])('%s is not read', async (_, made, path) => {
    await open(...made.split('|'));
    expect(await read(path)).toBeNull();
    expect(await problemOf(tree.readText(join(root, path)))).toMatchObject({ kind: 'not-found' });
  });

  it.each([
    ['a file', 'shop/main.go', 'shop/main.go'],
    ['a link in the same module', 'shop/a.go -> main.go', 'shop/a.go'],
    ['a link from one module of the workspace to another', 'shop/b/go.mod|shop/b/a.go -> ../main.go', 'shop/b/a.go'],
    ['a loop of folders, once round', 'shop/a -> .', 'shop/a/main.go'],
    ['a link that leads back from elsewhere', 'shop/a -> ../secret|secret/b.go -> ../shop/main.go', 'shop/a/b.go'],
    ['a farm of links beside the sources', 'shop/farm/pkg -> ..', 'shop/farm/pkg/main.go'],
  ])('%s is read', async (_, made, path) => {
    await open(...made.split('|'));
    expect(await read(path)).toMatch(/main\.go/);
  });

  it('a link that leads elsewhere is no neighbour, and its folder is not listed', async () => {
    await open('shop/a -> ../secret', 'shop/deep/b.go');
    expect(await tree.goFiles(join(root, 'shop/a'))).toEqual([]);
    expect(await tree.goFiles(join(root, 'shop/deep'))).toEqual([join(root, 'shop/deep/b.go')]);
  });

  it.skipIf(process.platform !== 'linux').each(Object.entries(hostile))('%s is not read', async (_, make) => {
    await open();
    await make(join(root, 'shop/a.go'));
    expect(await tree.readText(join(root, 'shop/a.go')).catch(() => null)).toBeNull();
    expect(await tree.goFiles(join(root, 'shop'))).toContain(join(root, 'shop/main.go'));
  });
});

describe('a folder that somebody named', () => {
  it('is the workspace, opened through a link', async () => {
    await makeAll(root, ['real/go.mod', 'real/main.go', 'real/b.go -> main.go', 'link -> real']);
    tree.openFolders([join(root, 'link')]);
    expect(await tree.findModules([join(root, 'link')])).toMatchObject([{ directory: join(root, 'link') }]);
    expect(await read('link/main.go')).toBe('// real/main.go\n');
    expect(await read('link/b.go')).toBe('// real/main.go\n');
  });

  it('is a module that go.work uses or a replace names, beside the workspace or through a link in it', async () => {
    await makeAll(root, ['shop/', 'lib/go.mod', 'lib/lib.go', 'lib/x.go -> ../far/far.go', 'far/go.mod', 'far/far.go']);
    await symlink('../far', join(root, 'shop/far'));
    await writeFile(join(root, 'shop/go.mod'), 'module example.com/shop\nreplace example.com/lib => ../lib\n');
    await writeFile(join(root, 'shop/go.work'), 'go 1.24\nuse (\n.\n./far\n)\n');
    tree.openFolders([join(root, 'shop')]);
    await tree.findModules([join(root, 'shop')]);
    expect(await read('lib/lib.go')).toBe('// lib/lib.go\n');
    expect(await read('shop/far/far.go')).toBe('// far/far.go\n');
    expect(await read('lib/x.go')).toBeNull();
  });
});

describe('outside of all that is open', () => {
  it('a file has to stay in the modules around it, or in its folder', async () => {
    await makeAll(root, [
      'build/go.mod',
      'build/cmd/main.go',
      'build/cmd/b.go -> ../c.go',
      'build/c.go',
      'build/d.go -> ../other/other.go',
      'build/e -> ../other',
      'other/go.mod',
      'other/other.go',
      'plain/a.go -> b.go',
      'plain/b.go',
      'plain/c.go -> ../other/other.go',
    ]);
    expect(await read('build/cmd/main.go')).toBe('// build/cmd/main.go\n');
    expect(await read('build/cmd/b.go')).toBe('// build/c.go\n');
    expect(await read('plain/a.go')).toBe('// plain/b.go\n');
    for (const path of ['build/d.go', 'build/e/other.go', 'plain/c.go']) expect(await read(path)).toBeNull();
  });
});

describe.skipIf(process.platform !== 'linux')('in place of a go.mod, a go.work or a modules.txt', () => {
  it.each(Object.entries(hostile))('%s names no module', async (_, make) => {
    for (const path of ['shop/go.mod', 'shop/go.work', 'shop/a/vendor/modules.txt']) {
      await mkdir(dirname(join(root, path)), { recursive: true });
      await make(join(root, path));
    }
    await writeFile(join(root, 'shop/a/go.mod'), 'module example.com/a\n');
    expect(await tree.findModules([join(root, 'shop')])).toEqual([
      { path: 'example.com/a', directory: join(root, 'shop/a') },
    ]);
    expect(await tree.findSourceFolders([join(root, 'shop')])).toEqual([]);
  });

  it('a link that leads elsewhere names none, one in the workspace does', async () => {
    await makeAll(root, [
      'shop/go.mod -> ../other/go.mod',
      'shop/a/go.mod -> ../mod/go.mod',
      'shop/mod/',
      'other/go.mod',
    ]);
    await writeFile(join(root, 'shop/mod/go.mod'), 'module example.com/a\n');
    const modules = await tree.findModules([join(root, 'shop')]);
    expect(modules.map(({ directory }) => directory)).toEqual([join(root, 'shop/a'), join(root, 'shop/mod')]);
  });
});
