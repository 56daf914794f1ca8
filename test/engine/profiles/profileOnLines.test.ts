// A profile on the lines of the workspace: what it says, of which lines, and what becomes of it while somebody edits them.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, describe, onTestFinished } from 'vitest';
import type { ShownOnLines } from '../../../src/shared/ports/engine/engineApi';
import { wholeScope } from '../../../src/shared/model/views/viewScope';
import { profileBytesFromText, type ProfileTextOptions } from '../../support/profiles/profileText';
import { EngineWatcher } from '../engineWatcher';
import { Typist } from '../typist';

const never = new AbortController().signal;

const cart = `package shop

func Add() {
	keep(1)
	keep(2)
}

func Del() {
	keep(3)
}
`;

const startLines = { 'example.com/shop.Add': 3, 'example.com/shop.Del': 8 };

/** A workspace with one file, and a profile of it. */
async function shop(text = '', options: ProfileTextOptions = { startLines }) {
  const folder = await mkdtemp(join(tmpdir(), 'leaklens-lines-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const file = join(folder, 'cart.go');
  const profile = join(folder, 'heap.pb');
  await writeFile(join(folder, 'go.mod'), 'module example.com/shop\n');
  await writeFile(file, cart);
  const add = (line: number) => `example.com/shop.Add@${file}:${String(line)}`;
  const del = `example.com/shop.Del@${file}:9`;
  const given =
    text === ''
      ? `strings.Repeat@/usr/lib/go/src/strings/strings.go:9;${add(4)};main.main@/gone/main.go:3 1 300
         ${add(5)};${del} 1 100`
      : text.replaceAll('CART', file);
  await writeFile(profile, profileBytesFromText(given, options));
  const watcher = await EngineWatcher.start({ folder });
  await watcher.engine.setFolders([folder]);
  const open = (path = profile, base: string | null = null) =>
    watcher.engine.profiles.open(
      { origin: { kind: 'file', path }, base: base === null ? null : { kind: 'file', path: base } },
      never,
    );
  const show = (handle: string, how: Partial<ShownOnLines> = {}) =>
    watcher.engine.profiles.showOnLines(handle, { name: 'heap.pb', scope: wholeScope, ...how }, never);
  const shown = () =>
    [...watcher.profiled.values()].flatMap(({ hints }) =>
      hints.map(({ line, text: said, unsure }) => `${String(line + 1)}${unsure ? '?' : ''} ${said}`),
    );
  const { handle } = await open();
  return { watcher, folder, file, profile, handle, open, show, shown };
}

describe('a profile on lines', () => {
  it('says what each line of the workspace costs, as a listing does, and of what', async () => {
    const { show, shown, handle, watcher, file } = await shop();
    expect(await show(handle)).toEqual({ lines: 3, files: 1, left: 0 });
    expect(shown()).toEqual([
      '4 cum 300 B · 75.00% of heap.pb (inuse_space)',
      '5 flat 100 B · cum 100 B · 25.00% of heap.pb (inuse_space)',
      '9 cum 100 B · 25.00% of heap.pb (inuse_space)',
    ]);
    const hover = watcher.engine.hoverAt(file, 4) ?? '';
    expect(hover).toContain('**heap&#46;pb** `inuse_space`');
    expect(hover).toContain('| `example.com/shop.Add` | 100 B (25.00%) | 100 B (25.00%) |');
  });

  it('is what the other views are: another sample type, and filtered', async () => {
    const { show, shown, handle } = await shop();
    const refinements = [{ kind: 'focus', pattern: 'Del' }] as const;
    await show(handle, { scope: { ...wholeScope, sample: 'inuse_objects', granularity: 'package', refinements } });
    expect(shown()).toEqual([
      '5 flat 1 · cum 1 · 50.00% of heap.pb (inuse_objects)',
      '9 cum 1 · 50.00% of heap.pb (inuse_objects)',
    ]);
    await show(handle, { scope: { ...wholeScope, refinements: [{ kind: 'focus', pattern: '(' }] } });
    expect(shown()).toEqual([]);
  });

  it('that is a difference says what has grown and shrunk', async () => {
    const { open, show, shown, folder, file, profile } = await shop();
    const base = join(folder, 'base.pb');
    await writeFile(base, profileBytesFromText(`example.com/shop.Add@${file}:4 1 400`, { startLines }));
    const { handle } = await open(profile, base);
    await show(handle);
    expect(shown()[0]).toMatch(/^4 flat -400 B · cum -100 B · /);
    expect(shown()[1]).toMatch(/^5 flat \+100 B · cum \+100 B · /);
  });

  it('moves with what is edited above it, and is doubted where its line is edited', async () => {
    const { show, shown, handle, watcher, file } = await shop();
    await show(handle);
    const typist = new Typist(cart, { documents: watcher.rooms.documents, path: file });
    typist.insertLines(0, '// one', '// two');
    await Promise.resolve();
    expect(shown().map((one) => one.slice(0, 8))).toEqual(['6 cum 30', '7 flat 1', '11 cum 1']);
    typist.type('put(7)', [5, 1], [5, 8]);
    await Promise.resolve();
    expect(shown()[0]).toMatch(/^6\? cum 300 B/);
    typist.deleteLines(6);
    await Promise.resolve();
    expect(shown().map((one) => one.slice(0, 6))).toEqual(['6? cum', '10 cum']);
  });

  it('is told for the text of now when it is shown again, and says nothing of lines that are gone', async () => {
    const { show, shown, handle, watcher, file } = await shop();
    await show(handle);
    watcher.engine.profiles.hideFromLines();
    expect(shown()).toEqual([]);
    await writeFile(file, `// one\n${cart.replace(/func Del[^}]*\}\n/, '')}`);
    watcher.engine.changed({ kind: 'source', path: file });
    expect(await show(handle)).toMatchObject({ lines: 2, left: 1 });
    expect(shown().map((one) => one.slice(0, 6))).toEqual(['5 cum ', '6 flat']);
  });

  it('makes room for another, and goes when it is closed', async () => {
    const { show, shown, handle, open, folder, file, watcher } = await shop();
    const other = join(folder, 'other.pb');
    await writeFile(other, profileBytesFromText(`example.com/shop.Del@${file}:9 7 70`, { startLines }));
    const second = await open(other);
    await show(handle);
    await show(second.handle, { name: 'other.pb' });
    expect(shown()).toEqual(['9 flat 70 B · cum 70 B · 100% of other.pb (inuse_space)']);
    watcher.engine.profiles.close(handle);
    expect(shown()).toHaveLength(1);
    watcher.engine.profiles.close(second.handle);
    expect(shown()).toEqual([]);
  });

  it('draws only what was asked last', async () => {
    const { show, shown, handle } = await shop();
    const first = show(handle);
    const last = show(handle, { scope: { ...wholeScope, sample: 'inuse_objects' } });
    expect([await first, await last]).toEqual([
      { lines: 0, files: 0, left: 0 },
      { lines: 3, files: 1, left: 0 },
    ]);
    expect(shown()[0]).toContain('inuse_objects');
  });

  it('of a closed profile is none', async () => {
    const { show, handle, watcher } = await shop();
    watcher.engine.profiles.close(handle);
    await expect(async () => show(handle)).rejects.toMatchObject({ problem: { kind: 'not-found' } });
  });

  it('adds up the functions that share a line', async () => {
    const text = 'example.com/shop.Add@CART:4;main.main 1 40\nexample.com/shop.Add.func1@CART:4;main.main 1 2';
    const { show, shown, handle, watcher, file } = await shop(text);
    await show(handle);
    expect(shown()).toEqual(['4 flat 42 B · cum 42 B · 100% of heap.pb (inuse_space)']);
    expect(watcher.engine.hoverAt(file, 3)).toContain('| `example.com/shop.Add.func1` | 2 B (4.76%) | 2 B (4.76%) |');
  });
});
