// Where the memory of a Go process is: parts that add up to what the runtime took and what the process has beside it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { goMemory } from '../../../../src/analyse/go/processes/goMemory';
import { createGoDecoder } from '../../../../src/decode/go/goDecoder';
import { repositoryRoot } from '../../../support/paths';

const numbers = {
  sys: 1000,
  heapAlloc: 400,
  heapInuse: 450,
  heapIdle: 350,
  heapReleased: 200,
  stackSys: 80,
  liveHeap: 300,
  rss: 900,
};

const sum = (parts: Readonly<Record<string, number | null>>) =>
  Object.values(parts).reduce<number>((total, bytes) => total + (bytes ?? 0), 0);

describe('the memory of a Go process', () => {
  it('falls into parts that add up to Sys and what lies outside', () => {
    const parts = goMemory.account(numbers);
    expect(parts).toEqual({
      live: 300,
      garbage: 150,
      idle: 150,
      released: 200,
      stacks: 80,
      runtime: 120,
      outside: 100,
    });
    // What was released takes no room in RAM.
    expect(sum(parts) - 200).toBe(900);
    expect(Object.keys(parts).sort()).toEqual(goMemory.parts.map(({ id }) => id).sort());
  });

  it.each([
    ['without RSS', { rss: null }, { outside: null }, 1000],
    ['of a process that has not touched all that it took', { rss: 500 }, { outside: 0 }, 1000],
    ['of moments for which stacks were not kept', { stackSys: null }, { stacks: null, runtime: 200 }, 1100],
    ['where the sample says more than is allocated', { liveHeap: 700 }, { live: 400, garbage: 50 }, 1100],
    ['without a heap profile', { liveHeap: null }, { live: 400, garbage: 50 }, 1100],
  ])('adds up %s', (_what, other, expected, total) => {
    const parts = goMemory.account({ ...numbers, ...other });
    expect(parts).toMatchObject(expected);
    expect(sum(parts)).toBe(total);
  });

  it('is not known of a process that tells nothing', () => {
    expect(new Set(Object.values(goMemory.account({ goroutines: 4 })))).toEqual(new Set([null]));
    expect(goMemory.account({ rss: 500 })['outside']).toBeNull();
  });

  it.each(['heap.debug1.txt', 'heap.idle.debug1.txt'])('adds up as a service tells it: %s', (name) => {
    const bytes = new Uint8Array(readFileSync(join(repositoryRoot, 'test/fixtures/profiles', name)));
    const { sys, heapAlloc, heapInuse, heapIdle, heapReleased, stackSys } = createGoDecoder().memoryStatistics(
      bytes,
      name,
    );
    const parts = goMemory.account({ sys, heapAlloc, heapInuse, heapIdle, heapReleased, stackSys });
    expect(sum(parts)).toBe(sys);
    for (const part of Object.values(parts)) expect(part ?? 0).toBeGreaterThanOrEqual(0);
  });
});
