// Nothing that the scripts start may outlive them, least of all when they are killed.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

/** Ignores every polite signal, and has a child that does the same; writes both ids into its throw-away folder. */
const stubborn = `
  const { spawn } = require('node:child_process');
  const { writeFileSync } = require('node:fs');
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => {});
  const ids = process.argv[1] + '/ids';
  const nap = "for (const s of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(s, () => {}); setInterval(() => {}, 1000)";
  const grandchild = spawn(process.execPath, ['-e', nap], { stdio: 'inherit' });
  setTimeout(() => writeFileSync(ids, JSON.stringify([process.pid, grandchild.pid])), 100);
  setInterval(() => {}, 1000);
`;

const owner = (folder: string, then: string) => `
  import { startOwned } from ${JSON.stringify(resolve(import.meta.dirname, 'ownedProcess.ts'))};
  const folder = ${JSON.stringify(folder)};
  const owned = startOwned(process.execPath, ['-e', ${JSON.stringify(stubborn)}, folder], { removeAfter: [folder] });
  owned.stdout.resume();
  owned.stderr.resume();
  ${then}
`;

function isRunning(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch {
    return false;
  }
}

describe('an owned process', () => {
  let folder: string;
  let parent: ChildProcess | undefined;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'leaklens-owned-'));
  });

  afterEach(() => {
    parent?.kill('SIGKILL');
  });

  async function start(then: string): Promise<number[]> {
    parent = spawn(process.execPath, ['--input-type=module', '--eval', owner(folder, then)], { stdio: 'inherit' });
    const text = await vi.waitFor(() => readFile(join(folder, 'ids'), 'utf8'), { timeout: 20_000 });
    return JSON.parse(text) as number[];
  }

  async function expectNothingLeft(ids: readonly number[]): Promise<void> {
    await vi.waitFor(() => expect(ids.filter(isRunning)).toEqual([]), { timeout: 20_000 });
    await vi.waitFor(() => expect(existsSync(folder)).toBe(false), { timeout: 20_000 });
  }

  it('ends with its children and its folder when its owner is killed', async () => {
    const ids = await start('');
    expect(ids.filter(isRunning)).toHaveLength(2);
    parent?.kill('SIGKILL');
    await expectNothingLeft(ids);
  });

  it('has ended, folder and all, once stop resolves', async () => {
    const ids = await start(`
      process.on('SIGTERM', async () => {
        await owned.stop();
        process.exit((await import('node:fs')).existsSync(folder) ? 1 : 0);
      });`);
    const exit = once(parent!, 'exit');
    parent?.kill('SIGTERM');
    expect(await exit).toEqual([0, null]);
    await expectNothingLeft(ids);
  });
});
