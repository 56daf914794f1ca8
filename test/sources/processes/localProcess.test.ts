import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createLocalProcess } from '../../../src/sources/processes/localProcess';
import { freePort } from '../localServer';

const program = `require('node:net').createServer().listen(Number(process.argv[1]), '127.0.0.1', () => console.log('up'))`;

const unixProgram = `require('node:net').createServer().listen(process.argv[1], () => console.log('up'))`;

/** A process that listens on a port and does nothing else; it is called `node`, as a forwarder could be. */
async function listener(port: number): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['-e', program, String(port)], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => end(child));
  await once(child.stdout, 'data');
  return child;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}

/** As pprof tells it: joined by NUL, without one at the end. */
const commandLineOf = (child: ChildProcess) => readFileSync(`/proc/${child.pid ?? 0}/cmdline`).subarray(0, -1);

describe.skipIf(process.platform !== 'linux')('the resident set size', () => {
  it('is that of the process which listens and tells the same command line', async () => {
    const port = await freePort();
    const child = await listener(port);
    const local = createLocalProcess({
      url: `http://127.0.0.1:${port}/debug/pprof/`,
      commandLine: () => Promise.resolve(commandLineOf(child)),
    });
    const bytes = await local.residentBytes();
    expect(bytes).toBeGreaterThan(10_000_000);
    expect(bytes).toBeLessThan(1_000_000_000);
  });

  it.each([
    [
      'tells another command line, because the port leads elsewhere',
      () => Promise.resolve(Buffer.from('/bin/service')),
    ],
    ['tells none and is a known forwarder', () => Promise.resolve(null)],
    ['does not answer', () => Promise.reject(new Error('no answer'))],
  ])('is unknown when what listens %s', async (_, commandLine) => {
    const port = await freePort();
    await listener(port);
    const local = createLocalProcess({ url: `http://localhost:${port}/`, commandLine });
    expect(await local.residentBytes()).toBeNull();
  });

  it('is looked for again at once when the process ends, but then only now and then', async () => {
    const port = await freePort();
    let child = await listener(port);
    let now = 0;
    const local = createLocalProcess({
      url: `http://127.0.0.1:${port}/`,
      commandLine: () => Promise.resolve(commandLineOf(child)),
      now: () => now,
    });
    expect(await local.residentBytes()).not.toBeNull();
    await end(child);
    expect(await local.residentBytes()).toBeNull();
    child = await listener(port);
    now = 29_000;
    expect(await local.residentBytes()).toBeNull();
    now = 30_000;
    expect(await local.residentBytes()).not.toBeNull();
  });

  it('asks the service who it is only once', async () => {
    const port = await freePort();
    const child = await listener(port);
    let asked = 0;
    const commandLine = () => {
      asked += 1;
      return Promise.resolve(commandLineOf(child));
    };
    const local = createLocalProcess({ url: `http://127.0.0.1:${port}/`, commandLine });
    await Promise.all([local.residentBytes(), local.residentBytes()]);
    await local.residentBytes();
    expect(asked).toBe(1);
  });

  it('is that of the process which listens at a unix socket', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'leaklens-rss-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const path = join(folder, 'my app.sock');
    const child = spawn(process.execPath, ['-e', unixProgram, path], { stdio: ['ignore', 'pipe', 'inherit'] });
    onTestFinished(() => end(child));
    await once(child.stdout, 'data');
    const commandLine = () => Promise.resolve(commandLineOf(child));
    const url = `unix:${path.replace(' ', '%20')}:/debug/pprof/`;
    expect(await createLocalProcess({ url, commandLine }).residentBytes()).toBeGreaterThan(10_000_000);
    const elsewhere = createLocalProcess({ url: `unix:${folder}/other.sock:/`, commandLine });
    expect(await elsewhere.residentBytes()).toBeNull();
  });

  it('is unknown for another machine', async () => {
    const commandLine = () => Promise.resolve(null);
    const local = createLocalProcess({ url: 'http://192.0.2.1:6060/', commandLine });
    expect(await local.residentBytes()).toBeNull();
  });
});
