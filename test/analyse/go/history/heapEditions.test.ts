import { describe, expect, it } from 'vitest';
import { HeapEditions } from '../../../../src/analyse/go/history/heapEditions';
import type { HeapReading } from '../../../../src/analyse/go/history/heapReading';
import { memoryOf } from '../../builders';

const reading = (edition: number, madeMillis = 0): HeapReading => ({
  sites: new Map(),
  bytes: 0,
  objects: 0,
  edition,
  madeMillis,
  period: 1,
  stackOf: () => [],
  callsInto: () => [],
  ownRootOf: () => null,
});

/** The runtime's ring of collection ends, ms since 1970. */
const ring = (...ends: readonly number[]) => {
  const nanos = new Array<bigint>(256).fill(0n);
  for (const [cycle, end] of ends.entries()) nanos[cycle % 256] = BigInt(end) * 1_000_000n;
  return nanos;
};

describe('the moment that a heap profile is of', () => {
  it('is the end of the collection before the last one', () => {
    const editions = new HeapEditions();
    editions.validMillis(reading(1), memoryOf({ numGc: 1, gcEndNanos: ring(1000) }), 5000);
    const memory = memoryOf({ numGc: 3, gcEndNanos: ring(1000, 6000, 9000), lastGcMillis: 9000 });
    expect(editions.validMillis(reading(2), memory, 10_000)).toBe(6000);
  });

  it('is the end of the last one if the program asked for it', () => {
    const editions = new HeapEditions();
    editions.validMillis(reading(1), memoryOf({ numGc: 1 }), 5000);
    const memory = memoryOf({ numGc: 2, numForcedGc: 1, lastGcMillis: 9000 });
    expect(editions.validMillis(reading(2), memory, 10_000)).toBe(9000);
  });

  it('is told by LeakLens’ clock, not by the service’s', () => {
    const editions = new HeapEditions();
    editions.validMillis(reading(1, 105_000), memoryOf({ numGc: 1 }), 5000);
    const memory = memoryOf({ numGc: 2, numForcedGc: 1, lastGcMillis: 109_000 });
    expect(editions.validMillis(reading(2, 110_000), memory, 10_000)).toBe(9000);
  });

  it('is none for the same edition, until so many collections have passed that sameness is news', () => {
    const editions = new HeapEditions();
    editions.validMillis(reading(1), memoryOf({ numGc: 1 }), 0);
    expect(editions.validMillis(reading(1), memoryOf({ numGc: 1 }), 2000)).toBeNull();
    expect(editions.validMillis(reading(1), memoryOf({ numGc: 2 }), 4000)).toBeNull();
    expect(editions.validMillis(reading(1), memoryOf({ numGc: 3 }), 6000)).not.toBeNull();
  });

  it('without the statistics is when the edition before appeared', () => {
    const editions = new HeapEditions();
    const at = [1, 1, 2, 2, 3].map((edition, nth) => editions.validMillis(reading(edition), null, nth * 1000));
    expect(at).toEqual([0, null, 1, null, 2000]);
  });

  it('goes on where the statistics are asked for now and then', () => {
    const editions = new HeapEditions();
    editions.validMillis(reading(1), memoryOf({ numGc: 1, gcEndNanos: ring(500) }), 1000);
    expect(editions.validMillis(reading(2), null, 5000)).toBe(1001);
    const memory = memoryOf({ numGc: 4, gcEndNanos: ring(500, 3000, 6000, 9000), lastGcMillis: 9000 });
    expect(editions.validMillis(reading(3), memory, 10_000)).toBe(6000);
  });

  it('always moves on', () => {
    const editions = new HeapEditions();
    const at = [1, 2, 3].map((edition) => editions.validMillis(reading(edition), memoryOf({ numGc: edition }), 1000));
    expect(at).toEqual([1000, 1001, 1002]);
  });
});
