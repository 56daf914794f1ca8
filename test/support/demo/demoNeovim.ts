// Neovim on the demo's service, with the plugin of `editors/neovim`: for a person in this terminal, or for a picture in one of tmux's.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { setTimeout as delay } from 'node:timers/promises';
import { repositoryRoot } from '../paths.ts';
import type { DemoOptions } from './demoOptions.ts';
import type { DemoService } from './demoService.ts';
import { drawTerminal } from './drawTerminal.ts';
import { HiddenTerminal } from './hiddenTerminal.ts';

/** Another Neovim than that of the PATH. */
const neovim = process.env['LEAKLENS_NVIM'] ?? 'nvim';

function environment(service: DemoService, more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  return {
    ...process.env,
    LEAKLENS_NODE: process.execPath,
    LEAKLENS_PROGRAM: resolve(repositoryRoot, 'dist/cli.js'),
    LEAKLENS_PLUGIN: resolve(repositoryRoot, 'editors/neovim'),
    LEAKLENS_URL: service.url,
    LEAKLENS_NAME: service.name,
    ...more,
  };
}

function commandLine({ blocked }: DemoService): string[] {
  return ['-u', resolve(import.meta.dirname, 'neovim.lua'), `+${String(blocked.line)}`, blocked.path];
}

function insistOn(program: string, ...args: string[]): void {
  if (spawnSync(program, args, { timeout: 20_000 }).status !== 0)
    throw new Error(`${program} is not on the PATH: --editor neovim needs it`);
}

/** Opens it in this terminal. Resolves with its exit status when the person has left it. */
export async function openNeovim(service: DemoService): Promise<number> {
  insistOn(neovim, '--version');
  const child = spawn(neovim, commandLine(service), { stdio: 'inherit', env: environment(service) });
  return new Promise((resolved, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolved(code ?? 1));
  });
}

/** What a person would do to see all of it: the findings in the quickfix list, and the evidence of the one under the cursor. */
async function look(terminal: HiddenTerminal, options: DemoOptions): Promise<void> {
  await terminal.shows(/leak: \d+ stuck/);
  await terminal.shows(/Probable goroutine leak/);
  await delay((options.wait ?? 0) * 1_000);
  await terminal.type(':LeakLens findings', 'Enter');
  await terminal.shows(/gateway\.go\|/);
  await terminal.type(':resize 3', 'Enter', ':wincmd k', 'Enter', 'zt', '18', 'C-y');
  // A key that does nothing clears the line of commands.
  await terminal.type(':', 'BSpace');
  if (options.hover) {
    await terminal.type('K');
    await terminal.shows(/Evidence/);
  }
  await delay(500);
}

export interface NeovimPicture {
  readonly service: DemoService;
  readonly options: DemoOptions;
  readonly file: string;
}

/** Saves a picture of Neovim. Throws with what stood on its screen when something did not appear. */
export async function takeNeovimPicture({ service, options, file }: NeovimPicture): Promise<void> {
  insistOn(neovim, '--version');
  insistOn('tmux', '-V');
  const folder = await mkdtemp(join(tmpdir(), 'leaklens-neovim-'));
  const terminal = new HiddenTerminal(options);
  try {
    const own = { XDG_DATA_HOME: folder, XDG_STATE_HOME: folder, XDG_CONFIG_HOME: folder, XDG_CACHE_HOME: folder };
    await terminal.start([neovim, ...commandLine(service)], environment(service, own));
    await look(terminal, options);
    await drawTerminal({ screen: await terminal.screen(), file, scale: options.scale, folder });
  } finally {
    await terminal.end();
    // The language server writes on until it has seen that its editor is gone.
    await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 });
  }
}
