import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, cp, lstat, mkdir, readdir, readFile, rename, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { SnapshotStore } from '../../../src/shared/ports/stores';
import { createSnapshotStore } from '../../../src/store/snapshots/snapshotStore';
import type { SnapshotLimits } from '../../../src/store/snapshots/surplus';
import { rawProfile } from '../../sources/localServer';
import { problemOf } from '../../sources/problemOf';
import { temporaryFolder } from '../temporaryFolder';
import { systemClock } from '../../../src/systemClock';

const target = { id: 'localhost-6060-0123456789', name: 'localhost:6060', url: 'http://localhost:6060/debug/pprof/' };
const summary = { liveHeap: 1, heapAlloc: 2, sys: 3, goroutines: 4 };
const hour = 60 * 60 * 1000;

async function openStore(limits?: SnapshotLimits) {
  const directory = await temporaryFolder();
  const store = createSnapshotStore({ clock: systemClock, directory, ...(limits && { limits }) });
  return { store, directory, root: join(directory, 'snapshots') };
}

async function capture(store: SnapshotStore, capturedAtMillis = 1_000, body = 'heap profile: x') {
  const draft = await store.begin(target);
  await draft.write('heap.txt', Buffer.from(body));
  return draft.commit({ runtime: 'go', capturedAtMillis, summary });
}

describe('a snapshot', () => {
  it('is out of sight until it is committed, and then whole', async () => {
    const { store } = await openStore();
    const draft = await store.begin(target);
    await draft.write('heap.txt', Buffer.from('heap profile: x'));
    await draft.write('goroutine.txt', Buffer.from('goroutine 1 [running]:'));
    expect(await store.list()).toEqual([]);

    const committed = await draft.commit({ runtime: 'go', capturedAtMillis: 1_000, summary });
    expect(committed).toMatchObject({
      version: 2,
      runtime: 'go',
      id: draft.id,
      target,
      name: '',
      capturedAtMillis: 1_000,
      summary,
    });
    expect(committed.files).toEqual([
      { name: 'heap.txt', bytes: 15 },
      { name: 'goroutine.txt', bytes: 22 },
    ]);
    expect(await store.list()).toEqual([committed]);
    expect(await store.get(draft.id)).toEqual(committed);
    expect(Buffer.from(await store.read(draft.id, 'heap.txt')).toString()).toBe('heap profile: x');
  });

  it('is the same for another window', async () => {
    const { store, directory } = await openStore();
    const committed = await capture(store);
    expect(await createSnapshotStore({ clock: systemClock, directory }).list()).toEqual([committed]);
  });

  it('leaves nothing behind when it is abandoned', async () => {
    const { store, root } = await openStore();
    const draft = await store.begin(target);
    await draft.write('heap.txt', Buffer.from('x'));
    await draft.abandon();
    await draft.abandon();
    expect(await readdir(root)).toEqual([]);
    expect((await problemOf(draft.write('heap.txt', Buffer.from('x')))).kind).toBe('store');
    expect((await problemOf(draft.commit({ runtime: 'go', capturedAtMillis: 1, summary }))).kind).toBe('store');
  });

  it('is listed newest first', async () => {
    const { store } = await openStore();
    for (const at of [2_000, 3_000, 1_000]) await capture(store, at);
    expect((await store.list()).map(({ capturedAtMillis }) => capturedAtMillis)).toEqual([3_000, 2_000, 1_000]);
  });

  it('has an id that every file system takes', async () => {
    const { store } = await openStore();
    expect((await store.begin(target)).id).toMatch(/^\d{8}T\d{9}Z-[0-9a-f]{8}$/);
  });

  it('is for its owner only', async () => {
    const { store, root } = await openStore();
    const { directory } = await capture(store);
    const modes = async (path: string) => ((await lstat(path)).mode & 0o777).toString(8);
    for (const folder of [root, join(root, target.id), directory]) expect(await modes(folder)).toBe('700');
    for (const name of await readdir(directory)) expect(await modes(join(directory, name))).toBe('600');
  });

  it('is not committed with numbers that could not be read back', async () => {
    const { store, root } = await openStore();
    const draft = await store.begin(target);
    const broken = draft.commit({ runtime: 'go', capturedAtMillis: 1_000, summary: { ...summary, liveHeap: NaN } });
    expect((await problemOf(broken)).kind).toBe('store');
    expect(await readdir(root)).toEqual([]);
  });
});

