import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { createGoDecoder } from '../../../src/decode/go/goDecoder';
import { problemOf, readFixture } from '../../support/profiles/decodeFixtures';
import { profileBytesFromText } from '../../support/profiles/profileText';

const decoder = createGoDecoder();
const bytes = (text: string) => new TextEncoder().encode(text);
const indexPage = bytes('<html>\n<head>\n<title>/debug/pprof/</title>');

describe('the decoder', () => {
  it('reads a profile as the service sends it, and without gzip', () => {
    const raw = profileBytesFromText('main.leak;main.main 10 4096');
    expect(decoder.profile(raw, 'heap').samples.count).toBe(1);
    expect(decoder.profile(gzipSync(raw), 'heap').samples.count).toBe(1);
  });

  it('reads texts with or without gzip', () => {
    const dump = readFixture('profiles/goroutine.debug2.txt');
    expect(decoder.goroutineDump(gzipSync(dump), 'dump')).toEqual(decoder.goroutineDump(dump, 'dump'));
    const heap = readFixture('profiles/heap.debug1.txt');
    expect(decoder.memoryStatistics(gzipSync(heap), 'heap')).toEqual(decoder.memoryStatistics(heap, 'heap'));
  });

  it('knows the index page that a misplaced pprof answers for everything', () => {
    expect(problemOf(() => decoder.profile(indexPage, 'http://h/heap'))).toMatchObject({
      kind: 'html-instead-of-profile',
      subject: 'http://h/heap',
    });
    expect(problemOf(() => decoder.memoryStatistics(indexPage, 'heap')).kind).toBe('html-instead-of-profile');
    expect(problemOf(() => decoder.goroutineDump(indexPage, 'dump')).kind).toBe('html-instead-of-profile');
  });

  it('shows what stands where a profile should be', () => {
    expect(problemOf(() => decoder.profile(bytes('Unknown profile\n'), 'heap'))).toMatchObject({
      kind: 'unreadable',
      detail: expect.stringContaining('"Unknown profile"') as string,
    });
  });

  it('says that nothing came', () => {
    expect(problemOf(() => decoder.profile(new Uint8Array(), 'heap'))).toMatchObject({
      kind: 'unreadable',
      detail: expect.stringContaining('empty') as string,
    });
  });

  it('honours its cap', () => {
    const small = createGoDecoder({ maxInflatedBytes: 100 });
    expect(problemOf(() => small.profile(readFixture('profiles/heap.pb.gz'), 'heap'))).toMatchObject({
      kind: 'too-large',
      limit: 100,
    });
  });
});
