// The configurations in `editors`, in the editors that they are for: from the connection to the fix, on a service that leaks.
import { execFile, spawnSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { buildProduct } from '../lsp/plain/leaklensProgram';
import { buildService, hasGo, serviceSource, startService } from '../support/go/goService';
import { repositoryRoot } from '../support/paths';

/** Another Neovim than that of the PATH. */
const neovim = process.env['LEAKLENS_NVIM'] ?? 'nvim';

function runs(program: string, ...args: string[]): boolean {
  return spawnSync(program, args, { timeout: 20_000 }).status === 0;
}

const hasNeovim = hasGo() && runs(neovim, '--version');
const hasEglot =
  hasGo() &&
  runs('emacs', '-q', '--batch', '--eval', "(progn (package-initialize) (require 'eglot) (require 'go-mode))");

let product: string;

beforeAll(async () => {
  product = await buildProduct();
  if (hasGo()) await buildService('gateway');
}, 300_000);

afterAll(() => rm(product, { recursive: true, force: true }));

interface Scene {
  /** 1-based line on which goroutines wait for ever. */
  readonly line: number;
  /** 1-based line that starts them. */
  readonly spawned: number;
  readonly environment: ReturnType<typeof environmentOf>;
  readonly seen: <T>() => Promise<T>;
}

/** A service that leaks, a copy of its source, and what a driver has to know. */
async function scene(plugin: string): Promise<Scene> {
  const service = await startService('gateway', { args: ['-rate', '50', '-leak'] });
  onTestFinished(() => service.stop());
  const { sites } = await service.truthWhen((now) => now.leakedGoroutines >= 50);
  const folder = await mkdtemp(join(tmpdir(), 'leaklens-editor-'));
  // An engine that the editor has left still writes what Node has compiled of it.
  onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }));
  await cp(serviceSource('gateway'), join(folder, 'gateway'), { recursive: true });
  const line = sites.find(({ role }) => role === 'blocked')!.line;
  const report = join(folder, 'seen.json');
  const environment = environmentOf({ folder, plugin, url: service.url, line, report });
  const spawned = sites.find(({ role }) => role === 'spawn')!.line;
  const seen = async <T>() => JSON.parse(await readFile(report, 'utf8')) as T;
  return { line, spawned, environment, seen };
}

function environmentOf(scene: {
  readonly folder: string;
  readonly plugin: string;
  readonly url: string;
  readonly line: number;
  readonly report: string;
}) {
  const { folder, plugin, url, line, report } = scene;
  return {
    ...process.env,
    HOME: folder,
    XDG_DATA_HOME: join(folder, 'data'),
    XDG_STATE_HOME: join(folder, 'state'),
    XDG_CONFIG_HOME: join(folder, 'config'),
    LEAKLENS_NODE: process.execPath,
    LEAKLENS_PROGRAM: join(product, 'cli.js'),
    LEAKLENS_PLUGIN: join(repositoryRoot, 'editors', plugin),
    LEAKLENS_URL: url,
    LEAKLENS_FILE: join(folder, 'gateway/gateway.go'),
    LEAKLENS_LINE: String(line),
    LEAKLENS_SEEN: report,
  };
}

