// `doctor`: what answers, what does not and why, and what to do about it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hasGo, startService } from '../support/go/goService';
import { repositoryRoot } from '../support/paths';
import { profileBytesFromText } from '../support/profiles/profileText';
import { pprofIndex, serveHttp } from '../sources/localServer';
import { recorded } from '../engine/recordedService';
import { leaklens } from './harness';

interface Doctored {
  readonly target: string;
  readonly answers: readonly {
    readonly kind: string;
    readonly ok: boolean;
    readonly status: number | null;
    readonly millis: number | null;
    readonly bytes: number | null;
    readonly words: string;
  }[];
  readonly advice: readonly string[];
}

async function doctor(url: string, argv: readonly string[] = []) {
  const { status, out, error } = await leaklens(['doctor', url, '--format', 'json', ...argv]);
  const answer = JSON.parse(out) as Doctored;
  const of = (kind: string) => answer.answers.find((one) => one.kind === kind);
  const { target, answers, advice: sentences } = answer;
  return { status, error, of, target, answers, sentences, advice: sentences.join('\n') };
}

const heap = readFileSync(join(repositoryRoot, 'test/fixtures/profiles', 'heap.pb.gz'));
const goroutines = readFileSync(join(repositoryRoot, 'test/fixtures/profiles', 'goroutine.pb.gz'));
const empty = Buffer.from(profileBytesFromText('', { sampleTypes: [{ type: 'contentions', unit: 'count' }] }));
const dump = 'goroutine 7 [chan send, 2 minutes]:\nmain.f()\n\t/a/main.go:9 +0x1d\n';
const page = '<!doctype html><title>Sign in</title><form></form>';
const memoryPage = '# TYPE go_memstats_sys_bytes gauge\ngo_memstats_sys_bytes 8192\n';

/** As expvar tells them; the rest is not looked at. */
const statistics = Object.fromEntries(
  [
    'HeapAlloc TotalAlloc Sys Mallocs Frees HeapSys HeapIdle HeapInuse HeapReleased HeapObjects StackInuse StackSys',
    'MSpanSys MCacheSys BuckHashSys GCSys OtherSys NextGC LastGC NumGC NumForcedGC GCCPUFraction',
  ]
    .join(' ')
    .split(' ')
    .map((name) => [name, 65536]),
);

/** As a service that has everything answers. */
const whole: Readonly<Record<string, Buffer | string>> = {
  '/debug/pprof/goroutine': goroutines,
  '/debug/pprof/threadcreate': goroutines,
  '/debug/vars': JSON.stringify({ cmdline: ['a'], memstats: statistics }),
  '/metrics': memoryPage,
  '/debug/pprof/mutex': goroutines,
  '/debug/pprof/block': goroutines,
  '/debug/pprof/heap': heap,
  '/debug/pprof/allocs': heap,
  '/debug/pprof/heap?debug=1': Buffer.from(recorded(3, 'heap.debug1.txt.gz')),
  '/debug/pprof/goroutine?debug=2': dump,
  '/debug/pprof/goroutineleak': goroutines,
};

type Instead = Readonly<Record<string, Buffer | string | number>>;

/** A service that has everything but what stands in `instead`: a body, or a status. */
async function service(instead: Instead = {}) {
  return serveHttp((request, response) => {
    const body = instead[request.url ?? ''] ?? instead['*'] ?? whole[request.url ?? ''] ?? 404;
    if (typeof body === 'number') response.writeHead(body, { 'content-type': 'text/plain' }).end('not for you\n');
    else response.end(body);
  });
}