describe('a file of a snapshot', () => {
  it.each([
    ['gzip, as Go sends it, untouched', 'heap.pb.gz', gzipSync(rawProfile), gzipSync(rawProfile)],
    ['raw proto, compressed', 'goroutine.pb.gz', rawProfile, gzipSync(rawProfile)],
    ['gzip in gzip, with one layer less', 'heap.pb.gz', gzipSync(gzipSync(rawProfile)), gzipSync(rawProfile)],
    [
      'a gzip that is cut off, untouched',
      'heap.pb.gz',
      gzipSync(rawProfile).subarray(0, 12),
      gzipSync(rawProfile).subarray(0, 12),
    ],
    ['compressed text, as plain text', 'heap.txt', gzipSync('heap profile: x'), Buffer.from('heap profile: x')],
    ['text', 'goroutine.txt', Buffer.from('goroutine 1'), Buffer.from('goroutine 1')],
  ] as const)('keeps %s', async (_, name, given, kept) => {
    const { store } = await openStore();
    const draft = await store.begin(target);
    await draft.write(name, given);
    const { id } = await draft.commit({ runtime: 'go', capturedAtMillis: 1, summary });
    expect(Buffer.from(await store.read(id, name)).toString('hex')).toBe(kept.toString('hex'));
  });

  it('keeps every byte when it is compressed', async () => {
    const { store } = await openStore();
    const draft = await store.begin(target);
    const bytes = Buffer.from(Array.from({ length: 100_000 }, (_, index) => (index * 7 + 10) % 256));
    await draft.write('heap.pb.gz', bytes);
    const { id } = await draft.commit({ runtime: 'go', capturedAtMillis: 1, summary });
    expect(gunzipSync(await store.read(id, 'heap.pb.gz')).equals(bytes)).toBe(true);
  });

  it('opens in `go tool pprof`, also when the service sent raw proto', async (context) => {
    if (spawnSync('go', ['version']).status !== 0) return context.skip();
    const { store } = await openStore();
    const draft = await store.begin(target);
    await draft.write('heap.pb.gz', rawProfile);
    const { directory } = await draft.commit({ runtime: 'go', capturedAtMillis: 1, summary });
    const { stdout, stderr } = spawnSync('go', ['tool', 'pprof', '-raw', join(directory, 'heap.pb.gz')]);
    expect(`${stdout.toString()}${stderr.toString()}`).toContain('count/count');
  });

  it.each(['../../escape', 'manifest.json', 'heap.pb', ''])('cannot be called %j', async (name) => {
    const { store, directory } = await openStore();
    const draft = await store.begin(target);
    expect((await problemOf(draft.write(name, rawProfile))).kind).toBe('store');
    const { id } = await capture(store);
    expect((await problemOf(store.read(id, name))).kind).toBe('not-found');
    expect(existsSync(join(directory, 'escape'))).toBe(false);
  });

  it('that the snapshot does not have is not found', async () => {
    const { store } = await openStore();
    const { id } = await capture(store);
    expect((await problemOf(store.read(id, 'heap.pb.gz'))).kind).toBe('not-found');
  });
});

describe('names and ids from outside', () => {
  it.each(['', '..', '../x', '/etc', 'a/b', 'a\\b', '20260102T030405678Z-9f8e7d6c/..', '20260102T030405678Z-9f8e7d6c'])(
    'find nothing with the id %j',
    async (id) => {
      const { store } = await openStore();
      await capture(store);
      const asked = [
        store.get(id),
        store.read(id, 'heap.txt'),
        store.rename(id, 'x'),
        store.pin(id, true),
        store.delete(id),
      ];
      for (const problem of await Promise.all(asked.map(problemOf))) expect(problem.kind).toBe('not-found');
      expect((await store.list()).length).toBe(1);
    },
  );

  it.each(['', '..', 'a/b', 'a\\b', 'A', '.hidden', 'con', 'x'.repeat(101)])(
    'make no folder of the target %j',
    async (id) => {
      const { store, root } = await openStore();
      expect((await problemOf(store.begin({ ...target, id }))).kind).toBe('store');
      expect(existsSync(root)).toBe(false);
    },
  );

  it('become a name, never a path', async () => {
    const { store, root } = await openStore();
    const { id } = await capture(store);
    const renamed = await store.rename(id, ' ../before\n the\u0000 fix ');
    expect(renamed.name).toBe('../before the fix');
    expect(await store.list()).toEqual([renamed]);
    expect(await readdir(join(root, target.id))).toEqual([id]);
    expect((await readdir(renamed.directory)).sort()).toEqual(['heap.txt', 'manifest.json']);
  });

  it('are shortened to what can be read back', async () => {
    const { store } = await openStore();
    const { id } = await capture(store);
    await store.rename(id, 'x'.repeat(10_000));
    expect((await store.get(id)).name.length).toBe(200);
  });
});

