// `watch --start`: what it starts is waited for, watched, and ended with all that it has started itself, on every way out.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import process from 'node:process';
import esbuild from 'esbuild';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { buildService, hasGo } from '../../support/go/goService';
import { outputFolder, repositoryRoot } from '../../support/paths';
import { freePort, pprofAt, serveHttp } from '../../sources/localServer';
import { leaklens } from '../harness';

const isWindows = process.platform === 'win32';
const argvFor = (url: string, command: string, ...more: readonly string[]) => [
  'watch',
  url,
  '--every',
  '500ms',
  '--start',
  command,
  ...more,
];

/** Whether anything listens there. */
async function answers(url: string): Promise<boolean> {
  return fetch(`${url}/debug/pprof/cmdline`).then(
    () => true,
    () => false,
  );
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 50));
}

describe.skipIf(!hasGo())('a service that watch starts (skipped without Go)', { timeout: 120_000 }, () => {
  let service = '';
  beforeAll(async () => {
    service = await buildService('sentinel');
  }, 120_000);

  /** The shell stays, and the service is a child of its own. */
  const commandAt = (port: number) => {
    const start = `"${service}" -addr 127.0.0.1:${String(port)} -leak -interval 100ms`;
    return isWindows ? start : `sleep 1; ${start} & wait`;
  };

  /** One that does not listen to a polite word: it has to be made to. */
  const stubborn = (command: string) => (isWindows ? command : `trap '' TERM; ${command}`);

  it('is waited for, watched and ended, with the children of its shell', async () => {
    const port = await freePort();
    const url = `http://127.0.0.1:${String(port)}`;
    const { status, out, error } = await leaklens(
      argvFor(url, stubborn(commandAt(port)), '--for', '3s', '--format', 'json'),
    );
    expect([status, error]).toEqual([0, '']);
    const { ending, series } = JSON.parse(out) as { ending: string; series: Record<string, unknown[]> };
    expect(ending).toBe('complete');
    expect(series['goroutines']?.length).toBeGreaterThan(0);
    expect(await answers(url)).toBe(false);
  });

  describe.skipIf(isWindows)('by a program that a signal ends', () => {
    const program = join(outputFolder, 'cli', 'watchStart.js');
    beforeAll(async () => {
      // As esbuild.mjs builds it.
      await esbuild.build({
        entryPoints: [join(repositoryRoot, 'src/cli.ts')],
        outfile: program,
        bundle: true,
        platform: 'node',
        format: 'cjs',
        target: 'node22',
      });
    });

    it.each([
      ['a Ctrl+C, with a report', ['SIGINT'], 0],
      ['a second one, without', ['SIGINT', 'SIGINT'], 'SIGINT'],
      ['a terminal that is closed', ['SIGHUP'], 'SIGHUP'],
    ] as const)('is ended by %s', async (_, signals, how) => {
      const port = await freePort();
      const url = `http://127.0.0.1:${String(port)}`;
      const command = how === 0 ? commandAt(port) : stubborn(commandAt(port));
      const child = spawn(process.execPath, [program, ...argvFor(url, command, '--for', '10m')], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      // What it has started goes with it, should this test fail.
      onTestFinished(() => void child.kill('SIGHUP'));
      let out = '';
      child.stdout.on('data', (piece: Buffer) => (out += piece.toString('utf8')));
      const ended = once(child, 'close');
      await until(() => answers(url));
      // It has seen it as well, and watches.
      await new Promise((resolve) => setTimeout(resolve, 3000));
      for (const signal of signals) {
        child.kill(signal);
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      const [code, signal] = (await ended) as [number | null, string | null];
      expect(code ?? signal).toBe(how);
      if (how === 0) expect(out).toContain('goroutines');
      await until(async () => !(await answers(url)));
    });
  });
});

describe('watch --start', () => {
  it('says how what it starts has failed', async () => {
    const url = `http://127.0.0.1:${String(await freePort())}`;
    const { status, out, error } = await leaklens(argvFor(url, 'exit 3', '--for', '2s'));
    expect([status, out]).toEqual([2, '']);
    expect(error).toBe('leaklens watch: What --start names has ended before pprof answered: status 3.\n');
  });

  it('starts nothing where somebody answers already: it would watch the wrong one', async () => {
    const { origin } = await serveHttp(pprofAt('/debug/pprof/'));
    const { status, error } = await leaklens(argvFor(origin, 'exit 3', '--for', '2s'));
    expect([status, error]).toEqual([2, expect.stringMatching(/Something answers at .* already: end it first/)]);
  });

  it('starts no node', async () => {
    const { status, error } = await leaklens(argvFor('beam:shop@localhost', 'exit 3', '--for', '2s'));
    expect([status, error]).toEqual([2, expect.stringMatching(/start the node before/)]);
  });
});
