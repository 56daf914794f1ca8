// What polls were answered in the past, on disk: a few moments of it, by their age and their size.
import { mkdir, readdir, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { NewMoment } from '../../../src/shared/model/pastMoment';
import { createPastStore } from '../../../src/store/past/pastStore';
import { problemOf } from '../../sources/problemOf';
import { temporaryFolder } from '../temporaryFolder';

const target = { id: 'localhost-6060-0123456789', name: 'gateway', url: 'http://localhost:6060/debug/pprof/' };
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const start = 1_000 * day;
const plenty = 2 ** 30;

function moment(atMillis: number, more: Partial<NewMoment> = {}): NewMoment {
  return { atMillis, life: 0, build: 0, isFind: false, files: new Map([['heap.pb.gz', new Uint8Array(100)]]), ...more };
}

async function openStore() {
  const directory = await temporaryFolder();
  const clock = { millis: start, now: () => clock.millis };
  const store = createPastStore({ directory, clock });
  const minutesAgo = async () =>
    (await store.list(target.id)).map(({ atMillis }) => Math.round((clock.millis - atMillis) / minute));
  /** Keeps a moment every two minutes for so long. */
  const follow = async (millis: number, maxBytes = plenty, life = 0) => {
    for (const end = clock.millis + millis; clock.millis < end; clock.millis += 2 * minute)
      await store.keep(target, moment(clock.millis, { life }), maxBytes);
  };
  return { directory, folder: join(directory, 'past', target.id), store, clock, minutesAgo, follow };
}

describe('the past of a target', () => {
  it('is empty before the first moment', async () => {
    const { store } = await openStore();
    expect([await store.list(target.id), await store.targets()]).toEqual([[], []]);
  });

  it('comes back as it went, in another window, too, as files that pprof opens', async () => {
    const { store, directory, clock } = await openStore();
    const files = new Map([
      ['heap.pb.gz', Buffer.from('raw proto')],
      ['findings.json', Buffer.from('{}')],
    ]);
    await store.keep(target, moment(start, { life: 2, build: 1, isFind: true, files }), plenty);
    const other = createPastStore({ directory, clock });
    expect(await other.targets()).toEqual([target]);
    const [kept] = await other.list(target.id);
    expect(kept).toMatchObject({ atMillis: start, life: 2, build: 1, isFind: true });
    expect(kept?.files.map(({ name }) => name)).toEqual(['findings.json', 'heap.pb.gz']);
    expect(gunzipSync(await other.read(target.id, start, 'heap.pb.gz')).toString()).toBe('raw proto');
  });

  it('is kept closely when it is near and far apart when it is old', async () => {
    const { minutesAgo, follow } = await openStore();
    await follow(8 * hour);
    const ages = await minutesAgo();
    expect(ages.filter((age) => age <= 20)).toEqual([20, 18, 16, 14, 12, 10, 8, 6, 4, 2]);
    const gaps = ages.slice(1).map((age, index) => ((ages[index] ?? 0) - age) / (ages[index] ?? 0));
    // No gap is more than a sixth of its age, and a moment of each hour is left.
    expect(Math.max(...gaps.slice(0, -12))).toBeLessThan(1 / 5);
    expect(ages[0]).toBe(8 * 60);
    expect(ages.length).toBeLessThan(60);
  });

  it('lets go of what is a week old', async () => {
    const { store, clock, minutesAgo } = await openStore();
    await store.keep(target, moment(start), plenty);
    clock.millis = start + 7 * day;
    await store.keep(target, moment(clock.millis), plenty);
    expect(await minutesAgo()).toEqual([0]);
  });

  it('keeps the last moment of a process and those in which something was found, while there is room', async () => {
    const { store, clock, follow } = await openStore();
    for (const [minutes, more] of [
      [0, {}],
      [1, { isFind: true }],
      [2, {}],
      [3, { life: 1 }],
    ] as const)
      await store.keep(target, moment(start + minutes * minute, more), plenty);
    clock.millis += 4 * minute;
    await follow(3 * hour, plenty, 1);
    const early = (await store.list(target.id)).filter(({ atMillis }) => atMillis < start + 4 * minute);
    expect(early.map(({ atMillis }) => (atMillis - start) / minute)).toEqual([0, 1, 2]);
  });

  it('never takes more than it may, and gives up what is close together first', async () => {
    const { store, minutesAgo, follow } = await openStore();
    const [one] = await (async () => {
      await store.keep(target, moment(start - minute), plenty);
      return store.list(target.id);
    })();
    const each = one?.files[0]?.bytes ?? 0;
    await follow(3 * hour, 12 * each);
    const ages = await minutesAgo();
    expect(ages.length).toBeLessThanOrEqual(12);
    expect(ages[0]).toBeGreaterThan(60);
    await store.keep(target, moment(start + 3 * hour + minute), 2 * each);
    expect((await minutesAgo()).length).toBeLessThanOrEqual(2);
  });

  it('goes when it is deleted, and the next moment begins anew', async () => {
    const { store, folder } = await openStore();
    await store.keep(target, moment(start), plenty);
    await store.delete(target.id);
    expect([await store.list(target.id), await store.targets()]).toEqual([[], []]);
    expect(await readdir(join(folder, '..'))).toEqual([]);
    await store.delete(target.id);
    await store.keep(target, moment(start + minute), plenty);
    expect(await store.list(target.id)).toHaveLength(1);
  });

  it('leaves out what is no moment of its own', async () => {
    const { store, folder, directory } = await openStore();
    await store.keep(target, moment(start), plenty);
    await mkdir(join(folder, '.draft-0'));
    await writeFile(join(folder, `${String(start + 1)}-0-0`), 'a file');
    await symlink(directory, join(folder, `${String(start + 2)}-0-0`));
    await mkdir(join(folder, `${String(start + 3)}-0-0`));
    expect(await store.list(target.id)).toHaveLength(1);
    expect(await problemOf(store.read(target.id, start + 2, 'heap.pb.gz'))).toMatchObject({ kind: 'not-found' });
    expect(await problemOf(store.read(target.id, start, '../target.json'))).toMatchObject({ kind: 'not-found' });
    expect(await problemOf(store.list('../elsewhere'))).toMatchObject({ kind: 'store' });
  });

  it('sweeps that of targets which nobody follows any more', async () => {
    const { store, directory, clock } = await openStore();
    const other = { ...target, id: 'other' };
    await store.keep(other, moment(start), plenty);
    const longAgo = new Date(start - 9 * day);
    await utimes(join(directory, 'past', 'other'), longAgo, longAgo);
    await createPastStore({ directory, clock }).keep(target, moment(start), plenty);
    expect(await store.targets()).toEqual([target]);
  });
});
