// The files around a watch: ignore files and baselines, also as somebody else may have left them.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { Baseline } from '../../src/shared/model/finding';
import { baselineFolders } from '../../src/store/findings/baselineFolder';
import { ignoreFiles } from '../../src/store/findings/ignoreFile';

const root = mkdtempSync(join(tmpdir(), 'leaklens-files-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(root, 'case-'));
  mkdirSync(join(folder, '.git'));
});

describe('ignore files', () => {
  it('are found in the nearest folder above', async () => {
    const below = join(folder, 'a', 'b');
    mkdirSync(below, { recursive: true });
    expect(await ignoreFiles.nearest(below)).toBeNull();
    writeFileSync(join(folder, '.leaklens.json'), '{"ignore":[{"id":"outer"}]}');
    expect(await ignoreFiles.nearest(below)).toMatchObject({
      path: join(folder, '.leaklens.json'),
      rules: [{ id: 'outer' }],
    });
    writeFileSync(join(folder, 'a', '.leaklens.json'), '{"ignore":[]}');
    expect(await ignoreFiles.nearest(below)).toEqual({ path: join(folder, 'a', '.leaklens.json'), rules: [] });
  });

  it.each([
    ['a folder', (path: string) => mkdirSync(path)],
    ['a link, which may lead anywhere', (path: string) => symlinkSync('/etc/hostname', path)],
    ['too large', (path: string) => writeFileSync(path, ' '.repeat(4 * 2 ** 20 + 1))],
    ['no JSON', (path: string) => writeFileSync(path, 'ignore: []')],
  ])('are refused with their path when they are %s', async (_name, make) => {
    const path = join(folder, '.leaklens.json');
    make(path);
    await expect(ignoreFiles.nearest(folder)).rejects.toMatchObject({ problem: { kind: 'unreadable', subject: path } });
  });
});

const baseline: Baseline = {
  setAtMillis: 1_700_000_000_000,
  targetUrl: 'http://localhost:6060/debug/pprof/',
  entries: [
    {
      id: 'a',
      kind: 'goroutine-leak',
      confidence: 'probable',
      amount: 120,
      ratePerMinute: 60,
      site: { function: 'main.f', file: 'a.go', line: 3, path: null },
    },
    { id: 'b', kind: 'retained-by-runtime', confidence: 'info', amount: 0, ratePerMinute: null, site: null },
  ],
};

describe('baselines', () => {
  it('are read as they were written, and replaced', async () => {
    const directory = join(folder, 'new', 'soak');
    expect(await baselineFolders.read(directory)).toBeNull();
    expect(await baselineFolders.write(directory, baseline)).toBe(join(directory, 'leaklens-baseline.json'));
    expect(await baselineFolders.read(directory)).toEqual(baseline);
    await baselineFolders.write(directory, { ...baseline, entries: [] });
    expect(await baselineFolders.read(directory)).toMatchObject({ entries: [] });
    expect(readdirSync(directory)).toEqual(['leaklens-baseline.json']);
  });

  it('are tried out beforehand, and nothing is left of that', async () => {
    await baselineFolders.check(folder);
    await baselineFolders.check(join(folder, 'new', 'soak'));
    expect(readdirSync(folder)).toEqual(['.git']);
  });

  const impossible: [name: string, directoryOf: () => string, detail: RegExp][] = [
    ['below a file', () => join(folder, 'file', 'soak'), /^ENOTDIR: not a directory$/],
    ['below a new folder of that', () => join(folder, 'file', 'new', 'soak'), /^ENOTDIR: not a directory$/],
    ['a link that leads nowhere', () => join(folder, 'link'), /^EEXIST: file already exists$/],
  ];
  if (existsSync('/proc/self'))
    impossible.push([
      'where the system makes no folders',
      () => '/proc/nope/soak',
      /^ENOENT: no folder can be made there$/,
    ]);

  it.each(impossible)('are told to be impossible beforehand: %s', async (_name, directoryOf, detail) => {
    writeFileSync(join(folder, 'file'), '');
    symlinkSync(join(folder, 'nothing', 'there'), join(folder, 'link'));
    const directory = directoryOf();
    const problem = {
      kind: 'store',
      subject: join(directory, 'leaklens-baseline.json'),
      detail: expect.stringMatching(detail) as string,
    };
    await expect(baselineFolders.check(directory)).rejects.toMatchObject({ problem });
    await expect(baselineFolders.write(directory, baseline)).rejects.toMatchObject({ problem });
    expect(readdirSync(folder).sort()).toEqual(['.git', 'file', 'link']);
  });

  it('that cannot be written say where', async () => {
    writeFileSync(join(folder, 'file'), '');
    await expect(baselineFolders.write(join(folder, 'file'), baseline)).rejects.toMatchObject({
      problem: { subject: join(folder, 'file', 'leaklens-baseline.json') },
    });
  });

  it.each([
    [{ version: 2 }],
    [{ setAtMillis: '1' }],
    [{ entries: {} }],
    [{ entries: [{ ...baseline.entries[0], kind: 'a kind of its own' }] }],
    [{ entries: [{ ...baseline.entries[0], amount: null }] }],
    [{ entries: [{ ...baseline.entries[0], confidence: 'sure' }] }],
  ])('that somebody has edited wrongly are refused: %#', async (change) => {
    const path = join(folder, 'leaklens-baseline.json');
    writeFileSync(path, JSON.stringify({ version: 1, ...baseline, ...change }));
    await expect(baselineFolders.read(folder)).rejects.toMatchObject({
      problem: { kind: 'unreadable', subject: path },
    });
  });
});
