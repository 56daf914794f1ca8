import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { createGoDecoder } from '../../../src/decode/go/goDecoder';
import { problemOf, readFixture } from '../../support/profiles/decodeFixtures';

const decoder = createGoDecoder();
const bytes = (text: string) => Uint8Array.from(Buffer.from(text, 'latin1'));

describe('what is no profile', () => {
  it.each([
    ['an execution trace', bytes('go 1.22 trace\0\0\0\x01\x02'), 'execution trace'],
    ['a perf recording', bytes('PERFILE2\x68\0\0\0'), 'perf.data'],
    ['a flight recording', bytes('FLR\0\0\x02'), 'Flight Recorder'],
    ['a program', bytes('\x7fELF\x02\x01\x01\0'), 'ELF'],
    ['an archive', bytes('PK\x03\x04\x14\0\0\0'), 'zip'],
    [
      'a tar archive',
      bytes(`debug/heap.prof${'\0'.repeat(242)}ustar\0`),
      'tar archive: unpack it first, and give one of its files (the first is “debug/heap.prof”)',
    ],
    [
      'a picture of a profile',
      bytes('<?xml version="1.0"?>\n<svg width="100%"><title>app</title></svg>'),
      'SVG picture',
    ],
    ['another picture', bytes('\x89PNG\r\n\x1a\n\0\0\0\rIHDR'), 'a picture'],
    ['the page of an application', bytes('<!doctype html><title>Sign in</title>'), 'a web page, “Sign in”'],
    ['zstd', bytes('\x28\xb5\x2f\xfd\x04\x58'), 'zstd'],
    ['zlib', deflateSync('goroutine profile: total 1'), 'zlib'],
    ['a goroutine dump', readFixture('profiles/goroutine.debug2.txt'), 'goroutine dump'],
    ['a crash', readFixture('programs/shapes/recorded/crash.txt'), 'crash'],
    ['gperftools’ own report', bytes('--- symbol\nbinary=/bin/server\n0x1 main\n---\n'), 'symbolised profile'],
    ['garbage collector traces', readFixture('profiles/gctrace.txt'), 'gctrace=1'],
    ['a report of pprof', bytes('File: server\nType: inuse_space\n'), 'report of go tool pprof'],
    ['pprof’s raw text', readFixture('programs/shapes/recorded/heap.raw.txt'), 'pprof -raw'],
    ['folded stacks', bytes('main;f;g 12\nmain;h 4\n'), 'folded stacks'],
    ['variables', readFixture('programs/shapes/recorded/vars.json'), 'JSON'],
    ['an error', bytes('Unknown profile\n'), 'error of the service'],
    ['some text', bytes('# just\n\nsome words\n'), '"# just"'],
    ['nothing', new Uint8Array(), 'empty'],
  ])('is said to be %s', (_what, file, words) => {
    const problem = problemOf(() => decoder.profile(file, 'file'));
    expect(problem).toMatchObject({ kind: 'unreadable', subject: 'file' });
    expect(problem.detail).toContain('expected a pprof profile');
    expect(problem.detail).toContain(words);
  });

  it('is no text only because a shell wrote it as UTF-16', () => {
    const text = '\ufeffgoroutine profile: total 1\n1 @ 0x1\n#\t0x1\tmain.main+0x1\t/src/main.go:1\n';
    const profile = decoder.profile(Uint8Array.from(Buffer.from(text, 'utf16le')), 'file');
    expect(profile.samples.count).toBe(1);
  });

  it('is no text that happens to begin a message', () => {
    // A first field of 4396 bytes: its tag, its length and all of its bytes are printable.
    const unknown = Buffer.concat([Buffer.from([0x82, 0x7d, 0xac, 0x22]), Buffer.alloc(4396, 'a')]);
    const profile = decoder.profile(Buffer.concat([unknown, Buffer.from([0x32, 0])]), 'file');
    expect(profile.samples.count).toBe(0);
  });
});
