import { describe, expect, it } from 'vitest';
import { compareProcesses, isSameProcess as isSame } from '../../../../src/analyse/go/base/processIdentity';
import { createGoDecoder } from '../../../../src/decode/go/goDecoder';
import type { ProcessMarks } from '../../../../src/shared/ports/runtime/analyser';
import type { MemoryStatistics } from '../../../../src/shared/model/process/memoryStatistics';
import { readFixture } from '../../../support/profiles/decodeFixtures';
import { memoryOf } from '../../builders';

/** Of a reading that says this and nothing else. */
function marksOf(marks: Partial<ProcessMarks>): ProcessMarks {
  return { memory: null, allocatedBytes: null, heapImage: null, goroutineImage: null, ...marks };
}

function isSameProcess(earlier: MemoryStatistics, later: MemoryStatistics): boolean {
  return isSame(marksOf({ memory: earlier }), marksOf({ memory: later }));
}

/** A process after `cycles` collections; its ring of ends tells when each was. */
function processAfter(
  cycles: number,
  { bornAt = 1000, ...values }: Partial<MemoryStatistics> & { bornAt?: number } = {},
) {
  const ring = Array.from({ length: 256 }, () => 0n);
  for (let cycle = 1; cycle <= cycles; cycle += 1) ring[(cycle + 255) % 256] = BigInt(bornAt + cycle);
  return memoryOf({ numGc: cycles, totalAlloc: cycles * 1000, mallocs: cycles * 10, gcEndNanos: ring, ...values });
}

describe('two readings', () => {
  it.each([
    ['the same moment', processAfter(5), processAfter(5)],
    ['more collections', processAfter(5), processAfter(200)],
    ['a ring that has come round once', processAfter(200), processAfter(400)],
    ['a ring that has come round altogether', processAfter(5), processAfter(5 + 256)],
    ['a start before the first collection', processAfter(0), processAfter(3)],
    ['no ring at all', processAfter(5, { gcEndNanos: [] }), processAfter(6, { gcEndNanos: [] })],
  ])('can be of one process: %s', (_what, earlier, later) => {
    expect(isSameProcess(earlier, later)).toBe(true);
  });

  it.each([
    ['fewer bytes allocated', processAfter(5), processAfter(5, { totalAlloc: 1 })],
    ['fewer objects allocated', processAfter(5), processAfter(5, { mallocs: 1 })],
    ['fewer collections', processAfter(5), processAfter(4, { totalAlloc: 1e9, mallocs: 1e9 })],
    ['all counters higher, but other collections', processAfter(5), processAfter(9, { bornAt: 77 })],
    ['a ring that has come round almost', processAfter(5), processAfter(5 + 255, { bornAt: 77 })],
  ])('cannot be of one process: %s', (_what, earlier, later) => {
    expect(isSameProcess(earlier, later)).toBe(false);
  });

  it('without statistics are told apart by what the heap profile says was ever allocated', () => {
    const marks = (allocatedBytes: number | null) => marksOf({ allocatedBytes });
    expect(isSame(marks(100), marks(200))).toBe(true);
    expect(isSame(marks(100), marks(99))).toBe(false);
    expect([isSame(marks(null), marks(99)), isSame(marks(99), marks(null))]).toEqual([true, true]);
  });

  const image = (start: bigint, buildId = '') => ({ buildId, start });
  it.each([
    ['nobody says', null, image(5n), true],
    ['the same place', image(5n), image(5n), true],
    ['another place, as of a program that is position independent', image(5n), image(6n), false],
    ['the same place, and another build', image(5n, 'a'), image(5n, 'b'), false],
    ['the same place, and a build that one of them does not name', image(5n, 'a'), image(5n), true],
  ])('of a service that offers one profile are told apart by where the program lies: %s', (_, before, after, same) => {
    expect(isSame(marksOf({ heapImage: before }), marksOf({ heapImage: after }))).toBe(same);
    expect(isSame(marksOf({ goroutineImage: before }), marksOf({ goroutineImage: after }))).toBe(same);
    // The two profiles need not name a program alike.
    expect(isSame(marksOf({ heapImage: before }), marksOf({ goroutineImage: after }))).toBe(true);
  });

  it('of real processes are told apart', () => {
    const decoder = createGoDecoder();
    const reading = (seconds: string) =>
      decoder.memoryStatistics(readFixture(`gateway-replay/${seconds}/heap.debug1.txt.gz`), seconds);
    const other = decoder.memoryStatistics(readFixture('profiles/heap.debug1.txt'), 'blog');
    expect(isSameProcess(reading('03'), reading('11'))).toBe(true);
    expect(isSameProcess(reading('11'), reading('03'))).toBe(false);
    expect(isSameProcess(reading('03'), other)).toBe(false);
  });
});

describe('what two statistics prove', () => {
  const started = (startedAtMillis: number, values: Partial<MemoryStatistics> = {}) =>
    memoryOf({ startedAtMillis, ...values });

  it.each([
    ['the ring of one process', processAfter(5), processAfter(9), 'same'],
    ['the ring of one process, read the other way round', processAfter(9), processAfter(5), 'same'],
    ['the rings of two', processAfter(5), processAfter(9, { bornAt: 77 }), 'other'],
    ['a ring that has come round', processAfter(5), processAfter(5 + 256), 'unknown'],
    ['no collection yet', processAfter(0), processAfter(9), 'unknown'],
    ['counters alone', processAfter(9, { gcEndNanos: [] }), processAfter(5, { gcEndNanos: [] }), 'unknown'],
    ['one start', started(5000), started(5000), 'same'],
    ['two starts', started(5000), started(60_000), 'other'],
    ['starts as near as clocks are corrected', started(5000), started(5900), 'unknown'],
  ] as const)('%s', (_, one, two, expected) => expect(compareProcesses(one, two)).toBe(expected));
});
