// What a session leaves for the next one is read back as it was, and anything else is nothing.
import { expect, it } from 'vitest';
import { memoryText, parseMemory } from '../../../src/follow/go/sessionMemory';
import { emptyMemory } from '../../../src/shared/model/process/memoryStatistics';

const marks = {
  memory: { ...emptyMemory, totalAlloc: 5, mallocs: 6, numGc: 7, gcEndNanos: [1_790_000_000_123_456_789n] },
  allocatedBytes: 8,
  heapImage: { buildId: 'abc', start: 2n ** 63n },
  goroutineImage: null,
};

it('tells processes apart as well after it was written', () => {
  expect(parseMemory(memoryText({ marks, verdicts: 'as the judge wrote it' }))).toEqual({
    marks,
    verdicts: 'as the judge wrote it',
  });
  const unmarked = { memory: null, allocatedBytes: null, heapImage: null, goroutineImage: null };
  expect(parseMemory(memoryText({ marks: unmarked, verdicts: '' }))?.marks).toEqual(unmarked);
});

it.each(['', 'null', '{}', '{"version":2}', '{"version":1,"verdicts":"","images":[{"start":"x"}]}'])(
  'remembers nothing of %j',
  (text) => {
    expect(parseMemory(text)).toBeNull();
  },
);
