// What this process starts has to end with it, however it ends. So another process stands in for it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { endWithParent } from '../../../src/sources/processes/endWithParent';
import { findProgram } from '../../../src/sources/processes/findProgram';
import { runProgram } from '../../../src/sources/processes/runProgram';

const never = new AbortController().signal;
const folder = mkdtempSync(join(tmpdir(), 'leaklens-owned-'));
const parent = join(folder, 'parent.cjs');
const processes = join(import.meta.dirname, '../../../src/sources/processes');
const limits = { maxOutputBytes: 1_000_000, timeoutMillis: 60_000, signal: never };

/** Starts a program that runs until it is ended, and tells its pid. */
const parentSource = `
import { endWithParent } from './endWithParent';
import { startChild } from './ownedChild';
import { runAloud } from './runAloud';
const command = { program: process.execPath, args: ['-e', 'setInterval(() => {}, 1000); console.log(process.pid)'] };
void endWithParent(command, process.argv[2], new AbortController().signal).then(({ program, args }) => {
  if (process.argv[3] === 'handles') process.on('SIGTERM', () => console.log('handled'));
  if (process.argv[3] === 'handles once') process.once('SIGTERM', () => console.log('handled'));
  if (process.argv[4] === 'of a group') {
    const write = (text) => process.stdout.write(text);
    const options = { directory: process.cwd(), environment: process.env, kept: 100, write };
    void runAloud(program, args, options, new AbortController().signal);
  } else startChild(program, args).process.stdout.pipe(process.stdout);
});
`;

beforeAll(async () => {
  await build({
    stdin: { contents: parentSource, resolveDir: processes, loader: 'ts' },
    outfile: parent,
    bundle: true,
    platform: 'node',
    logLevel: 'silent',
  });
});

afterAll(() => rmSync(folder, { recursive: true }));

/** @param path where `setpriv` is looked for */
async function startParent(path: string, ...options: string[]) {
  const child = spawn(process.execPath, [parent, path, ...options], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async () => String((await lines.next()).value);
  return { child, grandchild: Number(await next()), next };
}

/** One that nobody has waited for yet has ended, too. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return process.platform !== 'linux' || !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

const setpriv = process.platform === 'linux' ? await findProgram('setpriv', process.env['PATH'] ?? '') : null;

describe.skipIf(process.platform === 'win32')('a program that was started', () => {
  // As the engine of an editor, which handles none of them.
  describe.each(['alone', 'of a group'])('%s', (kind) => {
    it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('ends with a process that %s ends', async (signal) => {
      const { child, grandchild } = await startParent('', 'handles nothing', kind);
      child.kill(signal);
      expect(await once(child, 'exit')).toEqual([null, signal]);
      await expect.poll(() => isRunning(grandchild)).toBe(false);
    });

    it.each(['handles', 'handles once'])('runs on with a process that %s the signal, until the second', async (how) => {
      const { child, grandchild, next } = await startParent('', how, kind);
      child.kill('SIGTERM');
      expect(await next()).toBe('handled');
      expect(isRunning(grandchild)).toBe(true);
      child.kill('SIGTERM');
      expect(await once(child, 'exit')).toEqual([null, 'SIGTERM']);
      await expect.poll(() => isRunning(grandchild)).toBe(false);
    });
  });

  it.skipIf(setpriv === null)('ends with a process that is killed', async () => {
    const { child, grandchild } = await startParent(process.env['PATH'] ?? '');
    child.kill('SIGKILL');
    await once(child, 'exit');
    await expect.poll(() => isRunning(grandchild)).toBe(false);
  });

  it('has ended although what it started itself keeps its output open', async () => {
    const sleeps = `require('node:child_process').spawn('sleep', ['60'], { stdio: 'inherit' })`;
    const { code, stdout } = await runProgram(
      process.execPath,
      ['-e', `const child = ${sleeps}; child.unref(); console.log(child.pid);`],
      limits,
    );
    expect([code, isRunning(Number(stdout))]).toEqual([0, true]);
    process.kill(Number(stdout));
  });
});

it('a command stays as it is where the system cannot end it', async () => {
  const command = { program: '/bin/kubectl', args: ['port-forward'] };
  const without = mkdtempSync(join(folder, 'without-'));
  expect(await endWithParent(command, without, never)).toEqual(command);
  const unable = mkdtempSync(join(folder, 'unable-'));
  writeFileSync(join(unable, 'setpriv'), '#!/bin/sh\necho unrecognized option >&2\nexit 1\n', { mode: 0o755 });
  expect(await endWithParent(command, unable, never)).toEqual(command);
});
