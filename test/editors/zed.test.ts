// The extension for Zed: its manifest is one that Zed reads, and what it tells Zed to start and to send finds a leak. Zed itself is not at hand, nor is
// its crate: the extension is compiled against the part of its interface that it calls (`zed/zedExtensionApi.rs`), and asked.
import { execFile, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { chmod, copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { parse } from 'smol-toml';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import manifest from '../../package.json';
import { buildProduct, startEditor } from '../lsp/plain/leaklensProgram';
import { buildService, hasGo, serviceSource, startService } from '../support/go/goService';
import { repositoryRoot } from '../support/paths';

const folder = join(repositoryRoot, 'editors/zed');
const toml = (file: string) => parse(readFileSync(join(folder, file), 'utf8'));

describe('the manifest', () => {
  it('names a server for the languages that LeakLens knows, by the names that Zed has for them', () => {
    expect(toml('extension.toml')).toEqual({
      id: manifest.name,
      name: manifest.displayName,
      description: expect.stringMatching(/^Finds memory and goroutine leaks of .*\.$/) as string,
      version: manifest.version,
      schema_version: 1,
      authors: [expect.any(String)],
      repository: expect.stringMatching(/^https:/) as string,
      language_servers: {
        leaklens: {
          name: manifest.displayName,
          languages: ['Go', 'Erlang', 'Elixir'],
          language_ids: { Go: 'go', Erlang: 'erlang', Elixir: 'elixir' },
        },
      },
    });
  });

  it('is that of a library as Zed builds them', () => {
    expect(toml('Cargo.toml')).toMatchObject({
      package: { license: manifest.license },
      lib: { 'crate-type': ['cdylib'] },
      dependencies: { zed_extension_api: expect.stringMatching(/^0\.\d+\.0$/) as string },
    });
  });
});

/** Where Debian's `librust-serde-json-dev` has the crates that are asked for below. */
const crates = '/usr/share/cargo/registry';
const hasRust = existsSync(crates) && spawnSync('cargo', ['--version']).status === 0;

describe.skipIf(!hasRust)('what Zed is told (needs Rust and librust-serde-json-dev)', { timeout: 180_000 }, () => {
  let built: string;
  let program: string;

  beforeAll(async () => {
    built = await mkdtemp(join(tmpdir(), 'leaklens-zed-'));
    const here = (file: string) => join(repositoryRoot, 'test/editors/zed', file);
    const crate = async (name: string, dependency: string, sources: Readonly<Record<string, string>>) => {
      await mkdir(join(built, name, 'src'), { recursive: true });
      const cargo = `[package]\nname = "${name}"\nversion = "0.7.0"\nedition = "2021"\n[dependencies]\n${dependency}\n`;
      await writeFile(join(built, name, 'Cargo.toml'), cargo);
      for (const [to, from] of Object.entries(sources)) await copyFile(from, join(built, name, 'src', to));
    };
    await crate('zed_extension_api', 'serde_json = "1"', { 'lib.rs': here('zedExtensionApi.rs') });
    await crate('ask', 'zed_extension_api = { path = "../zed_extension_api" }', {
      'main.rs': here('askExtension.rs'),
      'extension.rs': join(folder, 'src/lib.rs'),
    });
    const source = ['source.crates-io.replace-with="debian"', `source.debian.directory="${crates}"`];
    const config = source.flatMap((one) => ['--config', one]);
    await promisify(execFile)('cargo', ['build', '--quiet', '--offline', ...config], { cwd: join(built, 'ask') });
    program = join(built, 'ask/target/debug/ask');
  }, 170_000);

  afterAll(() => rm(built, { recursive: true, force: true }));

  interface Told {
    readonly command: {
      readonly command: string;
      readonly args: readonly string[];
      readonly env: Readonly<Record<string, string>>;
    };
    readonly initialization: object;
    readonly configuration: { readonly leaklens: object };
  }

  function ask(worktree: object): Told {
    const { stdout, stderr } = spawnSync(program, { input: JSON.stringify(worktree), encoding: 'utf8' });
    expect(stderr).toBe('');
    return JSON.parse(stdout) as Told;
  }

  const programs = { leaklens: '/usr/bin/leaklens' };

  it('is the leaklens of the PATH, without settings', () => {
    expect(ask({ programs, environment: { PATH: '/usr/bin' } })).toEqual({
      command: { command: '/usr/bin/leaklens', args: ['lsp', '--stdio'], env: { PATH: '/usr/bin' } },
      initialization: { settings: {} },
      configuration: { leaklens: {} },
    });
  });

  it('is the program that the settings name, and what they say to it', () => {
    const binary = { path: '/opt/leaklens', arguments: ['lsp', '--stdio', '--quiet'], env: { LANG: 'zh_CN.UTF-8' } };
    const poll = { intervalSeconds: 5 };
    const targets = [{ url: 'http://localhost:6060' }];
    const own = { binary, initialization_options: { targets }, settings: { poll } };
    expect(ask({ programs, settings: { lsp: { leaklens: own, gopls: { settings: { other: 1 } } } } })).toEqual({
      command: { command: '/opt/leaklens', args: binary.arguments, env: binary.env },
      initialization: { targets, settings: { poll } },
      configuration: { leaklens: { poll } },
    });
  });

  it('is what to do where there is none', () => {
    expect(ask({ programs: { go: '/usr/bin/go' } }).command).toEqual({
      refusal: expect.stringMatching(/no leaklens in the PATH.*npm.*lsp\.leaklens\.binary\.path/s) as string,
    });
  });

  it.skipIf(!hasGo())('finds a leak by what stands in its README', async () => {
    const product = await buildProduct();
    onTestFinished(() => rm(product, { recursive: true, force: true }));
    await buildService('gateway');
    const service = await startService('gateway', { args: ['-rate', '50', '-leak'] });
    onTestFinished(() => service.stop());
    const { sites } = await service.truthWhen((now) => now.leakedGoroutines >= 50);
    const shown = /```json\n(.*?)\n```/s.exec(readFileSync(join(folder, 'README.md'), 'utf8'))?.[1] ?? '';
    const settings = JSON.parse(shown.replace('http://localhost:6060', service.url)) as {
      lsp: { leaklens: { settings: object } };
    };
    Object.assign(settings.lsp.leaklens.settings, { verdicts: { minimumWatchSeconds: 10 } });

    const leaklens = join(built, 'leaklens');
    await writeFile(leaklens, `#!/bin/sh\nexec "${process.execPath}" "${join(product, 'cli.js')}" "$@"\n`);
    await chmod(leaklens, 0o755);
    const told = ask({ settings, programs: { leaklens } });
    const uri = pathToFileURL(join(serviceSource('gateway'), 'gateway.go')).href;
    const { client, of } = await startEditor(told.command, {
      rootUri: pathToFileURL(serviceSource('gateway')).href,
      initializationOptions: told.initialization,
      capabilities: { workspace: { configuration: true } },
    });
    const text = readFileSync(join(serviceSource('gateway'), 'gateway.go'), 'utf8');
    await client.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId: 'go', version: 1, text },
    });
    const blocked = sites.find(({ role }) => role === 'blocked')!.line - 1;
    interface Published {
      readonly uri: string;
      readonly diagnostics: readonly { readonly range: { readonly start: { readonly line: number } } }[];
    }
    const lines = () =>
      of<Published>('textDocument/publishDiagnostics').flatMap((one) =>
        one.uri === uri ? one.diagnostics.map(({ range }) => range.start.line) : [],
      );
    await expect.poll(lines, { timeout: 90_000, interval: 500 }).toContain(blocked);
  });
});