describe('deleting', () => {
  it('removes the files', async () => {
    const { store, root } = await openStore();
    const [kept, gone] = [await capture(store), await capture(store)];
    await store.delete(gone.id);
    expect(await store.list()).toEqual([kept]);
    expect((await readdir(root)).sort()).toEqual([target.id]);
    expect((await problemOf(store.delete(gone.id))).kind).toBe('not-found');
  });
});

describe('the list leaves out', () => {
  const edit = (change: (manifest: Record<string, unknown>) => unknown) => async (folder: string) => {
    const path = join(folder, 'manifest.json');
    const manifest = JSON.parse(await readFile(path, 'utf8')) as Record<string, unknown>;
    await writeFile(path, JSON.stringify(change(manifest)));
  };
  const other = '20260102T030405678Z-9f8e7d6c';

  it.each([
    ['no manifest', (folder: string) => rm(join(folder, 'manifest.json'))],
    ['a manifest that is no JSON', (folder: string) => writeFile(join(folder, 'manifest.json'), '{')],
    ['an endless manifest', (folder: string) => writeFile(join(folder, 'manifest.json'), ' '.repeat(100_000))],
    ['a manifest of another version', edit((manifest) => ({ ...manifest, version: 3 }))],
    ['a runtime that is none', edit((manifest) => ({ ...manifest, runtime: '../go' }))],
    ['a number that no series has', edit((manifest) => ({ ...manifest, summary: { __proto__x: 1 } }))],
    ['a manifest that is a list', edit(() => [])],
    ['a manifest of another snapshot', edit((manifest) => ({ ...manifest, id: other }))],
    ['another target’s manifest', edit((manifest) => ({ ...manifest, target: { ...target, id: 'other' } }))],
    ['a target without a URL', edit((manifest) => ({ ...manifest, target: { ...target, url: 1 } }))],
    ['a pin that is none', edit((manifest) => ({ ...manifest, pinned: 1 }))],
    ['a name that is none', edit((manifest) => ({ ...manifest, name: null }))],
    ['a time that is none', edit((manifest) => ({ ...manifest, capturedAtMillis: 'now' }))],
    ['a number that is none', edit((manifest) => ({ ...manifest, summary: { ...summary, sys: '3' } }))],
    ['a file it may not have', edit((manifest) => ({ ...manifest, files: [{ name: '../x', bytes: 1 }] }))],
    ['a file twice', edit((manifest) => ({ ...manifest, files: Array(2).fill({ name: 'heap.txt', bytes: 15 }) }))],
    ['a file that is missing', (folder: string) => rm(join(folder, 'heap.txt'))],
    ['a file that is shorter', (folder: string) => writeFile(join(folder, 'heap.txt'), 'heap')],
    [
      'a file that is a link',
      async (folder: string) => {
        await rename(join(folder, 'heap.txt'), join(folder, 'moved'));
        await symlink(join(folder, 'moved'), join(folder, 'heap.txt'));
      },
    ],
    [
      'a manifest that is a link',
      async (folder: string) => {
        await rename(join(folder, 'manifest.json'), join(folder, 'moved'));
        await symlink(join(folder, 'moved'), join(folder, 'manifest.json'));
      },
    ],
    [
      'a folder that is a link',
      async (folder: string) => {
        await rename(folder, join(folder, '..', 'moved'));
        await symlink(join(folder, '..', 'moved'), folder);
      },
    ],
    ['a folder of another name', (folder: string) => rename(folder, join(folder, '..', other))],
  ])('a snapshot with %s, and shows the others', async (_, damage) => {
    const { store } = await openStore();
    const [whole, damaged] = [await capture(store), await capture(store)];
    await damage(damaged.directory);
    expect(await store.list()).toEqual([whole]);
    expect((await problemOf(store.get(damaged.id))).kind).toBe('not-found');
  });

  it('a target’s folder that is a link, and files that lie about', async () => {
    const { store, root } = await openStore();
    const whole = await capture(store);
    await cp(join(root, target.id), join(root, '..', 'elsewhere'), { recursive: true });
    await symlink(join(root, '..', 'elsewhere'), join(root, 'linked'));
    await writeFile(join(root, 'file'), '');
    await writeFile(join(root, target.id, 'file'), '');
    expect(await store.list()).toEqual([whole]);
  });

  it('fields that nobody knows', async () => {
    const { store } = await openStore();
    const whole = await capture(store);
    await edit((manifest) => ({ ...manifest, directory: '/etc', extra: 1 }))(whole.directory);
    expect(await store.list()).toEqual([whole]);
  });
});

