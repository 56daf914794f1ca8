// A folder of the store that is a symbolic link is not followed: neither read, nor written, nor emptied.
import { chmod, lstat, mkdir, readdir, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createBaselineStore } from '../../src/store/findings/baselineStore';
import { createPastStore } from '../../src/store/past/pastStore';
import { createSeriesStore } from '../../src/store/series/seriesStore';
import { createSnapshotStore } from '../../src/store/snapshots/snapshotStore';
import { problemOf } from '../sources/problemOf';
import { point } from '../webview/trends/seriesBuilder';
import { temporaryFolder } from './temporaryFolder';
import { systemClock } from '../../src/systemClock';

const target = { id: 'target-0', name: 'target', url: 'http://localhost:6060/debug/pprof/' };
const longAgo = new Date(Date.now() - 30 * 24 * 60 * 60 * 1000);

/** A store whose folder `name` is a link to a folder of somebody else, which holds what sweeping would take. */
async function linked(name: string) {
  const directory = await temporaryFolder();
  const elsewhere = await temporaryFolder();
  for (const file of ['.draft-0000', '.00000000.tmp', 'target-0.jsonl', 'target-0.json']) {
    await writeFile(join(elsewhere, file), '{}');
    await utimes(join(elsewhere, file), longAgo, longAgo);
  }
  await symlink(elsewhere, join(directory, name));
  return { directory, untouched: async () => (await readdir(elsewhere)).length === 4 };
}

const refused = { kind: 'store', detail: 'it is a symbolic link, which is not followed' };

describe('a folder that is a link', () => {
  it('keeps no snapshots', async () => {
    const { directory, untouched } = await linked('snapshots');
    const store = createSnapshotStore({ clock: systemClock, directory });
    expect(await problemOf(store.begin(target))).toMatchObject(refused);
    expect(await problemOf(store.list())).toMatchObject(refused);
    expect(await problemOf(store.get('20260102T030405678Z-9f8e7d6c'))).toMatchObject(refused);
    expect(await untouched()).toBe(true);
  });

  it('takes no snapshot in place of a target’s folder', async () => {
    const directory = await temporaryFolder();
    const elsewhere = await temporaryFolder();
    await mkdir(join(directory, 'snapshots'));
    await symlink(elsewhere, join(directory, 'snapshots', target.id));
    const draft = await createSnapshotStore({ clock: systemClock, directory }).begin(target);
    await draft.write('heap.txt', Buffer.from('x'));
    const summary = { liveHeap: 1, heapAlloc: 2, sys: 3, goroutines: 4 };
    expect(await problemOf(draft.commit({ runtime: 'go', capturedAtMillis: 1, summary }))).toMatchObject(refused);
    expect(await readdir(elsewhere)).toEqual([]);
  });

  it('keeps no series', async () => {
    const { directory, untouched } = await linked('series');
    const store = createSeriesStore({ clock: systemClock, directory, guarded: [] });
    expect(await problemOf(store.append(target, point({ at: 0 })))).toMatchObject(refused);
    expect(await problemOf(store.load(target))).toMatchObject(refused);
    expect(await untouched()).toBe(true);
  });

  it('keeps no past', async () => {
    const { directory, untouched } = await linked('past');
    const store = createPastStore({ clock: systemClock, directory });
    const files = new Map([['heap.pb.gz', new Uint8Array(1)]]);
    const moment = { atMillis: Date.now(), life: 0, build: 0, isFind: false, files };
    expect(await problemOf(store.keep(target, moment, 1_000_000))).toMatchObject(refused);
    expect(await problemOf(store.list(target.id))).toMatchObject(refused);
    expect(await problemOf(store.targets())).toMatchObject(refused);
    expect(await problemOf(store.delete(target.id))).toMatchObject(refused);
    expect(await untouched()).toBe(true);
  });

  it('keeps no baseline', async () => {
    const { directory, untouched } = await linked('baselines');
    const store = createBaselineStore({ directory });
    expect(await problemOf(store.load(target))).toMatchObject(refused);
    expect(await problemOf(store.save(target, { setAtMillis: 1, findings: [] } as never))).toMatchObject(refused);
    expect(await problemOf(store.clear(target))).toMatchObject(refused);
    expect(await untouched()).toBe(true);
  });
});

describe('a file that is a link', () => {
  it.each(['series', 'baselines'])('in %s is neither read nor written', async (name) => {
    const directory = await temporaryFolder();
    const secret = join(directory, 'secret');
    await writeFile(secret, 'secret');
    await mkdir(join(directory, name));
    await symlink(secret, join(directory, name, name === 'series' ? 'target-0.jsonl' : 'target-0.json'));
    const store =
      name === 'series'
        ? createSeriesStore({ clock: systemClock, directory, guarded: [] })
        : createBaselineStore({ directory });
    expect((await problemOf(store.load(target))).kind).toBe('store');
    if ('append' in store) expect((await problemOf(store.append(target, point({ at: 0 })))).kind).toBe('store');
    expect((await lstat(secret)).size).toBe(6);
  });
});

it.skipIf(process.platform === 'win32')('a folder that others may read is closed to them', async () => {
  const directory = await temporaryFolder();
  await mkdir(join(directory, 'snapshots'));
  await chmod(join(directory, 'snapshots'), 0o755);
  await createSnapshotStore({ clock: systemClock, directory }).begin(target);
  expect((await lstat(join(directory, 'snapshots'))).mode & 0o777).toBe(0o700);
});
