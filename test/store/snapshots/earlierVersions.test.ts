// What version 0.1.0 left on disk is read as if this version had written it: see test/fixtures/version-0.1.0/README.md.
import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { baselineFolders } from '../../../src/store/findings/baselineFolder';
import { createBaselineStore } from '../../../src/store/findings/baselineStore';
import { captureReader } from '../../../src/store/snapshots/captureReader';
import { createSeriesStore } from '../../../src/store/series/seriesStore';
import { createSnapshotStore } from '../../../src/store/snapshots/snapshotStore';
import { temporaryFolder } from '../temporaryFolder';
import { systemClock } from '../../../src/systemClock';

const fixtures = join(import.meta.dirname, '../../fixtures/version-0.1.0');
const target = {
  id: '127-0-0-1-45941-e4cf594f5b',
  name: 'gateway',
  url: 'http://127.0.0.1:45941/debug/pprof/',
};
const files = ['heap.pb.gz', 'heap.txt', 'goroutine.pb.gz', 'goroutine.txt'];

/** A copy, as the store of somebody who has installed the next version. */
async function earlier(what: 'store' | 'captured' | 'watched'): Promise<string> {
  const directory = await temporaryFolder();
  cpSync(join(fixtures, what), directory, { recursive: true });
  return directory;
}

describe('what version 0.1.0 wrote', () => {
  it('is listed: its snapshots, with their names, pins, files and numbers', async () => {
    const store = createSnapshotStore({ clock: systemClock, directory: await earlier('store') });
    const [pinned, renamed, ...others] = await store.list();
    expect(others).toEqual([]);
    expect(pinned).toMatchObject({ version: 2, runtime: 'go', target, name: '', pinned: true });
    expect(pinned?.summary).toEqual({ liveHeap: 11286308, heapAlloc: 16920696, sys: 34183432, goroutines: 129 });
    expect(renamed).toMatchObject({
      version: 2,
      runtime: 'go',
      name: 'Before the load',
      capturedAtMillis: 1796005758098,
    });
    expect(renamed?.files.map(({ name }) => name)).toEqual(files);
  });

  it('is read, byte for byte', async () => {
    const store = createSnapshotStore({ clock: systemClock, directory: await earlier('store') });
    for (const { id, directory } of await store.list()) {
      for (const name of files)
        expect(Buffer.from(await store.read(id, name))).toEqual(readFileSync(join(directory, name)));
    }
  });

  it('may be renamed and pinned, and is read by whoever comes after', async () => {
    const directory = await earlier('store');
    const store = createSnapshotStore({ clock: systemClock, directory });
    const [first] = await store.list();
    const renamed = await store.rename(first?.id ?? '', 'After the load');
    expect(await createSnapshotStore({ clock: systemClock, directory }).get(renamed.id)).toEqual({
      ...first,
      name: 'After the load',
    });
  });

  it('goes on: its series, with every number', async () => {
    const now = 1796005900000;
    const series = createSeriesStore({ directory: await earlier('store'), clock: { now: () => now }, guarded: [] });
    await series.append(target, { atMillis: now, life: 0, values: { liveHeap: 5 } });
    const points = await series.load(target);
    const { series: told } = JSON.parse(readFileSync(join(fixtures, 'wire.json'), 'utf8')) as {
      series: { value: { atMillis: number[]; values: Record<string, number[]> } };
    };
    const { atMillis, values } = told.value;
    const first = points.slice(0, atMillis.length);
    expect(first.map((point) => point.atMillis)).toEqual(atMillis);
    for (const [name, column] of Object.entries(values))
      expect(first.map((point) => point.values[name])).toEqual(column);
  });

  it('is compared with: its baselines', async () => {
    const entry = { id: 'goroutine-leak:main.(*session).receive:chan-send+9', kind: 'goroutine-leak', amount: 120 };
    const baselines = createBaselineStore({ directory: await earlier('store') });
    expect(await baselines.load(target)).toMatchObject({ setAtMillis: 1796005808134, entries: [entry] });
    const watched = await baselineFolders.read(await earlier('watched'));
    expect(watched?.entries.map(({ kind }) => kind)).toContain('goroutine-leak');
  });

  it('is opened: a folder of a capture', async () => {
    const directory = await earlier('captured');
    const capture = await captureReader.open(directory);
    expect(capture).toMatchObject({ version: 2, runtime: 'go', summary: { goroutines: 130 } });
    for (const name of files)
      expect(Buffer.from((await capture?.read(name)) ?? [])).toEqual(readFileSync(join(directory, name)));
  });
});
