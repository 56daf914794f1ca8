import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { workspaceIgnores } from '../../../src/store/findings/workspaceIgnores';

const rule = { id: 'goroutine-leak:main.serve:chan-send+3', reason: 'known, see #12', until: null };

describe('the ignore file of a workspace', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'leaklens-ignores-'));
    await mkdir(join(folder, '.git'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
  });

  it('is made with the first rule', async () => {
    expect((await workspaceIgnores.nearest(folder))?.rules ?? []).toEqual([]);
    const path = await workspaceIgnores.add(folder, rule);
    expect(path).toBe(join(folder, '.leaklens.json'));
    expect((await workspaceIgnores.nearest(folder))?.rules ?? []).toEqual([rule]);
  });

  it('is the nearest one above a folder that has none', async () => {
    const nested = join(folder, 'cmd', 'server');
    await mkdir(nested, { recursive: true });
    const path = await workspaceIgnores.add(folder, rule);
    expect(await workspaceIgnores.add(nested, { ...rule, id: 'other' })).toBe(path);
    expect((await workspaceIgnores.nearest(nested))?.rules.map(({ id }) => id)).toEqual([rule.id, 'other']);
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

  it('loses a rule, and keeps everything else as it was', async () => {
    const path = join(folder, '.leaklens.json');
    const other = { by: 'ann', id: 'heap-growth:main.put+9', until: '2030-01-31', ticket: 12 };
    const content = { team: 'shop', ignore: [rule, other, rule], budget: { bytes: 4096 } };
    await writeFile(path, JSON.stringify(content, undefined, '\t').replaceAll('\n', '\r\n'));
    const nested = join(folder, 'cmd');
    await mkdir(nested);
    expect(await workspaceIgnores.remove(nested, rule.id)).toBe(path);
    const left = { ...content, ignore: [other] };
    expect(await readFile(path, 'utf8')).toBe(`${JSON.stringify(left, undefined, '\t')}\n`.replaceAll('\n', '\r\n'));
    expect(await workspaceIgnores.remove(folder, rule.id)).toBeNull();
    expect(await workspaceIgnores.remove(folder, other.id)).toBe(path);
    expect((await workspaceIgnores.nearest(folder))?.rules ?? []).toEqual([]);
  });

  it('keeps what others wrote into its rules when one is added', async () => {
    const path = join(folder, '.leaklens.json');
    const other = { by: 'ann', id: 'heap-growth:main.put+9', ticket: 12 };
    // Some editors of Windows begin a file with a byte order mark.
    await writeFile(path, `\uFEFF${JSON.stringify({ ignore: [other] })}`);
    await workspaceIgnores.add(folder, rule);
    expect(JSON.parse(await readFile(path, 'utf8'))).toEqual({
      ignore: [other, { id: rule.id, reason: rule.reason }],
    });
  });

  it.skipIf(process.platform === 'win32')('stays readable for whoever may read the workspace', async () => {
    const path = await workspaceIgnores.add(folder, rule);
    const modeOf = async () => (await stat(path)).mode & 0o777;
    const plain = join(folder, 'plain');
    await writeFile(plain, '');
    expect(await modeOf()).toBe((await stat(plain)).mode & 0o777);
    await chmod(path, 0o640);
    await workspaceIgnores.add(folder, { ...rule, id: 'heap-growth:main.put+9' });
    await workspaceIgnores.remove(folder, rule.id);
    expect(await modeOf()).toBe(0o640);
  });

  it.each(['{"ignore": [RULE]}', '{"$schema": "x", "ignore": [RULE]}'])(
    'goes with its last rule where nothing else is kept in it: %s',
    async (text) => {
      await writeFile(join(folder, '.leaklens.json'), text.replace('RULE', JSON.stringify(rule)));
      expect(await workspaceIgnores.remove(folder, rule.id)).toBe(join(folder, '.leaklens.json'));
      expect(await readdir(folder)).toEqual(['.git']);
    },
  );

  it('holds no rule where there is no file', async () => {
    expect(await workspaceIgnores.remove(folder, rule.id)).toBeNull();
    expect(await readdir(folder)).toEqual(['.git']);
  });

  it('is left as it is when it cannot be understood', async () => {
    const path = join(folder, '.leaklens.json');
    await writeFile(path, '{"ignore": 7}');
    await expect(workspaceIgnores.nearest(folder)).rejects.toMatchObject({ problem: { kind: 'unreadable' } });
    await expect(workspaceIgnores.remove(folder, rule.id)).rejects.toMatchObject({ problem: { kind: 'unreadable' } });
    await expect(workspaceIgnores.add(folder, rule)).rejects.toMatchObject({ problem: { kind: 'unreadable' } });
    expect(await readFile(path, 'utf8')).toBe('{"ignore": 7}');
  });
});