describe('the limits', () => {
  it('let the oldest go that is not pinned, whatever it is called', async () => {
    const { store, directory } = await openStore({ maxSnapshots: 2, maxTotalBytes: 1_000 });
    const [pinned, unpinned] = [await capture(store, 1), await capture(store, 2)];
    await store.pin(pinned.id, true);
    await store.rename(unpinned.id, 'no longer wanted');
    await store.pin(unpinned.id, false);
    await capture(store, 3);
    expect((await store.list()).map(({ capturedAtMillis }) => capturedAtMillis)).toEqual([3, 1]);
    expect(await createSnapshotStore({ clock: systemClock, directory }).get(pinned.id)).toEqual({
      ...pinned,
      pinned: true,
    });
  });

  it('never take one that is pinned, even if there are too many of them', async () => {
    const { store } = await openStore({ maxSnapshots: 1, maxTotalBytes: 10 });
    const taken = [await capture(store, 1)];
    await store.pin(taken[0]!.id, true);
    taken.push(await capture(store, 2));
    await store.pin(taken[1]!.id, true);
    await capture(store, 3);
    await capture(store, 4);
    expect((await store.list()).map(({ capturedAtMillis }) => capturedAtMillis)).toEqual([4, 2, 1]);
  });

  it('let the oldest go that nobody has named', async () => {
    const { store } = await openStore({ maxSnapshots: 2, maxTotalBytes: 1_000 });
    const named = await capture(store, 1);
    await store.rename(named.id, 'before');
    for (const at of [2, 3, 4]) await capture(store, at);
    expect((await store.list()).map(({ capturedAtMillis }) => capturedAtMillis)).toEqual([4, 1]);
  });

  it('count bytes, too, but never take the newest', async () => {
    const { store } = await openStore({ maxSnapshots: 10, maxTotalBytes: 25 });
    for (const at of [1, 2, 3]) await capture(store, at, 'x'.repeat(10));
    expect((await store.list()).map(({ capturedAtMillis }) => capturedAtMillis)).toEqual([3, 2]);
    await capture(store, 4, 'x'.repeat(100));
    expect((await store.list()).map(({ capturedAtMillis }) => capturedAtMillis)).toEqual([4]);
  });
});

describe('a store that cannot work', () => {
  it('says so', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'file'), '');
    const store = createSnapshotStore({ clock: systemClock, directory: join(folder, 'file') });
    expect((await problemOf(store.begin(target))).kind).toMatch(/store|not-found/);
    expect(await store.list()).toEqual([]);
  });

  it.skipIf(process.getuid?.() === 0)('names the folder it may not read', async () => {
    const { store, root } = await openStore();
    await capture(store);
    await chmod(root, 0);
    expect(await problemOf(store.list())).toMatchObject({ kind: 'store', subject: root });
    await chmod(root, 0o700);
  });
});

describe('what a killed process leaves', () => {
  it('is swept after an hour, and not before: it may be another window’s', async () => {
    const { store, directory, root } = await openStore();
    await capture(store);
    const old = new Date(Date.now() - 2 * hour);
    for (const name of ['.draft-old', '.draft-young', '.trash-old']) {
      await mkdir(join(root, name));
      await writeFile(join(root, name, 'heap.txt'), 'x');
      if (name.endsWith('old')) await utimes(join(root, name), old, old);
    }
    await createSnapshotStore({ clock: systemClock, directory }).list();
    expect((await readdir(root)).sort()).toEqual(['.draft-young', target.id]);
  });
});
