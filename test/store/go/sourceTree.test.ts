import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findModules } from '../../../src/store/go/findModules';
import { listGoFiles } from '../../../src/store/go/listGoFiles';
import { parseModulePath } from '../../../src/store/go/parseModulePath';
import { createSourceTree } from '../../../src/store/go/sourceTree';
import { problemOf } from '../../sources/problemOf';
import { temporaryFolder } from '../temporaryFolder';

const tree = createSourceTree();

/** Makes a folder with these files. */
async function folderWith(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await temporaryFolder();
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  return folder;
}

describe('findModules', () => {
  it('finds the modules of a folder, nested ones included, the nearest to the top first', async () => {
    const folder = await folderWith({
      'go.mod': 'module example.com/shop\n',
      'tools/go.mod': 'module example.com/shop/tools\n',
      'a/b/c/go.mod': 'module example.com/deep\n',
      'main.go': 'package main\n',
    });
    expect(await tree.findModules([folder])).toEqual([
      { path: 'example.com/shop', directory: folder },
      { path: 'example.com/shop/tools', directory: join(folder, 'tools') },
      { path: 'example.com/deep', directory: join(folder, 'a/b/c') },
    ]);
  });

  it('finds the module that a folder lies in', async () => {
    const folder = await folderWith({ 'go.mod': 'module example.com/shop\n', 'cmd/shop/main.go': 'package main\n' });
    expect(await tree.findModules([join(folder, 'cmd', 'shop')])).toEqual([
      { path: 'example.com/shop', directory: folder },
    ]);
  });

  it('names a module once, however many folders lead to it', async () => {
    const folder = await folderWith({
      'go.mod': 'module example.com/shop\n',
      'lib/go.mod': 'module example.com/lib\n',
    });
    const modules = await tree.findModules([folder, join(folder, 'lib'), `${folder}/`]);
    expect(modules.map(({ path }) => path)).toEqual(['example.com/shop', 'example.com/lib']);
  });

  it.each(['node_modules/x', 'vendor/x', 'testdata', '.git/x', '.cache', 'a/vendor/b', '1/2/3/4/5/6/7/8/9'])(
    'does not look into %s',
    async (path) => {
      const folder = await folderWith({ [`${path}/go.mod`]: 'module example.com/hidden\n' });
      expect(await tree.findModules([folder])).toEqual([]);
    },
  );

  it('reaches eight levels', async () => {
    const folder = await folderWith({ '1/2/3/4/5/6/7/8/go.mod': 'module example.com/deep\n' });
    expect(await tree.findModules([folder])).toHaveLength(1);
  });

  it('does not follow links', async () => {
    const elsewhere = await folderWith({ 'go.mod': 'module example.com/elsewhere\n' });
    const folder = await folderWith({ 'x.go': '' });
    await symlink(elsewhere, join(folder, 'linked'));
    await symlink(folder, join(folder, 'loop'));
    expect(await tree.findModules([folder])).toEqual([]);
  });

  it('leaves out what is no module, and does not mind what is not there', async () => {
    const folder = await folderWith({ 'a/go.mod': '', 'b/go.mod': 'go 1.26\n', 'c/go.mod/x': '' });
    expect(await tree.findModules([folder, join(folder, 'gone')])).toEqual([]);
  });

  it('looks at so many entries and no more, those near the top first', async () => {
    const folder = await folderWith({
      'a/1.go': '',
      'a/2.go': '',
      'b/go.mod': 'module example.com/b\n',
      'c/deep/go.mod': 'module example.com/deep\n',
    });
    const found = async (maxEntries: number) => (await findModules([folder], maxEntries)).map(({ path }) => path);
    expect(await found(5)).toEqual([]);
    expect(await found(6)).toEqual(['example.com/b']);
    expect(await found(8)).toEqual(['example.com/b', 'example.com/deep']);
  });
});

describe('parseModulePath', () => {
  it.each([
    ['module example.com/shop\n\ngo 1.26\n', 'example.com/shop'],
    ['// Deprecated: use v2.\nmodule example.com/shop // here\r\n', 'example.com/shop'],
    ['module example.com/shop//comment', 'example.com/shop'],
    ['module "example.com/shop"\n', 'example.com/shop'],
    ['module `example.com/shop`\n', 'example.com/shop'],
    ['module"example.com/shop"\n', 'example.com/shop'],
    ['\tmodule\texample.com/shop/v2\n', 'example.com/shop/v2'],
    ['go 1.26\nmodule (\n\t// the name\n\texample.com/shop\n)\n', 'example.com/shop'],
    ['module shop', 'shop'],
    ['', null],
    ['go 1.26\n', null],
    ['module\n', null],
    ['modules example.com/shop\n', null],
    ['module a b\n', null],
    ['module (\n)\n', null],
    ['require example.com/module v1.0.0\n', null],
  ])('of %j is %j', (text, path) => {
    expect(parseModulePath(text)).toBe(path);
  });
});

describe('files', () => {
  it('are files, links to files included, and nothing else is', async () => {
    const folder = await folderWith({ 'main.go': 'package main\n' });
    await symlink(join(folder, 'main.go'), join(folder, 'link.go'));
    const is = (name: string) => tree.isFile(join(folder, name));
    expect([await is('main.go'), await is('link.go'), await is('gone.go'), await is('.')]).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect(await tree.isFile('a\0b')).toBe(false);
  });

  it('are seen when they appear and missed when they go', async () => {
    const folder = await folderWith({});
    expect(await tree.isFile(join(folder, 'main.go'))).toBe(false);
    await writeFile(join(folder, 'main.go'), '');
    expect(await tree.isFile(join(folder, 'main.go'))).toBe(true);
  });

  it('are read as an editor shows them', async () => {
    const folder = await folderWith({ 'main.go': '\ufeffpackage main // ü\n' });
    expect(await tree.readText(join(folder, 'main.go'))).toBe('package main // ü\n');
    await writeFile(join(folder, 'latin1.go'), Buffer.from([0x61, 0xfc, 0x62]));
    expect(await tree.readText(join(folder, 'latin1.go'))).toBe('a\ufffdb');
  });

  it('are refused when they are not there, or too large to be source', async () => {
    const folder = await folderWith({ 'large.go': 'x'.repeat(8 * 1024 * 1024 + 1) });
    expect(await problemOf(tree.readText(join(folder, 'gone.go')))).toMatchObject({ kind: 'not-found' });
    expect(await problemOf(tree.readText(folder))).toMatchObject({ kind: 'not-found' });
    expect(await problemOf(tree.readText(join(folder, 'large.go')))).toMatchObject({
      kind: 'too-large',
      limit: 8_388_608,
    });
  });
});

describe('the .go files of a folder', () => {
  it('are those that the go tool would look at, sorted, with forward slashes', async () => {
    const folder = await folderWith({
      'b.go': '',
      'a.go': '',
      'a_test.go': '',
      '_draft.go': '',
      '.hidden.go': '',
      'a.golang': '',
      'deeper/c.go': '',
      'folder.go/d.go': '',
    });
    expect(await tree.goFiles(`${folder}/`)).toEqual(['a.go', 'a_test.go', 'b.go'].map((name) => `${folder}/${name}`));
  });

  it('are none where there is no folder', async () => {
    expect(await tree.goFiles('/not/there')).toEqual([]);
  });

  it('are looked for among so many entries and no more', async () => {
    const folder = await folderWith({ '1.go': '', '2.go': '', '3.go': '' });
    expect(await listGoFiles(folder, 2)).toHaveLength(2);
  });
});