describe('a service that has everything', () => {
  it('is asked each question once, the cheap ones first, and has nothing to mend', async () => {
    const server = await service();
    const { status, error, target, answers, sentences } = await doctor(server.origin);
    expect([status, error, target, sentences]).toEqual([0, '', `${server.origin}/debug/pprof/`, []]);
    expect(answers.map(({ kind, ok, status: of }) => [kind, ok, of])).toEqual(
      [
        'goroutine',
        'threadcreate',
        'variables',
        'metrics',
        'mutex',
        'block',
        'heap',
        'allocs',
        'heap-text',
        'goroutine-dump',
        'goroutine-leak',
      ].map((kind) => [kind, true, 200]),
    );
    // One more for finding where pprof is.
    expect(server.asked.map(({ url }) => url)).toEqual(['/debug/pprof/goroutine', ...Object.keys(whole)]);
    expect(server.asked.every(({ method }) => method === 'GET')).toBe(true);
    expect((await leaklens(['doctor', server.origin])).out).toMatch(/\n\nNothing is missing\.\n$/);
  });

  it('says what each answer took and weighs', async () => {
    const server = await service();
    const { of } = await doctor(server.origin);
    expect(of('heap')).toMatchObject({ bytes: heap.length, words: 'memory in use, by line' });
    expect(of('heap')?.millis).toBeGreaterThan(0);
    const { out } = await leaklens(['doctor', server.origin]);
    expect(out).toMatch(
      /^ yes {2}heap\?debug=1 +200 +\d+\.\d ms +\d+(?:\.\d+)? [KM]?B {2}memory statistics, by pprof$/m,
    );
  });

  it('is not stopped for its stacks when it has many goroutines', async () => {
    const server = await service();
    const { status, of } = await doctor(server.origin, ['--dump-limit', '3']);
    expect(status).toBe(0);
    expect(of('goroutine-dump')).toMatchObject({ ok: false, status: null, millis: null, bytes: null });
    expect(of('goroutine-dump')?.words).toMatch(/^Not asked: it stops a program of \d+ goroutines \(--dump-limit\)\.$/);
    expect(server.asked.map(({ url }) => url)).not.toContain('/debug/pprof/goroutine?debug=2');
  });
});

