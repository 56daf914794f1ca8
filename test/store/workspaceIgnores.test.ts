import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { workspaceIgnores } from '../../src/store/workspaceIgnores';

const rule = { id: 'goroutine-leak:main.serve:chan-send+3', reason: 'known, see #12', until: null };

describe('the ignore file of a workspace', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'leaklens-ignores-'));
    await mkdir(join(folder, '.git'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
  });

  it('is made with the first rule', async () => {
    expect(await workspaceIgnores.read(folder)).toEqual([]);
    const path = await workspaceIgnores.add(folder, rule);
    expect(path).toBe(join(folder, '.leaklens.json'));
    expect(await workspaceIgnores.read(folder)).toEqual([rule]);
  });

  it('is the nearest one above a folder that has none', async () => {
    const nested = join(folder, 'cmd', 'server');
    await mkdir(nested, { recursive: true });
    const path = await workspaceIgnores.add(folder, rule);
    expect(await workspaceIgnores.add(nested, { ...rule, id: 'other' })).toBe(path);
    expect((await workspaceIgnores.read(nested)).map(({ id }) => id)).toEqual([rule.id, 'other']);
  });

  it('has one rule for a finding, and keeps what it does not know', async () => {
    const path = join(folder, '.leaklens.json');
    await writeFile(path, JSON.stringify({ team: 'shop', ignore: [rule] }));
    await workspaceIgnores.add(folder, { ...rule, reason: 'fixed soon', until: '2030-01-31' });
    expect(JSON.parse(await readFile(path, 'utf8'))).toEqual({
      team: 'shop',
      ignore: [{ id: rule.id, reason: 'fixed soon', until: '2030-01-31' }],
    });
  });

  it('is left as it is when it cannot be understood', async () => {
    const path = join(folder, '.leaklens.json');
    await writeFile(path, '{"ignore": 7}');
    await expect(workspaceIgnores.read(folder)).rejects.toMatchObject({ problem: { kind: 'unreadable' } });
    await expect(workspaceIgnores.add(folder, rule)).rejects.toMatchObject({ problem: { kind: 'unreadable' } });
    expect(await readFile(path, 'utf8')).toBe('{"ignore": 7}');
  });
});
