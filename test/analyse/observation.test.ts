import { describe, expect, it } from 'vitest';
import { goroutineCount, liveHeapBytes, recordedFiles } from '../../src/analyse/observation';
import { createDecoder } from '../../src/decode/decoder';
import { readFixture } from '../support/decodeFixtures';
import { profileFromText } from '../support/profileText';
import { dumpOf, group, observationOf } from './builders';

describe('the files of an observation', () => {
  it('are those of heap, goroutines and dump, each with a function', () => {
    const observation = observationOf({
      at: 0,
      heap: 'main.leak@/a.go:1 1 10',
      goroutines: 'main.wait@/b.go:1 1',
      dump: dumpOf(group('main.stuck@/c.go:1', { createdBy: 'main.start@/d.go:1' })),
    });
    expect([...recordedFiles(observation)]).toEqual([
      ['/a.go', 'main.leak'],
      ['/b.go', 'main.wait'],
      ['/c.go', 'main.stuck'],
      ['/d.go', 'main.start'],
    ]);
  });

  it('do not count what has no file', () => {
    const dump = dumpOf({ ...group('x'), stack: [{ function: 'main.x', file: '', line: 0, inlined: false }] });
    expect(recordedFiles(observationOf({ at: 0, dump })).has('')).toBe(false);
  });

  it('come with a function whose package is called like the folder, if there is one', () => {
    const heap = `
      main.init.NewPool.func2@/src/shop/queue/pool.go:3 1 10
      example.com/shop/queue.(*Pool).Get@/src/shop/queue/pool.go:9 1 10
      main.other.func1@/src/shop/queue/pool.go:12 1 10`;
    expect(recordedFiles(observationOf({ at: 0, heap })).get('/src/shop/queue/pool.go')).toBe(
      'example.com/shop/queue.(*Pool).Get',
    );
  });
});

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
    const decoder = createDecoder();
    expect(goroutineCount(decoder.profile(readFixture('profiles/goroutine.pb.gz'), 'g'))).toBe(49);
    // What `go tool pprof -top -unit=B` adds up.
    expect(liveHeapBytes(decoder.profile(readFixture('profiles/heap.pb.gz'), 'h'))).toBe(96_429_806);
  });
});
