import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LeakLensError } from '../../../src/shared/model/errors';
import { beginCapture } from '../../../src/store/snapshots/captureFolder';
import { parseManifest } from '../../../src/store/snapshots/parseManifest';
import { temporaryFolder } from '../temporaryFolder';

const target = { id: 'shop-1', name: 'shop', url: 'http://127.0.0.1:6060/debug/pprof/' };
const about = { runtime: 'go', capturedAtMillis: 5, summary: { liveHeap: 1, heapAlloc: 2, sys: 3, goroutines: 4 } };
const bytes = new Uint8Array([1, 2, 3]);

describe('a capture', () => {
  it.each(['new/and/deep', 'empty'])('becomes the folder itself, when that is %s', async (name) => {
    const directory = join(await temporaryFolder(), name);
    if (name === 'empty') mkdirSync(directory);
    const draft = await beginCapture(directory, target);
    await draft.write('heap.pb.gz', bytes);
    expect(readdirSync(directory).filter((entry) => !entry.startsWith('.'))).toEqual([]);
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
    const fresh = await beginCapture(join(root, 'fresh'), target);
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
