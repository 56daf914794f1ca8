import { lstat, mkdir, readdir, readFile, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { goSeriesIds } from '../../../src/follow/go/goSeries';
import type { SeriesPoint } from '../../../src/shared/model/series/series';
import { decodeSeriesLine, encodeSeriesLine } from '../../../src/store/series/seriesLine';
import { createSeriesStore } from '../../../src/store/series/seriesStore';
import { thinByAge } from '../../../src/store/series/thinByAge';
import { problemOf } from '../../sources/problemOf';
import { temporaryFolder } from '../temporaryFolder';

const target = { id: 'localhost-6060-0123456789', name: 'localhost:6060', url: 'http://localhost:6060/debug/pprof/' };
const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;
const now = 1_000 * day;
/** As they are for Go. */
const guarded = ['liveHeap', 'heapAlloc', 'goroutines'];

function point(atMillis: number, values: SeriesPoint['values'] = {}, life = 0): SeriesPoint {
  return { atMillis, life, values };
}

async function openStore() {
  const directory = await temporaryFolder();
  const open = () => createSeriesStore({ directory, clock: { now: () => now }, guarded });
  return {
    store: open(),
    open,
    root: join(directory, 'series'),
    file: join(directory, 'series', `${target.id}.jsonl`),
  };
}

describe('a series', () => {
  it('is empty before its first point', async () => {
    const { store } = await openStore();
    expect(await store.load(target)).toEqual([]);
  });

  it('comes back as it went, in another window, too', async () => {
    const { store, open } = await openStore();
    const points = [
      point(now - 2 * second, { liveHeap: 5_000_000_000, goroutines: 0, rss: null }),
      point(now - second, Object.fromEntries(goSeriesIds.map((name, index) => [name, index + 0.5])), 1),
    ];
    for (const one of points) await store.append(target, one);
    const [first, last] = points;
    // What is not known is not written.
    expect(await open().load(target)).toEqual([
      point(first!.atMillis, { liveHeap: 5_000_000_000, goroutines: 0 }),
      last,
    ]);
  });

  it('is in order of time, whoever appended first', async () => {
    const { store, open } = await openStore();
    const other = open();
    await Promise.all([
      store.append(target, point(now - 3 * second)),
      store.append(target, point(now - second)),
      other.append(target, point(now - 4 * second)),
      other.append(target, point(now - 2 * second)),
    ]);
    const times = (await store.load(target)).map(({ atMillis }) => now - atMillis);
    expect(times).toEqual([4 * second, 3 * second, 2 * second, second]);
  });

  it('loses no more than the line in which a writer was killed', async () => {
    const { store, open, file } = await openStore();
    await store.append(target, point(now - 2 * second));
    await writeFile(file, `${await readFile(file, 'utf8')}{"at":${now - second},"li`);
    await open().append(target, point(now));
    expect((await store.load(target)).map(({ atMillis }) => atMillis)).toEqual([now - 2 * second, now]);
  });

  it('skips lines that are no points', async () => {
    const { store, file } = await openStore();
    await store.append(target, point(now));
    const broken = [
      '',
      'null',
      '[]',
      '{}',
      '{"at":"1","life":0}',
      '{"at":1e999,"life":0}',
      `{"at":${now},"life":-1}`,
      '\u0000',
    ];
    await writeFile(file, [...broken, `{"at":${now},"life":2,"rss":"many","sys":7,"not-a-series":1}`, ''].join('\n'));
    expect(await store.load(target)).toEqual([point(now, { sys: 7 }, 2)]);
  });

  it('is for its owner only, and no link', async () => {
    const { store, root, file } = await openStore();
    await store.append(target, point(now));
    expect(((await lstat(root)).mode & 0o777).toString(8)).toBe('700');
    expect(((await lstat(file)).mode & 0o777).toString(8)).toBe('600');
    const linked = { ...target, id: 'linked' };
    await symlink(file, join(root, 'linked.jsonl'));
    expect((await problemOf(store.append(linked, point(now)))).kind).toBe('store');
    expect((await problemOf(store.load(linked))).kind).toBe('store');
  });

  it.each(['..', 'a/b', ''])('is not written for the target %j', async (id) => {
    const { store } = await openStore();
    expect((await problemOf(store.append({ ...target, id }, point(now)))).kind).toBe('store');
    expect((await problemOf(store.load({ ...target, id }))).kind).toBe('store');
  });
});

describe('the file of a series', () => {
  it('is rewritten when it is much larger than what is worth keeping', async () => {
    const { store, root, file } = await openStore();
    await mkdir(root);
    const old = Array.from({ length: 20_000 }, (_, index) =>
      point(now - 10 * day + index * second, { liveHeap: index }),
    );
    await writeFile(file, old.map((one) => `${encodeSeriesLine(one)}\n`).join(''));
    await store.append(target, point(now));
    expect(await store.load(target)).toEqual([point(now)]);
    expect((await lstat(file)).size).toBeLessThan(100);
    expect(await readdir(root)).toEqual([`${target.id}.jsonl`]);
    await store.append(target, point(now + second));
    expect((await store.load(target)).length).toBe(2);
  });

  it('is left alone while it is about as large', async () => {
    const { store, file } = await openStore();
    for (let index = 0; index < 10; index += 1) await store.append(target, point(now - index * second));
    const before = await lstat(file);
    await store.load(target);
    expect((await lstat(file)).ino).toBe(before.ino);
  });

  it('stays below its bound, without anybody loading it', async () => {
    const { store, root, file } = await openStore();
    await mkdir(root);
    await writeFile(file, `${encodeSeriesLine(point(now - second))}\n`.padStart(9 * 1024 * 1024, '\n'));
    await store.append(target, point(now));
    expect((await lstat(file)).size).toBeLessThan(1_000);
    expect((await store.load(target)).length).toBe(2);
  });

  it('gives its newest part when something made it endless', async () => {
    const { store, root, file } = await openStore();
    await mkdir(root);
    await writeFile(file, `${'x'.repeat(20 * 1024 * 1024)}\n${encodeSeriesLine(point(now))}\n`);
    expect(await store.load(target)).toEqual([point(now)]);
    expect((await lstat(file)).size).toBeLessThan(1_000);
  });

  it('full of something else does not keep the engine busy', async () => {
    const { store, root, file } = await openStore();
    await mkdir(root);
    await writeFile(file, `${'{}\n'.repeat(4_000_000)}${encodeSeriesLine(point(now))}\n`);
    expect(await store.load(target)).toEqual([point(now)]);
  });

  it('of a killed rewrite is swept after an hour', async () => {
    const { store, root } = await openStore();
    await mkdir(root);
    const old = new Date(now - 2 * hour);
    for (const name of ['.00000000.tmp', '.11111111.tmp']) await writeFile(join(root, name), '');
    await utimes(join(root, '.00000000.tmp'), old, old);
    await store.load(target);
    expect(await readdir(root)).toEqual(['.11111111.tmp']);
  });

  it('of a target that nobody has asked for longer than points are kept goes, and the oldest beyond 200 do', async () => {
    const { store, root } = await openStore();
    await mkdir(root);
    const names = Array.from({ length: 203 }, (_, index) => `shop-${String(index).padStart(3, '0')}.jsonl`);
    for (const [index, name] of names.entries()) {
      await writeFile(join(root, name), '');
      const used = new Date(now - (name === names[0] ? 9 * 24 * hour : index * 1_000));
      await utimes(join(root, name), used, used);
    }
    await store.load(target);
    expect((await readdir(root)).sort()).toEqual(names.slice(1, 201));
  });
});

describe('thinByAge', () => {
  const every = (stepMillis: number, fromMillis: number, untilMillis: number) =>
    Array.from({ length: Math.floor((untilMillis - fromMillis) / stepMillis) }, (_, index) => {
      const atMillis = fromMillis + index * stepMillis;
      return point(atMillis, { liveHeap: (index * 7919) % 1_000, heapAlloc: (index * 104_729) % 1_000, goroutines: 5 });
    });

  it('keeps every point of the last hour', () => {
    const points = every(5 * second, now - hour, now);
    expect(thinByAge(points, now, guarded)).toEqual(points);
  });

  it('keeps of older ones at most one a minute on average, all of them real, in order', () => {
    const points = every(5 * second, now - day, now - 2 * hour);
    const kept = thinByAge(points, now, guarded);
    expect(kept.length).toBeLessThanOrEqual((22 * hour) / minute);
    expect(kept.length).toBeGreaterThan((22 * hour) / minute / 6);
    expect(kept).toEqual(points.filter((one) => kept.includes(one)));
  });

  it('keeps the peak and the trough of a short spike', () => {
    const points = every(5 * second, now - 3 * hour, now - 2 * hour).map((one, index) => {
      const spike =
        index === 333
          ? { goroutines: 9_000 }
          : index === 335
            ? { heapAlloc: 90_000 }
            : index === 337
              ? { liveHeap: -1 }
              : {};
      return { ...one, values: { ...one.values, ...spike } };
    });
    const kept = thinByAge(points, now, guarded);
    expect(kept).toContain(points[333]);
    expect(kept).toContain(points[335]);
    expect(kept).toContain(points[337]);
  });

  it('changes nothing of what is thinned already', () => {
    const once = thinByAge(every(5 * second, now - 8 * day, now), now, guarded);
    expect(thinByAge(once, now, guarded)).toEqual(once);
  });

  it('keeps which build a point is of, and knows none of points of earlier versions', () => {
    const built = { ...point(now, { sys: 7 }, 2), build: 1 };
    expect(decodeSeriesLine(encodeSeriesLine(built))).toEqual(built);
    expect(decodeSeriesLine(`{"at":${now},"life":2,"sys":7}`)).toEqual(point(now, { sys: 7 }, 2));
    expect(decodeSeriesLine(`{"at":${now},"life":2,"build":-1,"sys":7}`)).toEqual(point(now, { sys: 7 }, 2));
  });

  it('keeps something of each life', () => {
    const points = [0, 1, 2].map((life) => point(now - 2 * hour + life * second, { liveHeap: 1 }, life));
    expect(thinByAge(points, now, guarded)).toEqual(points);
  });

  it('drops what is older than a week or from the future', () => {
    const points = [point(now - 7 * day), point(now - 7 * day + 1), point(now + hour), point(now + day)];
    expect(thinByAge(points, now, guarded)).toEqual([points[1], points[2]]);
  });

  it('keeps a point where nothing is known', () => {
    const points = [point(now - 2 * hour), point(now - 2 * hour + second)];
    expect(thinByAge(points, now, guarded)).toEqual([points[0]]);
  });

  it('is bounded, though a service restarts at every poll', () => {
    const points = every(5 * second, now - 7 * day, now).map((one, life) => ({ ...one, life }));
    const kept = thinByAge(points, now, guarded);
    expect(kept.length).toBe(20_000);
    expect(kept.at(-1)).toBe(points.at(-1));
  });
});
