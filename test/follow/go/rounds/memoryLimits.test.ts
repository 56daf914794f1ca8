import { describe, expect, it } from 'vitest';
import { MemoryLimits } from '../../../../src/follow/go/rounds/memoryLimits';
import type { MemoryLimit } from '../../../../src/shared/model/series/outlook';

const megabyte = 2 ** 20;
const cgroup: MemoryLimit = { bytes: 512 * megabyte, origin: 'cgroup' };
const machine: MemoryLimit = { bytes: 8192 * megabyte, origin: 'machine' };
const round = { isOther: false, isResidentKnown: true, goLimitBytes: null };

/** What a source knows, and how often it was asked. */
function source(...known: readonly MemoryLimit[]) {
  const asked = { times: 0 };
  const memoryLimits = () => {
    asked.times += 1;
    return Promise.resolve(known);
  };
  return { limits: new MemoryLimits({ memoryLimits }), asked };
}

describe('what the memory of a Go process is limited by', () => {
  it('is the least that ends the process, against what the machine counts', async () => {
    expect(await source(machine, cgroup).limits.of(round, null)).toEqual([
      { series: 'rss', less: null, unit: 'bytes', limit: cgroup.bytes, origin: 'cgroup' },
    ]);
  });

  it('is what a person says, whatever the machine does', async () => {
    const { limits, asked } = source(cgroup);
    expect(await limits.of(round, 100)).toMatchObject([{ limit: 100, origin: 'setting' }]);
    expect(asked.times).toBe(0);
  });

  it('counts as GOMEMLIMIT does where nobody sees the process', async () => {
    const told = await source({ bytes: 99, origin: 'pod' }).limits.of({ ...round, isResidentKnown: false }, null);
    expect(told).toEqual([{ series: 'sys', less: 'heapReleased', unit: 'bytes', limit: 99, origin: 'pod' }]);
  });

  it('is GOMEMLIMIT beside it, where the service publishes that', async () => {
    expect(await source(cgroup).limits.of({ ...round, goLimitBytes: 77 }, null)).toEqual([
      { series: 'rss', less: null, unit: 'bytes', limit: cgroup.bytes, origin: 'cgroup' },
      { series: 'sys', less: 'heapReleased', unit: 'bytes', limit: 77, origin: 'go' },
    ]);
  });

  it('is asked once for each process', async () => {
    const { limits, asked } = source(cgroup);
    for (const isOther of [false, false, true, false]) await limits.of({ ...round, isOther }, null);
    expect(asked.times).toBe(2);
  });

  it('is nothing where nobody can tell', async () => {
    expect(await new MemoryLimits({}).of(round, null)).toEqual([]);
    expect(await source().limits.of(round, null)).toEqual([]);
  });
});
