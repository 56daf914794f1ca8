// Services that forbid, ignore or drop `debug=`: what there is is used, and what is missing is said.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { serveHttp } from '../sources/localServer';
import { repositoryRoot } from '../support/paths';
import { recorded } from '../engine/recordedService';
import { profileBytesFromText } from '../support/profiles/profileText';
import { leaklens, leaklensJson } from './harness';

const heap = readFileSync(join(repositoryRoot, 'test/fixtures/profiles', 'heap.pb.gz'));
const goroutines = readFileSync(join(repositoryRoot, 'test/fixtures/profiles', 'goroutine.pb.gz'));
const dump =
  'goroutine 7 [chan send, 2 minutes]:\nmain.f()\n\t/a/main.go:9 +0x1d\ncreated by main.main in goroutine 1\n\t/a/main.go:3 +0x1d\n';
const counts = 'goroutine profile: total 3\n3 @ 0x43b336\n#\t0x43b335\tmain.a+0x1\t/a/a.go:1\n';
/** As expvar tells them; the rest is not looked at. */
const statistics = Object.fromEntries(
  [
    'TotalAlloc Sys Mallocs Frees HeapSys HeapIdle HeapInuse HeapReleased HeapObjects StackInuse StackSys',
    'MSpanSys MCacheSys BuckHashSys GCSys OtherSys NextGC LastGC NumGC NumForcedGC GCCPUFraction',
  ]
    .join(' ')
    .split(' ')
    .map((name) => [name, 65536]),
);
const variables = JSON.stringify({ cmdline: ['app'], memstats: { ...statistics, HeapAlloc: 4096 } });

/** By path and query; a number is a status. */
async function service(answer: (path: string, debug: string) => Buffer | string | number): Promise<string> {
  const { origin } = await serveHttp((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://h');
    const body = answer(pathname.replace('/debug/pprof/', ''), searchParams.get('debug') ?? '');
    if (typeof body === 'number') response.writeHead(body, { 'content-type': 'text/plain' }).end('not for you\n');
    else response.end(body);
  });
  return origin;
}

const whole = (path: string) => (path === 'heap' ? heap : path === 'goroutine' ? goroutines : 404);

describe('goroutines of a service', () => {
  it.each([
    [
      'forbids debug=2',
      (path: string, debug: string) => (debug === '2' ? 403 : whole(path)),
      /HTTP 403 Forbidden: not for you\./,
    ],
    ['drops debug=', whole, /a profile as without debug=, which the service ignores\./],
    [
      'answers 404 to debug=2',
      (path: string, debug: string) => (debug === '2' ? 404 : whole(path)),
      /HTTP 404 Not Found/,
    ],
  ] as const)('that %s are those of its profile', async (_, answer, why) => {
    const { status, out } = await leaklens(['goroutines', await service(answer)]);
    expect(status).toBe(0);
    expect(out).toMatch(/^\d+ goroutines in \d+ groups\nNo goroutine stacks with states and ages here: /);
    expect(out).toMatch(why);
    expect(out).toContain('chan send');
  });

  it('that always counts as text are those, with places', async () => {
    const url = await service((path) => (path === 'goroutine' ? counts : 404));
    const { missing, groups } = (await leaklensJson(['goroutines', url])) as { missing: string[]; groups: object[] };
    expect(groups).toMatchObject([{ count: 3, site: { function: 'main.a', file: '/a/a.go', line: 1 } }]);
    expect(missing).toEqual([expect.stringContaining('counts as with debug=1, whatever is asked for')]);
  });

  it('that always lists them are those, with states and creators', async () => {
    const url = await service((path) => (path === 'goroutine' ? dump : 404));
    expect(await leaklensJson(['goroutines', url])).toMatchObject({
      missing: [],
      total: 1,
      groups: [{ state: 'chan send', minutes: { min: 2, max: 2 }, createdBy: { function: 'main.main', line: 3 } }],
    });
  });

  it('that fails are not told from less', async () => {
    const url = await service((path, debug) => (debug === '2' ? 500 : whole(path)));
    const { status, error } = await leaklens(['goroutines', url]);
    expect([status, error]).toEqual([2, expect.stringContaining('answers with HTTP 500')]);
  });
});

