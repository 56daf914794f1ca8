import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { readTextFile } from '../../../src/store/files/readTextFile';

describe('a text file', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'leaklens-text-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
  });

  it('is read through a link, without its byte order mark', async () => {
    await writeFile(join(folder, 'go.mod'), '\ufeffmodule shop\n');
    await symlink(join(folder, 'go.mod'), join(folder, 'link'));
    expect(await readTextFile(join(folder, 'link'), 100)).toBe('module shop\n');
  });

  it('that is too large is not read', async () => {
    await writeFile(join(folder, 'go.mod'), 'x'.repeat(101));
    await expect(readTextFile(join(folder, 'go.mod'), 100)).rejects.toMatchObject({ problem: { kind: 'too-large' } });
  });

  it.skipIf(process.platform === 'win32')(
    'is no pipe, which would keep whoever reads it waiting for ever',
    async () => {
      const pipe = join(folder, 'go.mod');
      execFileSync('mkfifo', [pipe]);
      await expect(readTextFile(pipe, 100)).rejects.toMatchObject({ problem: { kind: 'store' } });
    },
  );

  it('is no folder, and what is not there is not found', async () => {
    await mkdir(join(folder, 'go.mod'));
    await expect(readTextFile(join(folder, 'go.mod'), 100)).rejects.toMatchObject({ problem: { kind: 'store' } });
    await expect(readTextFile(join(folder, 'none'), 100)).rejects.toMatchObject({ problem: { kind: 'not-found' } });
  });
});
