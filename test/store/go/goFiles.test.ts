import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findGoFolders } from '../../../src/store/go/findGoFolders';
import { parseGoFile, parseVendoredModules } from '../../../src/store/go/parseGoFile';
import { createSourceTree } from '../../../src/store/go/sourceTree';
import { temporaryFolder } from '../temporaryFolder';

const tree = createSourceTree();

async function folderWith(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await temporaryFolder();
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  return folder;
}

const inFolder = (path: string) => `/w/${path}`;

describe('a go.mod', () => {
  it('tells what it requires and replaces, in lines and in blocks', () => {
    const text = `module example.com/shop // the shop
go 1.24.0
toolchain go1.26.8
require github.com/lib/pq v1.10.9
require (
	"example.com/Upper/Pool/v2" v2.0.3 // indirect
	// nothing
	example.com/lib v0.0.0
)
replace example.com/lib => ../lib
replace (
	example.com/old v1.0.0 => ./old dir
	example.com/old v1.1.0 => "./old dir"
	\`example.com/fork\` => github.com/me/fork v1.5.0// ours
	example.com/abs v1.0.0 => /srv/abs
	example.com/drive => C:\\src\\drive
	example.com/nothing =>
	=> ./nowhere
	example.com/noversion => example.com/other
)
exclude example.com/bad v1.0.0
`;
    const told = parseGoFile(text, inFolder);
    expect(told.module).toBe('example.com/shop');
    expect(told.uses).toEqual([]);
    expect(told.requires.map(({ path, version }) => `${path} ${version}`)).toEqual([
      'github.com/lib/pq v1.10.9',
      'example.com/Upper/Pool/v2 v2.0.3',
      'example.com/lib v0.0.0',
    ]);
    const replacements = told.replaces.map(
      ({ path, version, directory, module }) =>
        `${path} ${version ?? '*'}: ${directory ?? `${module?.path ?? ''} ${module?.version ?? ''}`}`,
    );
    expect(replacements).toEqual([
      'example.com/lib *: /w/../lib',
      'example.com/old v1.1.0: /w/./old dir',
      'example.com/fork *: github.com/me/fork v1.5.0',
      'example.com/abs v1.0.0: /w//srv/abs',
      'example.com/drive *: /w/C:\\src\\drive',
    ]);
  });
});

it('a go.work tells what it joins', () => {
  const told = parseGoFile('go 1.24\nuse ./a\nuse (\n\t"./b c" // here\n\t../d\n)\nreplace x => ../x\n', inFolder);
  expect(told.uses).toEqual(['/w/./a', '/w/./b c', '/w/../d']);
  expect(told.replaces).toHaveLength(1);
  expect(told.module).toBeNull();
});

it('vendor/modules.txt tells versions, of replaced modules too', () => {
  const text =
    '# github.com/lib/pq v1.10.9\n## explicit\ngithub.com/lib/pq\n# example.com/lib v0.0.0 => ../lib\n## x\n# example.com/lib => ../lib\n';
  expect(parseVendoredModules(text)).toEqual([
    { path: 'github.com/lib/pq', version: 'v1.10.9' },
    { path: 'example.com/lib', version: 'v0.0.0' },
  ]);
});

describe('the modules of a workspace', () => {
  it('are also those that a go.work joins and a replace names, wherever they lie', async () => {
    const root = await folderWith({
      'go.work': 'go 1.24\nuse (\n./shop\n./joined\n)\nreplace example.com/late => ./late\n',
      'shop/go.mod': 'module example.com/shop\nrequire example.com/lib v0.0.0\nreplace example.com/lib => ../lib\n',
      'shop/vendor/modules.txt': '# github.com/lib/pq v1.10.9\n',
      'joined/go.mod': 'module example.com/joined\n',
      'lib/go.mod': 'module example.com/lib\nreplace example.com/far => ../far\n',
      'late/go.mod': 'module example.com/late\n',
      'far/go.mod': 'module example.com/far\n',
      'other/go.mod': 'module example.com/other\n',
    });
    const modules = await tree.findModules([join(root, 'shop')]);
    expect(modules.map(({ path, joinedBy }) => `${path} ${joinedBy ?? ''}`)).toEqual([
      'example.com/shop ',
      'example.com/joined go.work',
      'example.com/late replace',
      'example.com/lib replace',
    ]);
    expect(modules[0]).toMatchObject({
      directory: join(root, 'shop'),
      requires: [{ path: 'example.com/lib', version: 'v0.0.0' }],
      vendored: [{ path: 'github.com/lib/pq', version: 'v1.10.9' }],
      replaces: [
        { path: 'example.com/late', directory: join(root, 'late') },
        { path: 'example.com/lib', directory: join(root, 'lib') },
      ],
    });
  });

  it('have folders with Go files, in modules elsewhere too', async () => {
    const root = await folderWith({
      'shop/go.mod': 'module example.com/shop\nreplace example.com/lib => ../lib\n',
      'shop/cmd/a/main.go': '',
      'shop/docs/readme.md': '',
      'shop/vendor/x/x.go': '',
      'lib/go.mod': 'module example.com/lib\n',
      'lib/ring/ring.go': '',
    });
    const folders = await tree.findSourceFolders([join(root, 'shop')]);
    expect(folders.map((folder) => folder.slice(root.length + 1))).toEqual(['shop/cmd/a', 'lib/ring']);
  });
});

describe('where Go keeps its own sources', () => {
  const empty = { PATH: '', GOENV: 'off' };

  it('is what the environment says', async () => {
    const root = await folderWith({ 'go/VERSION': 'go1.26.8\ntime x\n' });
    const found = await findGoFolders({ ...empty, GOROOT: join(root, 'go'), GOMODCACHE: join(root, 'cache') });
    expect(found.roots[0]).toEqual({ path: join(root, 'go'), version: 'go1.26.8' });
    expect(found.moduleCaches).toEqual([join(root, 'cache')]);
  });

  it('is what `go env -w` has written, and the folder of the program on the path, links followed', async () => {
    const root = await folderWith({
      env: 'GOPATH=/home/me/gopath:/other\nGOFLAGS=-mod=mod\n',
      'sdk/bin/go': '',
      'sdk/src/runtime/extern.go': 'package runtime\n',
      'path/x': '',
    });
    await symlink(join(root, 'sdk/bin/go'), join(root, 'path/go'));
    const found = await findGoFolders({ PATH: join(root, 'path'), GOENV: join(root, 'env') });
    expect(found.roots[0]).toEqual({ path: join(root, 'sdk'), version: '' });
    expect(found.moduleCaches).toEqual(['/home/me/gopath/pkg/mod']);
  });

  it('is not what a relative folder of the path leads to', async () => {
    const root = await folderWith({ 'sdk/bin/go': '', 'sdk/VERSION': 'go1.26.8\n' });
    for (const path of [relative(process.cwd(), join(root, 'sdk/bin')), ''])
      expect((await findGoFolders({ ...empty, PATH: path })).roots.map((found) => found.path)).not.toContain(
        join(root, 'sdk'),
      );
  });

  it('is not what has no Go in it', async () => {
    const root = await folderWith({ x: '' });
    const { roots } = await findGoFolders({ ...empty, GOROOT: root });
    expect(roots.map(({ path }) => path)).not.toContain(root);
  });
});
