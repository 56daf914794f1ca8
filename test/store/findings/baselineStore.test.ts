import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { Baseline } from '../../../src/shared/model/finding';
import type { BaselineStore } from '../../../src/shared/ports/stores';
import { createBaselineStore } from '../../../src/store/findings/baselineStore';

const target = { id: 'localhost-6060-0a1b2c3d4e', name: 'shop', url: 'http://localhost:6060/debug/pprof/' };
const baseline: Baseline = {
  setAtMillis: 1_700_000_000_000,
  targetUrl: target.url,
  entries: [
    {
      id: 'goroutine-leak:main.serve:chan-send+3',
      kind: 'goroutine-leak',
      confidence: 'probable',
      amount: 40,
      ratePerMinute: 12.5,
    },
    { id: 'heap-growth:main.put+9', kind: 'heap-growth', confidence: 'possible', amount: 4096, ratePerMinute: null },
  ],
};

describe('the store of baselines', () => {
  let directory: string;
  let store: BaselineStore;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'leaklens-baselines-'));
    onTestFinished(() => rm(directory, { recursive: true, force: true }));
    store = createBaselineStore({ directory });
  });

  it('has none for a target that nobody set one for', async () => {
    expect(await store.load(target)).toBeNull();
  });

  it('gives back what was saved, the newest of several', async () => {
    await store.save(target, baseline);
    const later = { ...baseline, setAtMillis: baseline.setAtMillis + 1, entries: [] };
    await store.save(target, later);
    expect(await store.load(target)).toEqual(later);
    expect(await readdir(join(directory, 'baselines'))).toEqual([`${target.id}.json`]);
  });

  it('keeps targets apart, and forgets on demand', async () => {
    await store.save(target, baseline);
    expect(await store.load({ ...target, id: 'other-1' })).toBeNull();
    await store.clear(target);
    expect(await store.load(target)).toBeNull();
    await store.clear(target);
  });

  it.each(['', 'no json', '{"version":2}', '{"version":1,"setAtMillis":1,"targetUrl":"u","entries":[{"id":7}]}'])(
    'reads %j as no baseline',
    async (text) => {
      await store.save(target, baseline);
      await writeFile(join(directory, 'baselines', `${target.id}.json`), text);
      expect(await store.load(target)).toBeNull();
    },
  );

  it('makes no path of an id that is none', async () => {
    await expect(store.save({ ...target, id: '../x' }, baseline)).rejects.toMatchObject({ problem: { kind: 'store' } });
  });
});