describe('memory of a service', () => {
  it.each([403, 'proto'] as const)('whose text is refused (%s) is that of /debug/vars', async (refusal) => {
    const url = await service((path, debug) => {
      if (path === '/debug/vars') return variables;
      return debug !== '' && refusal === 403 ? 403 : whole(path);
    });
    expect(await leaklensJson(['memory', url])).toMatchObject({ memStats: { heapAlloc: 4096, sys: 65536 } });
  });

  it('that nothing tells is refused with all that was asked', async () => {
    const { status, error } = await leaklens(['memory', await service(whole)]);
    expect(status).toBe(2);
    expect(error).toMatch(/not a heap profile as text: a profile as without debug=.* Tried as well: .*vars .*metrics /);
  });
});

describe('a service is watched by what it answers', () => {
  const heapText = Buffer.from(recorded(3, 'heap.debug1.txt.gz'));
  const noStacks = 'No goroutine stacks with states and ages here: not a goroutine dump';
  it.each([
    [
      'stacks, whatever is asked for',
      (path: string) => (path === 'goroutine' ? dump : whole(path)),
      ['No goroutine profile here: not a goroutine profile: stacks as with debug=2, whatever is asked for.'],
      ['live heap'],
    ],
    [
      'counts and a heap as text, whatever is asked for',
      (path: string) => (path === 'goroutine' ? counts : path === 'heap' ? heapText : 404),
      [`${noStacks}: counts as with debug=1, whatever is asked for.`],
      ['goroutines', 'live heap', 'taken from the system'],
    ],
    [
      'profiles, and drops debug=',
      whole,
      [
        'No memory statistics here: not a heap profile as text: a profile as without debug=, which the service ignores.',
        `${noStacks}: a profile as without debug=, which the service ignores.`,
      ],
      ['goroutines', 'live heap'],
    ],
    [
      'goroutines alone, as text',
      (path: string) => (path === 'goroutine' ? counts : 404),
      ['No heap profile here'],
      ['goroutines'],
    ],
  ] as const)('%s, and what is missing is said', async (_, answer, missing, series) => {
    const url = await service(answer);
    const { status, out } = await leaklens(['watch', url, '--for', '1s', '--every', '1s']);
    expect(status).toBe(0);
    for (const words of missing) expect(out).toContain(words);
    for (const name of series) expect(out).toMatch(new RegExp(`^ {2}${name} +\\d`, 'm'));
  });

  it('not by stacks alone, which is refused with the reason', async () => {
    const url = await service((path) => (path === 'goroutine' ? dump : 404));
    const { status, error } = await leaklens(['watch', url, '--for', '1s']);
    expect([status, error]).toEqual([2, expect.stringContaining('stacks as with debug=2, whatever is asked for')]);
  });
});

it('a service that records no memory is watched by what it allocates, never by 0 B', async () => {
  const nothing = profileBytesFromText('', {
    sampleTypes: ['alloc_objects', 'alloc_space', 'inuse_objects', 'inuse_space'].map((type, at) => ({
      type,
      unit: at % 2 === 0 ? 'count' : 'bytes',
    })),
    periodType: { type: 'space', unit: 'bytes' },
    period: 0,
  });
  const text = Buffer.from(recorded(3, 'heap.debug1.txt.gz'));
  const url = await service((path, debug) =>
    path === 'heap' ? (debug === '1' ? text : Buffer.from(nothing)) : whole(path),
  );
  const { status, out } = await leaklens(['watch', url, '--for', '2s', '--every', '1s']);
  expect(status).toBe(0);
  expect(out).toContain('No heap profile here: memory profiling is off in this program');
  expect(out).toMatch(/^ {2}live heap +\d+\.\d+ MB → \d+\.\d+ MB$/m);
  expect(out).not.toMatch(/\b0 B\b/);
}, 30_000);
