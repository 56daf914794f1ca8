// OTP's own sources, found by what is installed here: what a node says is a name, and never a path.
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createOtpSources } from '../../../src/store/beam/otpSources';

const files: Readonly<Record<string, string>> = {
  'otp/bin/erl': '#!/bin/sh\n',
  'otp/lib/stdlib-9.8/src/gen_server.erl': '-module(gen_server).\n',
  'otp/erts-99.1/src/init.erl': '-module(init).\n',
  'home/.asdf/installs/elixir/9.9.1/VERSION': '9.9.1\n',
  'home/.asdf/installs/elixir/9.9.1/lib/elixir/lib/task/supervised.ex': 'defmodule Task.Supervised do\nend\n',
  'otp/lib/inets-9.8/src/http_client/httpc.erl': '-module(httpc).\n',
  'home/.asdf/installs/erlang/99.1/lib/stdlib-9.9/src/gen_server.erl': '-module(gen_server). % newer\n',
  'elsewhere/secret.erl': '-module(secret).\n',
};

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'leaklens-otp-'));
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  await mkdir(join(folder, 'bin'));
  await symlink(join(folder, 'otp/bin/erl'), join(folder, 'bin/erl'));
  await symlink(join(folder, 'elsewhere/secret.erl'), join(folder, 'otp/lib/stdlib-9.8/src/linked.erl'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('a module of OTP', () => {
  const fileOf = async (module: string, application: string, path = join(folder, 'bin'), file = '') => {
    const sources = createOtpSources({ environment: { PATH: path }, homeDirectory: join(folder, 'home') });
    return (await sources.file(module, application, file))?.path.slice(folder.length + 1) ?? null;
  };

  it('is found in exactly the version that the node runs, of whichever installation', async () => {
    expect(await fileOf('gen_server', 'stdlib-9.8')).toBe('otp/lib/stdlib-9.8/src/gen_server.erl');
    expect(await fileOf('httpc', 'inets-9.8')).toBe('otp/lib/inets-9.8/src/http_client/httpc.erl');
    const newer = 'home/.asdf/installs/erlang/99.1/lib/stdlib-9.9/src/gen_server.erl';
    expect(await fileOf('gen_server', 'stdlib-9.9')).toBe(newer);
    expect(await fileOf('gen_server', 'stdlib-9.7')).toBeNull();
  });

  it('that the runtime brings with it is beside it', async () => {
    expect(await fileOf('init', 'erts-99.1')).toBe('otp/erts-99.1/src/init.erl');
    expect(await fileOf('init', 'erts-99.2')).toBeNull();
  });

  it('of Elixir is found in exactly its version, by the file that was compiled', async () => {
    const of = (application: string, file: string) =>
      fileOf('Elixir.Task.Supervised', application, join(folder, 'bin'), file);
    const found = 'home/.asdf/installs/elixir/9.9.1/lib/elixir/lib/task/supervised.ex';
    expect(await of('elixir-9.9.1', 'lib/task/supervised.ex')).toBe(found);
    expect(await of('elixir-9.9.2', 'lib/task/supervised.ex')).toBeNull();
    expect(await of('elixir-9.9.1', 'lib/../../../VERSION')).toBeNull();
    expect(await of('shop-9.9.1', 'lib/task/supervised.ex')).toBeNull();
  });

  it.each([
    ['a path in place of a module', '../../../../elsewhere/secret', 'stdlib-9.8'],
    ['a path in place of an application', 'secret', 'stdlib-9.8/../../../elsewhere'],
    ['an application without a version', 'gen_server', 'stdlib'],
    ['a file that a link leads out to', 'linked', 'stdlib-9.8'],
    ['nothing', '', ''],
  ])('is not %s', async (_what, module, application) => {
    expect(await fileOf(module, application)).toBeNull();
  });

  it('is not looked for by a program in a relative folder', async () => {
    expect(await fileOf('gen_server', 'stdlib-9.8', 'bin')).toBeNull();
  });
});