/** As a person reads it: no mark of Markdown, no character reference. */
const hovered =
  /^(?!.*(?:`|&#|\*\*)).*goroutines stuck on “s\.batches <- batch\[:n\]” \(chan send\).*main\.\(\*session\)\.receive/s;

const drive = (name: string) => join(repositoryRoot, 'test/editors', name);

describe('Neovim', { timeout: 180_000 }, () => {
  it.skipIf(!hasNeovim)('shows a leak from the connection to the fix (needs Go and Neovim)', async () => {
    const { line, spawned, environment: env, seen } = await scene('neovim');
    const options = { env, timeout: 150_000 };
    await promisify(execFile)(neovim, ['--headless', '-u', 'NONE', '-S', drive('drive.lua')], options);
    const all = await seen<{ readonly messages: readonly string[]; readonly shows_places: boolean }>();
    expect(all).toMatchObject({
      attached: true,
      diagnostic: { line, message: expect.stringContaining('goroutines') as string },
      hint: expect.stringMatching(/^leak: \d+ stuck/) as string,
      hover: expect.stringMatching(hovered) as string,
      actions: expect.arrayContaining(['Ignore This Finding']) as string[],
      cursor: all.shows_places ? spawned : line,
      fixed: true,
      complete: ['connect'],
    });
    expect(all).not.toHaveProperty('failure');
    expect(all.messages).toContainEqual(expect.stringMatching(/^gateway \(http.*connected/));
  });
});

/** Another Helix than that of the PATH. */
const helix = process.env['LEAKLENS_HX'] ?? 'hx';
const hasHelix = hasGo() && runs(helix, '--version') && runs('tmux', '-V');

describe('Helix', { timeout: 180_000 }, () => {
  it.skipIf(!hasHelix)('shows a leak and lets go of it (needs Go, Helix and tmux)', async () => {
    const { line, environment: env } = await scene('helix');
    const { LEAKLENS_NODE: node, LEAKLENS_PROGRAM: program, LEAKLENS_FILE: file, LEAKLENS_URL: url } = env;
    const quick = 'settings = { poll = { intervalSeconds = 1 }, verdicts = { minimumWatchSeconds = 10 } }';
    const config = join(env.XDG_CONFIG_HOME, 'helix');
    await mkdir(config, { recursive: true });
    const languages = await readFile(join(env.LEAKLENS_PLUGIN, 'languages.toml'), 'utf8');
    const here = languages
      .replace('command = "leaklens"', `command = "${node}"`)
      .replace('args = ["lsp"', `args = ["${program}", "lsp"`)
      .replace('http://localhost:6060" }]', `${url}" }]\n${quick}`)
      .replace('["gopls", "leaklens"]', '["leaklens"]');
    await writeFile(join(config, 'languages.toml'), here);
    await cp(join(env.LEAKLENS_PLUGIN, 'config.toml'), join(config, 'config.toml'));

    const tmux = (...args: string[]) =>
      promisify(execFile)('tmux', ['-L', `leaklens-${String(process.pid)}`, ...args], { env, cwd: dirname(file) });
    await tmux('new-session', '-d', '-s', 'helix', '-x', '170', '-y', '40', helix, `${file}:${String(line)}`);
    onTestFinished(async () => {
      await tmux('kill-server').catch(() => undefined);
    });
    const screen = async () => (await tmux('capture-pane', '-p', '-t', 'helix')).stdout;
    await expect.poll(screen, { timeout: 60_000, interval: 500 }).toMatch(/goroutine leak.*goroutines stuck/s);
    await tmux('send-keys', '-t', 'helix', ':lsp-workspace-command leaklens.targets', 'Enter');
    await expect.poll(screen, { timeout: 20_000, interval: 300 }).toMatch(/connected ·/);
    await fetch(`${url}/leak/fix`, { method: 'POST' });
    await tmux('send-keys', '-t', 'helix', 'Escape');
    await expect.poll(screen, { timeout: 30_000, interval: 500 }).not.toMatch(/goroutine leak/);
  });
});

describe('Emacs', { timeout: 180_000 }, () => {
  it.skipIf(!hasEglot)(
    'shows a leak by Eglot, from its configuration to the fix (needs Go, Emacs, Eglot and go-mode)',
    async () => {
      const { environment: env, seen } = await scene('emacs');
      await promisify(execFile)('emacs', ['-q', '--batch', '-l', drive('drive.el')], { env, timeout: 150_000 });
      expect(await seen()).toMatchObject({
        diagnostic: expect.stringContaining('goroutines') as string,
        hover: expect.stringMatching(hovered) as string,
        actions: expect.arrayContaining(['Ignore This Finding']) as string[],
        targets: 1,
        fixed: true,
      });
    },
  );
});
