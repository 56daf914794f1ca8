import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LeakLensError } from '../../../src/shared/model/errors';
import { captureWriter } from '../../../src/store/snapshots/captureFolder';
import { parseManifest } from '../../../src/store/snapshots/parseManifest';
import { temporaryFolder } from '../temporaryFolder';
import { systemClock } from '../../../src/systemClock';

const beginCapture = captureWriter(systemClock);

const target = { id: 'shop-1', name: 'shop', url: 'http://127.0.0.1:6060/debug/pprof/' };
const about = { runtime: 'go', capturedAtMillis: 5, summary: { liveHeap: 1, heapAlloc: 2, sys: 3, goroutines: 4 } };
const bytes = new Uint8Array([1, 2, 3]);

describe('a capture', () => {
  it('is in no folder that anybody sees before it is whole, and then is there in one step', async () => {
    const root = await temporaryFolder();
    const directory = join(root, 'new', 'soak');
    const draft = await beginCapture(directory, target);
    await draft.write('heap.pb.gz', bytes);
    await draft.write('heap.txt', bytes);
    expect(readdirSync(join(root, 'new')).every((name) => name.startsWith('.'))).toBe(true);
    await draft.commit(about);
    expect(readdirSync(join(root, 'new'))).toEqual(['soak']);
    expect(readdirSync(directory).sort()).toEqual(['heap.pb.gz', 'heap.txt', 'manifest.json']);
  });

  it('says what the service did not offer, and reads it back; what is no name is left out', async () => {
    const directory = join(await temporaryFolder(), 'heap-only');
    const draft = await beginCapture(directory, target);
    await draft.write('heap.pb.gz', bytes);
    const missing = [
      { kind: 'goroutines', why: 'HTTP 403 Forbidden' },
      { kind: 'mail-boxes', why: '' },
    ];
    expect(await draft.commit({ ...about, missing })).toMatchObject({ missing });
    const text = readFileSync(join(directory, 'manifest.json'), 'utf8');
    expect(parseManifest(text)).toMatchObject({ missing });
    const edited = (value: unknown) =>
      parseManifest(JSON.stringify({ ...(JSON.parse(text) as object), missing: value }));
    expect(edited([...missing, { kind: '../heap', why: '' }, { kind: 'heap', why: 7 }, 7])).toMatchObject({
      missing,
    });
    expect([edited('none'), edited(Array(65).fill(missing[0]))]).toEqual([null, null]);
    expect(edited(undefined)).not.toHaveProperty('missing');
  });

  it('leaves a folder of the person’s as it was, down to its mode, and puts the manifest into it last', async () => {
    const directory = join(await temporaryFolder(), 'mine');
    mkdirSync(directory, { mode: 0o750 });
    const before = statSync(directory);
    const draft = await beginCapture(directory, target);
    await draft.write('heap.pb.gz', bytes);
    await draft.commit(about);
    expect(statSync(directory)).toMatchObject({ ino: before.ino, mode: before.mode });
  });

  it('takes back what it has put into such a folder, when it cannot put all', async () => {
    const directory = await temporaryFolder();
    const draft = await beginCapture(directory, target);
    await draft.write('heap.pb.gz', bytes);
    await draft.write('heap.txt', bytes);
    const hidden = readdirSync(directory).find((name) => name.startsWith('.draft-')) ?? '';
    rmSync(join(directory, hidden, 'heap.txt'));
    await expect(draft.commit(about)).rejects.toBeInstanceOf(LeakLensError);
    await draft.abandon();
    expect(readdirSync(directory)).toEqual([]);
  });

  it.each(['new', 'empty'])('replaces nothing that came to be meanwhile in a folder that was %s', async (name) => {
    const directory = join(await temporaryFolder(), name);
    if (name === 'empty') mkdirSync(directory);
    const draft = await beginCapture(directory, target);
    await draft.write('heap.pb.gz', bytes);
    mkdirSync(directory, { recursive: true });
    writeFileSync(join(directory, 'heap.pb.gz'), 'another’s');
    const snapshot = await draft.commit(about);
    expect(snapshot.directory).toBe(join(directory, draft.id));
    expect(readdirSync(snapshot.directory).sort()).toEqual(['heap.pb.gz', 'manifest.json']);
    expect(readFileSync(join(directory, 'heap.pb.gz'), 'utf8')).toBe('another’s');
  });

  it.each(['new/and/deep', 'empty'])('becomes the folder itself, when that is %s', async (name) => {
    const directory = join(await temporaryFolder(), name);
    if (name === 'empty') mkdirSync(directory);
    const draft = await beginCapture(directory, target);
    await draft.write('heap.pb.gz', bytes);
    const snapshot = await draft.commit(about);
    expect(snapshot.directory).toBe(directory);
    expect(readdirSync(directory).sort()).toEqual(['heap.pb.gz', 'manifest.json']);
    const manifest = parseManifest(readFileSync(join(directory, 'manifest.json'), 'utf8'));
    expect(manifest).toMatchObject({ target, ...about, files: [{ name: 'heap.pb.gz' }] });
  });

  it('becomes a folder of its own where something is already', async () => {
    const directory = await temporaryFolder();
    writeFileSync(join(directory, 'mine.txt'), 'mine');
    const draft = await beginCapture(directory, target);
    await draft.write('heap.txt', bytes);
    const snapshot = await draft.commit(about);
    expect(snapshot.directory).toBe(join(directory, draft.id));
    expect(readdirSync(directory).sort()).toEqual([draft.id, 'mine.txt'].sort());
    expect(readdirSync(snapshot.directory).sort()).toEqual(['heap.txt', 'manifest.json']);
  });

  it('that is abandoned leaves nothing, but what was there', async () => {
    const root = await temporaryFolder();
    const fresh = await beginCapture(join(root, 'fresh', 'and', 'deep'), target);
    await fresh.write('heap.pb.gz', bytes);
    await fresh.abandon();
    const kept = join(root, 'kept');
    mkdirSync(kept);
    const draft = await beginCapture(kept, target);
    await draft.abandon();
    expect(readdirSync(root)).toEqual(['kept']);
    expect(readdirSync(kept)).toEqual([]);
  });

  it('with numbers that could not be read back is refused', async () => {
    const draft = await beginCapture(join(await temporaryFolder(), 'x'), target);
    const wrong = { ...about, summary: { ...about.summary, sys: Number.NaN } };
    await expect(draft.commit(wrong)).rejects.toBeInstanceOf(LeakLensError);
    await draft.abandon();
  });

  it.skipIf(!existsSync('/proc/self'))('where the system makes no folders is a typed error', async () => {
    const failure = await beginCapture('/proc/nope', target).catch((error: unknown) => error);
    expect(failure).toMatchObject({ problem: { kind: 'store', subject: '/proc/nope' } });
  });

  it('into a file is a typed error', async () => {
    const file = join(await temporaryFolder(), 'file');
    writeFileSync(file, '');
    const failure = await beginCapture(file, target).catch((error: unknown) => error);
    expect(failure).toMatchObject({ problem: { kind: 'store', subject: file } });
  });
});
