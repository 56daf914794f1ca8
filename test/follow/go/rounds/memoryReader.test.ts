import { describe, expect, it } from 'vitest';
import { createGoDecoder } from '../../../../src/decode/go/goDecoder';
import { CostGovernor } from '../../../../src/follow/pace/costGovernor';
import { goPrices } from '../../../../src/follow/go/rounds/goPrices';
import { goCapabilities } from '../../../../src/follow/go/rounds/goCapabilities';
import { KnownCapabilities } from '../../../../src/follow/pace/knownCapabilities';
import { MemoryReader } from '../../../../src/follow/go/rounds/memoryReader';
import type { ProfileSource } from '../../../../src/shared/ports/sources/profileSource';
import { readFixture } from '../../../support/profiles/decodeFixtures';
import { FakeClock } from '../../../support/fakeClock';

const percent = 0.01;

const decoder = createGoDecoder();

/** @param neighbour what is found beside pprof, by page */
function openReader(clock: FakeClock, neighbour: NonNullable<ProfileSource['neighbour']>): MemoryReader {
  return new MemoryReader({
    source: { neighbour } as Partial<ProfileSource> as ProfileSource,
    reader: {
      memoryStatistics: ({ bytes: read, subject }) => Promise.resolve(decoder.memoryStatistics(read, subject)),
      runtimeMetrics: ({ bytes: read, subject }) => Promise.resolve(decoder.runtimeMetrics(read, subject)),
    },
    clock,
    governor: new CostGovernor(goPrices),
    capabilities: new KnownCapabilities(goCapabilities),
    onFailure: (error) => {
      throw error;
    },
  });
}

const ask = {
  budget: percent,
  maxBytes: 2 ** 24,
  heapStacks: 100,
  goroutines: null,
  isUrgent: false,
  askText: () => Promise.reject(new Error('the page has the statistics')),
  count: () => undefined,
};

const nothingThere = { answer: null, elapsedMillis: 1 };

/** How often a page is asked in ten rounds five seconds apart, when it takes so long and the heap profile so long. */
async function askedInTenRounds(pageMillis: number, heapMillis: number): Promise<number> {
  const clock = new FakeClock(1_000_000);
  const bytes = readFixture('programs/shapes/recorded/vars.json');
  let asked = 0;
  const reader = openReader(clock, (page) => {
    if (page !== 'variables') return Promise.resolve(nothingThere);
    asked += 1;
    const answer = { bytes, url: 'http://localhost/debug/vars', elapsedMillis: pageMillis };
    return Promise.resolve({ answer, elapsedMillis: pageMillis });
  });
  for (let round = 0; round < 10; round += 1) {
    await reader.read({ ...ask, profileMillis: heapMillis });
    await clock.advance(5000);
  }
  return asked;
}

describe('a page with the memory statistics', () => {
  it.each([
    ['that costs nothing is asked with each round', 1, 3, 10],
    ['of a service that is far away is asked with each round: what it takes is the way', 240, 245, 10],
    ['that takes a service 200 ms is asked as rarely as that allows', 200, 5, 1],
  ])('%s', async (_, pageMillis, heapMillis, asked) => {
    expect(await askedInTenRounds(pageMillis, heapMillis)).toBe(asked);
  });
});

it('GOMEMLIMIT is found beside a page that does not tell it, and asked for once a process', async () => {
  const clock = new FakeClock(1_000_000);
  const pages = {
    variables: readFixture('programs/shapes/recorded/vars.json'),
    metrics: new TextEncoder().encode('# TYPE go_gc_gomemlimit_bytes gauge\ngo_gc_gomemlimit_bytes 5.36870912e+08\n'),
  };
  const asked: string[] = [];
  const reader = openReader(clock, (page) => {
    asked.push(page);
    const answer = { bytes: pages[page], url: `http://localhost/${page}`, elapsedMillis: 1 };
    return Promise.resolve({ answer, elapsedMillis: 1 });
  });
  const limits: (number | undefined)[] = [];
  for (let round = 0; round < 4; round += 1) {
    // Another process may have another one.
    if (round === 3) reader.restart();
    limits.push((await reader.read({ ...ask, profileMillis: 3 }))?.memoryLimit);
    await clock.advance(5000);
  }
  const limit = 512 * 1024 * 1024;
  expect([limits, asked]).toEqual([
    [limit, limit, limit, limit],
    ['variables', 'metrics', 'variables', 'variables', 'variables', 'metrics'],
  ]);
});
