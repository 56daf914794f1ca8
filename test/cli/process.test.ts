import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasGo, startService } from '../support/go/goService';
import { hasPprof, runPprof } from '../support/go/goPprof';
import type { RunningService } from '../support/serving/runningService';
import { serveHttp } from '../sources/localServer';
import { fixture, leaklens, leaklensJson } from './harness';

const folder = mkdtempSync(join(tmpdir(), 'leaklens-cli-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const parts = ['live', 'garbage', 'idle', 'released', 'stacks', 'runtime'] as const;

interface Memory {
  readonly memStats: Record<string, number>;
  readonly accounting: Record<(typeof parts)[number] | 'total' | 'maxRss', number> & { liveKnown: boolean };
}

describe('memory', () => {
  it.each(['heap.debug1.txt', 'heap.idle.debug1.txt'])(
    '%s: the parts add up to what the runtime took',
    async (name) => {
      const { memStats, accounting } = (await leaklensJson(['memory', fixture(`profiles/${name}`)])) as Memory;
      expect(parts.reduce((sum, part) => sum + accounting[part], 0)).toBe(accounting.total);
      expect(accounting.total).toBe(memStats['sys']);
      expect(accounting.released).toBe(memStats['heapReleased']);
      expect(accounting.live).toBeLessThanOrEqual(memStats['heapAlloc'] ?? 0);
      expect(accounting.maxRss).toBe(memStats['maxRss']);
      expect(Object.values(accounting).every((value) => Number(value) >= 0)).toBe(true);
    },
  );

  it('knows 256 MB that idle when most of the heap was freed', async () => {
    const { accounting } = (await leaklensJson(['memory', fixture('profiles/heap.idle.debug1.txt')])) as Memory;
    expect(accounting.idle + accounting.released).toBeGreaterThan(200e6);
    const { out } = await leaklens(['memory', fixture('profiles/heap.idle.debug1.txt')]);
    expect(out).toMatch(/^idle +\d+ MB/m);
  });

  it('reads expvar, which says nothing of what is alive', async () => {
    const vars = fixture('programs/shapes/recorded/vars.json');
    const { accounting, memStats } = (await leaklensJson(['memory', vars])) as Memory;
    expect(accounting.liveKnown).toBe(false);
    expect(memStats['nextGc']).toMatch(/^\d{19}$/);
    expect(parts.reduce((sum, part) => sum + accounting[part], 0)).toBe(accounting.total);
    const { out } = await leaklens(['memory', vars]);
    expect(out).toMatch(/^RSS +unknown /m);
    // The program that recorded it had turned the collector off.
    expect(out).toMatch(/^4 collections, 2 of them forced; no next one is due: GOGC is off$/m);
  });

  it.each(['metrics.txt', 'metrics.newer.txt'])('reads %s of Prometheus', async (name) => {
    const page = fixture(`programs/metrics/recorded/${name}`);
    const { origin } = await serveHttp((_request, response) => response.end(readFileSync(page)));
    const answer = (await leaklensJson(['memory', `${origin}/metrics`])) as Memory;
    expect(answer).toEqual(await leaklensJson(['memory', page]));
    const { memStats, accounting } = answer;
    expect(parts.reduce((sum, part) => sum + accounting[part], 0)).toBe(accounting.total);
    expect(accounting.total).toBe(memStats['sys']);
    expect(accounting.liveKnown).toBe(name === 'metrics.newer.txt');
    expect(accounting.maxRss).toBeNull();
    expect((await leaklens(['memory', page])).out).toMatch(/^RSS +[\d.]+ MB +memory the process has resident now$/m);
  });

  it('says what a page does not tell, instead of zero', async () => {
    const page = join(folder, 'metrics.txt');
    writeFileSync(page, 'go_memstats_heap_alloc_bytes 1048576\ngo_memstats_stack_sys_bytes 4096\n');
    expect(await leaklensJson(['memory', page])).toEqual({
      memStats: { heapAlloc: 1048576, stackSys: 4096 },
      accounting: {
        live: 1048576,
        garbage: null,
        idle: null,
        released: null,
        stacks: 4096,
        runtime: null,
        total: null,
        maxRss: null,
        liveKnown: false,
        profilingOff: false,
        rss: null,
      },
    });
    const { out } = await leaklens(['memory', page]);
    expect(out).toMatch(/^live +1\.00 MB/m);
    expect(out).toMatch(/^total +unknown .*\(not told here\)$/m);
    expect(out).not.toContain('collections');
  });

  it.each([
    ['{"requests": 12}', 'expected memory statistics'],
    ['go_goroutines 7\n', 'expected memory statistics'],
    ['python_info 1\n', 'is it a Go program?'],
    ['heap profile: 0: 0 [0: 0] @ heap/1\n', '# runtime.MemStats'],
  ])('refuses %j', async (text, words) => {
    const page = join(folder, 'page.txt');
    writeFileSync(page, text);
    const { status, error } = await leaklens(['memory', page]);
    expect([status, error]).toEqual([2, expect.stringContaining(words)]);
  });
});

interface Goroutines {
  readonly total: number;
  readonly truncated: boolean;
  readonly groups: readonly Record<string, unknown>[];
}

describe('goroutines', () => {
  it('of a dump have state, age, site and creator', async () => {
    const found = (await leaklensJson(['goroutines', fixture('profiles/goroutine.debug2.txt')])) as Goroutines;
    expect(found).toMatchObject({ total: 49, truncated: false });
    expect(found.groups[0]).toEqual({
      count: 40,
      state: 'chan send',
      minutes: { min: 2, max: 2 },
      site: { function: 'main.(*session).receive', file: 'leaklens.example/gateway/gateway.go', line: 38 },
      createdBy: { function: 'main.(*gateway).serve', file: 'leaklens.example/gateway/gateway.go', line: 25 },
      labels: {},
      leaked: false,
      lockedToThread: 0,
      stack: [
        {
          function: 'main.(*session).receive',
          file: 'leaklens.example/gateway/gateway.go',
          line: 38,
          inlined: false,
        },
      ],
    });
  });

  it('of a dump with ancestors have the ways by which they came about', async () => {
    const dump = fixture('programs/ancestors/recorded/goroutine.debug2.txt');
    const { groups } = (await leaklensJson(['goroutines', dump])) as Goroutines;
    expect(groups[0]).toMatchObject({
      count: 11,
      createdBy: { function: 'github.com/eapache/channels.NewInfiniteChannel' },
      origins: [{ count: 8 }, { count: 3 }],
    });
    const { out } = await leaklens(['goroutines', dump]);
    expect(out).toMatch(/ 8 of them by way of github\.com\/eapache\/channels\.NewInfiniteChannel .*← main\.merge /);
  });

  it.each(['goroutine.pb.gz', 'goroutine.debug1.txt'])('of %s have the same site and count', async (name) => {
    const { groups } = (await leaklensJson(['goroutines', fixture(`profiles/${name}`)])) as Goroutines;
    expect(groups[0]).toMatchObject({
      count: 40,
      minutes: null,
      site: { function: 'main.(*session).receive', line: 38 },
      createdBy: null,
    });
  });

  it('wait where the program waits, not where the runtime does', async () => {
    const { groups } = (await leaklensJson(['goroutines', fixture('profiles/goroutine.healthy.debug2.txt')])) as {
      groups: { site: { function: string } }[];
    };
    const machinery = groups.filter(({ site }) => /^(runtime|sync|internal\/poll|syscall)\./.test(site.function));
    expect(machinery).toEqual([]);
  });

  it('that the runtime proves leaked are marked', async () => {
    const dump = fixture('profiles/goroutineleak.debug2.txt');
    const { groups } = (await leaklensJson(['goroutines', dump])) as { groups: { leaked: boolean; count: number }[] };
    expect(groups.filter(({ leaked }) => leaked).reduce((sum, { count }) => sum + count, 0)).toBe(12);
    expect((await leaklens(['goroutines', dump])).out).toContain('leaked: the runtime proves');
  });

  it('of a text that is cut off are said to be', async () => {
    const cut = join(folder, 'cut.txt');
    const whole = readFileSync(fixture('profiles/goroutine.debug2.txt'));
    writeFileSync(cut, whole.subarray(0, whole.length / 2));
    const found = (await leaklensJson(['goroutines', cut])) as Goroutines;
    expect(found.truncated).toBe(true);
    expect(found.total).toBeGreaterThan(0);
    expect(found.total).toBeLessThan(49);
    expect((await leaklens(['goroutines', cut])).out).toContain('The text is cut off');
  });

  it('are shown 30 groups at a time', async () => {
    const { out } = await leaklens(['goroutines', fixture('profiles/goroutine.debug2.txt'), '--limit', '1']);
    expect(out).toContain('49 goroutines in 10 groups');
    expect(out).toContain('… and 9 more groups');
    expect(out).toContain('       ➜  main.(*session).receive leaklens.example/gateway/gateway.go:38');
  });
});

describe('gctrace', () => {
  it('answers cycles in bytes, and their trend', async () => {
    const trace = (await leaklensJson(['gctrace', fixture('profiles/gctrace.txt')])) as {
      cycles: Record<string, unknown>[];
      scavenges: unknown[];
      trend: Record<string, unknown>;
    };
    expect(trace.cycles[1]).toMatchObject({
      number: 2,
      seconds: 0.3,
      heapBefore: 16 * 2 ** 20,
      heapAfter: 16 * 2 ** 20,
      live: 13 * 2 ** 20,
      goal: 16 * 2 ** 20,
      objects: null,
      forced: false,
    });
    expect(trace.scavenges).toEqual([]);
    expect(trace.trend).toMatchObject({ cycles: trace.cycles.length, leastLive: trace.cycles[0]?.['live'] });
    expect(trace.trend['livePerMinute']).toBeGreaterThan(0);
  });

  it('shows the newest collections', async () => {
    const { out } = await leaklens(['gctrace', fixture('profiles/gctrace.txt'), '--limit', '2']);
    expect(
      out
        .split('\n')
        .slice(1, 3)
        .map((line) => line.trim().split(/ {2,}/)[0]),
    ).toEqual(['6', '7']);
  });
});

describe.skipIf(!hasGo())('a running service (skipped without Go)', () => {
  let service: RunningService;
  beforeAll(async () => {
    service = await startService('gateway', { args: ['-leak', '-rate', '100', '-max', '10'] });
  });
  afterAll(() => service.stop());

  it('is asked for the profile that --type names, heap unless told otherwise', async () => {
    expect(await leaklensJson(['top', service.url])).toMatchObject({ sampleType: { type: 'inuse_space' } });
    expect(await leaklensJson(['top', `${service.url}/debug/pprof`, '--type', 'goroutine'])).toMatchObject({
      sampleType: { type: 'goroutine' },
    });
    expect(await leaklensJson(['top', `${service.url}/debug/pprof/allocs`])).toMatchObject({
      sampleType: { type: 'alloc_space' },
    });
    const cpu = ['stacks', service.url, '--type', 'profile', '--seconds', '1'];
    expect(await leaklensJson(cpu)).toMatchObject({ sampleTypes: [{ type: 'samples' }, { type: 'cpu' }] });
    const { status, error } = await leaklens(['top', service.url, '--type', 'nothing']);
    expect([status, error]).toEqual([2, expect.stringContaining('does not offer')]);
  });

  it('tells of its memory and its goroutines, dearly only below the limit', async () => {
    expect(await leaklensJson(['memory', service.url])).toMatchObject({ accounting: { liveKnown: true } });
    const creators = async (...argv: string[]) => {
      const { groups } = (await leaklensJson(['goroutines', service.url, ...argv])) as Goroutines;
      return groups.filter(({ createdBy }) => createdBy !== null).length;
    };
    expect(await creators()).toBeGreaterThan(0);
    expect(await creators('--dump-limit', '1')).toBe(0);
  });

  it.skipIf(!hasPprof())('is captured into files that go tool pprof opens', async () => {
    const out = join(folder, 'captured');
    const captured = (await leaklensJson(['capture', service.url, '--out', out])) as {
      directory: string;
      files: string[];
    };
    expect(captured.directory).toBe(out);
    expect(captured.files.sort()).toEqual(['goroutine.pb.gz', 'goroutine.txt', 'heap.pb.gz', 'heap.txt']);
    for (const file of captured.files.filter((name) => name.endsWith('.pb.gz'))) {
      expect(runPprof(['-top', join(out, file)])).toContain('flat%');
    }
    const manifest = JSON.parse(readFileSync(join(out, 'manifest.json'), 'utf8')) as { version: number };
    expect(manifest).toMatchObject({ version: 2, runtime: 'go', files: expect.any(Array) as unknown });
    const { out: text } = await leaklens(['goroutines', join(out, 'goroutine.txt')]);
    expect(text).toContain('chan send');
  });

  it('is captured without what can be private, when it is asked to be', async () => {
    const out = join(folder, 'redacted');
    const captured = (await leaklensJson(['capture', service.url, '--out', out, '--redact'])) as { files: string[] };
    expect(captured.files).toHaveLength(4);
    const stacks = readFileSync(join(out, 'goroutine.txt'), 'utf8');
    expect(stacks).toContain('(_)\n');
    expect(stacks).not.toMatch(/\(.*0x[0-9a-f]/);
    expect(readFileSync(join(out, 'manifest.json'), 'utf8')).not.toContain(new URL(service.url).host);
    const { out: text } = await leaklens(['goroutines', join(out, 'goroutine.txt')]);
    expect(text).toContain('chan send');
  });
});

describe('a capture that fails', () => {
  it('leaves nothing behind', async () => {
    const heapBytes = readFileSync(fixture('profiles/heap.pb.gz'));
    const { origin } = await serveHttp((request, response) => {
      const isText = request.url?.includes('debug=1') === true;
      response.writeHead(isText ? 500 : 200).end(isText ? 'broken' : heapBytes);
    });
    const { status, error } = await leaklens(['capture', origin, '--out', join(folder, 'nothing')]);
    expect([status, error]).toEqual([2, expect.stringContaining('500')]);
    expect(readdirSync(folder)).not.toContain('nothing');
  });

  it('is whole without stacks that are none, and says so', async () => {
    const answers: Readonly<Record<string, string | Buffer>> = {
      '/debug/pprof/heap?debug=1': readFileSync(fixture('profiles/heap.debug1.txt')),
      // It begins like a dump, and goes on like a log.
      '/debug/pprof/goroutine?debug=2': 'goroutine 7 is gone\n',
      '/debug/pprof/goroutine': readFileSync(fixture('profiles/goroutine.pb.gz')),
    };
    const heapBytes = readFileSync(fixture('profiles/heap.pb.gz'));
    const { origin } = await serveHttp((request, response) => {
      response.end(answers[request.url ?? ''] ?? heapBytes);
    });
    const { status, out } = await leaklens(['capture', origin, '--out', join(folder, 'noStacks')]);
    expect([status, out]).toEqual([0, expect.stringContaining('No goroutine stacks with states and ages here')]);
    expect(readdirSync(join(folder, 'noStacks')).sort()).toEqual([
      'goroutine.pb.gz',
      'heap.pb.gz',
      'heap.txt',
      'manifest.json',
    ]);
  });

  it('is told apart when it is cancelled', async () => {
    const argv = ['capture', 'http://127.0.0.1:9', '--out', join(folder, 'cancelled')];
    const { status, error } = await leaklens(argv, { signal: AbortSignal.abort() });
    expect([status, error]).toEqual([2, expect.stringContaining('Cancelled')]);
  });
});

it('sends the headers of --header, and waits no longer than --timeout', async () => {
  const { origin, asked } = await serveHttp((_request, response) => {
    response.end(readFileSync(fixture('profiles/heap.pb.gz')));
  });
  const url = `${origin}/debug/pprof/heap`;
  const headers = ['--header', 'Authorization: Bearer x:y', '--header', 'X-Tenant: acme'];
  expect((await leaklens(['top', url, ...headers])).status).toBe(0);
  expect(asked[0]?.headers).toMatchObject({ authorization: 'Bearer x:y', 'x-tenant': 'acme' });

  const silent = await serveHttp(() => undefined);
  const { status, error } = await leaklens(['top', `${silent.origin}/debug/pprof/heap`, '--timeout', '0.1']);
  expect([status, error]).toEqual([2, expect.stringMatching(/did not answer within 0\.1 s.*--timeout/)]);
});
