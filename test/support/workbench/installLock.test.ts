import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { withInstallLock } from './installLock';

/** No process has this id: it is larger than any system hands out. */
const deadProcess = 2 ** 30;

describe('the lock of an installation', () => {
  let folder: string;
  let file: string;
  const noWait = () => undefined;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'leaklens-lock-'));
    file = join(folder, 'deeper', 'install.lock');
  });

  afterEach(() => rm(folder, { recursive: true }));

  it('lets one work after the other', async () => {
    const story: string[] = [];
    let finishFirst: () => void = () => undefined;
    const firstMayEnd = new Promise<void>((resolve) => (finishFirst = resolve));
    const first = withInstallLock(file, noWait, async () => {
      story.push('first starts');
      await firstMayEnd;
      story.push('first ends');
    });
    await expect.poll(() => story).toEqual(['first starts']);
    const onWait = () => {
      story.push('second waits');
      finishFirst();
    };
    await withInstallLock(file, onWait, () => Promise.resolve(story.push('second works')));
    await first;
    expect(story).toEqual(['first starts', 'second waits', 'first ends', 'second works']);
  });

  it('is free again when the work fails', async () => {
    await expect(withInstallLock(file, noWait, () => Promise.reject(new Error('no network')))).rejects.toThrow(
      'no net',
    );
    expect(existsSync(file)).toBe(false);
    expect(await withInstallLock(file, noWait, () => Promise.resolve('installed'))).toBe('installed');
  });

  it('is taken over from a process that died with it', async () => {
    await withInstallLock(file, noWait, () => Promise.resolve());
    await writeFile(file, String(deadProcess));
    expect(await withInstallLock(file, noWait, () => Promise.resolve('installed'))).toBe('installed');
  });
});