describe('what is missing is said with its reason, and how to get it', () => {
  it.each([
    [
      'heap',
      { '/debug/pprof/heap': 403 },
      403,
      /^No heap profile here: HTTP 403 Forbidden: not for you\.$/,
      /--header/,
    ],
    [
      'goroutine-dump',
      { '/debug/pprof/goroutine?debug=2': 404 },
      404,
      /^No goroutine stacks with states and ages here: HTTP 404 Not Found: not for you\.$/,
      /^Mount pprof\.Index at \/debug\/pprof\/, which serves every profile, also goroutine\?debug=2\.$/,
    ],
    [
      'allocs',
      { '/debug/pprof/allocs': page },
      200,
      /^Not offered here: allocs \(.*“Sign in”\)\.$/,
      /^Mount pprof\.Index/,
    ],
    [
      'block',
      { '/debug/pprof/block': 'ok' },
      200,
      /^Not offered here: block \(not a profile: it begins with "ok"\)\.$/,
      null,
    ],
    ['heap', { '/debug/pprof/heap': 500 }, 500, /answers with HTTP 500/, /log of the service/],
    ['goroutine-leak', { '/debug/pprof/goroutineleak': 404 }, 404, /^Not offered/, /GOEXPERIMENT=goroutineleakprofile/],
    [
      'metrics',
      { '/debug/vars': 404, '/metrics': 404 },
      404,
      /^Not offered here: \/metrics \(HTTP 404/,
      /less than pprof’s: import _ "expvar"/,
    ],
    ['metrics', { '/debug/vars': 404, '/metrics': page }, 200, /^Not offered here: \/metrics/, /import _ "expvar"/],
    [
      'heap-text',
      { '/debug/vars': '{"cmdline": ["a"]}', '/metrics': 403, '/debug/pprof/heap?debug=1': 404 },
      404,
      /^No memory statistics here: HTTP 404/,
      /For memory statistics: import _ "expvar", or serve \/metrics/,
    ],
  ] as const)('%s: %j', async (...[kind, instead, code, words, advice]) => {
    const server = await service(instead);
    const { status, error, of, sentences } = await doctor(server.origin);
    expect([status, error]).toEqual([0, '']);
    expect(of(kind)).toMatchObject({ ok: false, status: code, bytes: null });
    expect(of(kind)?.words).toMatch(words);
    if (advice === null) expect(sentences.filter((sentence) => !/expvar/.test(sentence))).toEqual([]);
    else expect(sentences).toContainEqual(expect.stringMatching(advice));
    const { out } = await leaklens(['doctor', server.origin]);
    expect(out).toMatch(/^ no {3}/m);
    if (advice !== null) expect(out).toContain('What would help:\n  ');
  });

  it('a profile that holds nothing, by what switches it on', async () => {
    const { of, sentences } = await doctor(
      (await service({ '/debug/pprof/mutex': empty, '/debug/pprof/block': empty })).origin,
    );
    expect([of('mutex')?.ok, of('block')?.ok]).toEqual([true, true]);
    expect(sentences).toContainEqual(expect.stringContaining('runtime.SetBlockProfileRate(10000)'));
    expect(sentences).toContainEqual(expect.stringContaining('runtime.SetMutexProfileFraction(100)'));
  });

  it('memory that is not recorded, by what keeps it from being', async () => {
    const sampleTypes = [{ type: 'inuse_space', unit: 'bytes' }];
    const off = Buffer.from(
      profileBytesFromText('', { sampleTypes, periodType: { type: 'space', unit: 'bytes' }, period: 0 }),
    );
    const { sentences } = await doctor((await service({ '/debug/pprof/heap': off })).origin);
    expect(sentences).toEqual(['No memory is recorded: take out what sets runtime.MemProfileRate to 0.']);
  });

  it('pages beside a pprof that is mounted elsewhere are not guessed at', async () => {
    const server = await serveHttp((request, response) => {
      const body = (request.url ?? '').startsWith('/ops/pprof/')
        ? whole[`/debug${request.url?.slice(4) ?? ''}`]
        : undefined;
      if (body === undefined) response.writeHead(404).end();
      else response.end(body);
    });
    const { status, of, advice } = await doctor(`${server.origin}/ops/pprof`);
    expect(status).toBe(0);
    expect(of('metrics')).toMatchObject({
      ok: false,
      millis: null,
      words: expect.stringMatching(/^Not asked/) as string,
    });
    expect(advice).not.toContain('expvar');
  });
});

describe('where pprof does not answer, status 2 says so, and the report says what to do', () => {
  it.each([
    ['nothing but 404', 404, /there is no pprof at .*Import net\/http\/pprof/, /import _ "net\/http\/pprof"/],
    [
      'a login page for everything',
      page,
      /no pprof at .*“Sign in”/,
      /go http\.ListenAndServe\("localhost:6060", nil\)/,
    ],
    ['403 for everything', 403, /refuses access \(403\)/, /--bearer-token-file FILE/],
    ['the index for everything', pprofIndex, /web page where a profile should be/, /http\.StripPrefix/],
  ] as const)('%s', async (_, everything, why, advice) => {
    const server = await service({ '*': everything });
    const outcome = await doctor(server.origin);
    expect(outcome.status).toBe(2);
    expect(outcome.error).toMatch(/^leaklens doctor: [^\n]*\n$/);
    expect(outcome.error).toMatch(why);
    expect(outcome.answers.filter(({ ok }) => ok)).toEqual([]);
    expect(outcome.answers).toHaveLength(11);
    expect(outcome.advice).toMatch(advice);
  });

  it.each(['beam:shop@localhost', 'beam+tls:shop@localhost'])(
    '%s is no service of that kind, and whoever has its host is not asked in its place',
    async (address) => {
      const { status, out, error } = await leaklens(['doctor', address]);
      expect([status, out]).toEqual([2, '']);
      expect(error).toContain('pprof is asked of a running service');
    },
  );

  it('nor repeats a password', async () => {
    const { origin } = await service({ '*': 401 });
    const { status, out, error } = await leaklens(['doctor', origin.replace('//', '//user:hunter2@')]);
    expect(status).toBe(2);
    expect(out + error).toContain('does not accept these credentials');
    expect(out + error).not.toContain('hunter2');
  });

  it('a page beside it that answers is told all the same', async () => {
    const { status, of } = await doctor((await service({ '*': 404, '/metrics': memoryPage })).origin);
    expect([status, of('metrics')?.ok]).toEqual([2, true]);
  });
});

describe.skipIf(!hasGo())('a real service (skipped without Go)', () => {
  it(
    'answers with all that net/http/pprof has, and is told what it does not record',
    { timeout: 120_000 },
    async () => {
      const gateway = await startService('gateway');
      try {
        const { status, error, answers, of, advice } = await doctor(gateway.url);
        expect([status, error]).toEqual([0, '']);
        const offered = answers.filter(({ ok }) => ok).map(({ kind }) => kind);
        for (const kind of [
          'goroutine',
          'threadcreate',
          'mutex',
          'block',
          'heap',
          'allocs',
          'heap-text',
          'goroutine-dump',
        ]) {
          expect(offered).toContain(kind);
        }
        expect(of('metrics')).toMatchObject({ ok: false, status: 404 });
        expect(advice).toContain('runtime.SetBlockProfileRate');
        expect(advice).toContain('less than pprof’s: import _ "expvar"');
      } finally {
        await gateway.stop();
      }
    },
  );
});
