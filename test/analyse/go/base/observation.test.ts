import { describe, expect, it } from 'vitest';
import { goroutineCount, liveHeapBytes } from '../../../../src/analyse/go/base/observation';
import { createGoDecoder } from '../../../../src/decode/go/goDecoder';
import { readFixture } from '../../../support/profiles/decodeFixtures';
import { profileFromText } from '../../../support/profiles/profileText';

describe('the totals of an observation', () => {
  it('are what is in use, and all goroutines', () => {
    expect(liveHeapBytes(profileFromText('a 9 900 1 100\nb 9 900 2 50'))).toBe(150);
    expect(goroutineCount(profileFromText('a 17\nb 5'))).toBe(22);
  });

  it('are zero for a profile of something else', () => {
    expect(liveHeapBytes(profileFromText('a 17'))).toBe(0);
    expect(goroutineCount(profileFromText('a 1', { sampleTypes: [{ type: 'goroutine', unit: 'count' }] }))).toBe(1);
  });

  it('are right for a real profile', () => {
    const decoder = createGoDecoder();
    expect(goroutineCount(decoder.profile(readFixture('profiles/goroutine.pb.gz'), 'g'))).toBe(49);
    // What `go tool pprof -top -unit=B` adds up.
    expect(liveHeapBytes(decoder.profile(readFixture('profiles/heap.pb.gz'), 'h'))).toBe(96_429_806);
  });
});
