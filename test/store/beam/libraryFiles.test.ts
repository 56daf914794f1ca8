// The file of a library's module in `deps/`, which is no part of the workspace's own code.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createErlangSources } from '../../../src/store/beam/erlangSources';

const files: Readonly<Record<string, string>> = {
  'lib/shop.ex': 'defmodule Shop do\nend\n',
  'deps/hackney/src/hackney_pool.erl': '-module(hackney_pool).\n',
  'deps/cachex/lib/cachex/http_client.ex': 'defmodule Cachex.HTTPClient do\nend\n',
  'deps/other/lib/http_client.ex': 'defmodule Other.HTTPClient do\nend\n',
  'deps/other/_build/dev/lib/other/hidden.erl': '-module(hidden).\n',
};

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'leaklens-deps-'));
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it('is found by its name, and by what it declares', async () => {
  const sources = createErlangSources();
  sources.setFolders([folder]);
  const fileOf = async (module: string) => (await sources.library(module))?.path.slice(folder.length + 1) ?? null;
  expect(await fileOf('hackney_pool')).toBe('deps/hackney/src/hackney_pool.erl');
  expect(await fileOf('Elixir.Cachex.HTTPClient')).toBe('deps/cachex/lib/cachex/http_client.ex');
  for (const module of ['hidden', 'gen_server', 'Elixir.Shop', '../../etc/passwd', 'Elixir.../x', '']) {
    expect(await fileOf(module)).toBeNull();
  }
  expect((await sources.all()).map(({ path }) => path)).toEqual([join(folder, 'lib/shop.ex')]);
});
