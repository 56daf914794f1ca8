import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { bodyProblem } from '../../../src/sources/pprof/bodyProblem';
import { gzippedProfile, pprofIndex, rawProfile } from '../localServer';

describe('bodyProblem', () => {
  const url = 'http://h/debug/pprof/x';
  const heapText = 'heap profile: 1: 48 [2: 96] @ heap/1048576\n';
  const dump = 'goroutine 34 [chan send, 12 minutes]:\nmain.f()\n';

  it.each([
    ['heap', 'gzip', gzippedProfile],
    ['heap', 'raw proto', rawProfile],
    ['goroutine', 'gzip twice, as through a proxy', gzipSync(gzippedProfile)],
    ['heap', 'text, as of gperftools', Buffer.from(heapText)],
    ['heap', 'text, as of jemalloc', Buffer.from('heap_v2/524288\n  t*: 12: 345 [0: 0]\n')],
    ['goroutine', 'text, as with debug=1', Buffer.from('goroutine profile: total 3\n')],
    ['heap-text', 'text', Buffer.from(heapText)],
    ['heap-text', 'gzip text, as through a proxy', gzipSync(heapText + 'x'.repeat(100_000))],
    ['goroutine-dump', 'text', Buffer.from(dump)],
  ] as const)('accepts for %s: %s', (request, _, bytes) => {
    expect(bodyProblem(request, { bytes, url })).toBeNull();
  });

  it.each(['heap', 'goroutine', 'heap-text', 'goroutine-dump'] as const)(
    'recognises the index page of pprof in place of %s, gzip or not',
    (request) => {
      for (const bytes of [Buffer.from(pprofIndex), gzipSync(pprofIndex)]) {
        expect(bodyProblem(request, { bytes, url })).toMatchObject({ kind: 'html-instead-of-profile', subject: url });
      }
    },
  );

  it('does not take the page of some application for that of pprof', () => {
    const bytes = Buffer.from('<!DOCTYPE html>\n<title>Sign in</title>');
    expect(bodyProblem('heap', { bytes, url })).toMatchObject({ kind: 'no-pprof' });
  });

  it.each([
    ['heap', 'nothing', ''],
    ['heap', 'the text of another kind', 'goroutine profile: total 3\n'],
    ['goroutine', 'the text of another kind', heapText],
    ['heap', 'JSON', '{"status":"ok"}'],
    ['goroutine', 'text', 'OK\n'],
    ['heap-text', 'another text', 'goroutine profile: total 3\n'],
    ['goroutine-dump', 'the summary form', 'goroutine profile: total 3\n'],
    ['goroutine-dump', 'a profile', rawProfile.toString('latin1')],
    ['heap-text', 'a profile', gzippedProfile.toString('latin1')],
    ['heap', 'broken gzip', '\x1f\x8b\x08\xff\xff\xff\xff'],
  ] as const)('refuses for %s: %s', (request, _, text) => {
    const problem = bodyProblem(request, { bytes: Buffer.from(text, 'latin1'), url });
    expect(problem).toMatchObject({ kind: 'unreadable', subject: url });
    expect(problem?.detail).toMatch(/^[ -~]+$/);
  });

  it('looks into a bomb no further than it has to', () => {
    const bomb = gzipSync(gzipSync(Buffer.alloc(50_000_000)));
    expect(bodyProblem('heap', { bytes: bomb, url })).toMatchObject({ kind: 'unreadable' });
  });
});
