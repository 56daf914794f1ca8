import type { RequestListener } from 'node:http';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { ProfileSource, SourceOptions } from '../../../src/shared/ports/sources/profileSource';
import { createPprofConnector } from '../../../src/sources/pprof/pprofConnector';
import { hasGo, startService } from '../../support/go/goService';
import { freePort, gzippedProfile, pprofAt, pprofIndex, serveHttp } from '../localServer';
import { problemOf } from '../problemOf';

const never = new AbortController().signal;
const limits = { timeoutMillis: 20_000, maxBodyBytes: 1_000_000 };

async function connect(url: string, options: Partial<SourceOptions> = {}, signal = never): Promise<ProfileSource> {
  const source = await createPprofConnector().connect(url, { ...limits, ...options }, signal);
  onTestFinished(() => source.dispose());
  return source;
}

const text = (status: number, body: string, headers: Record<string, string> = {}): RequestListener => {
  return (_, response) => response.writeHead(status, { 'content-type': 'text/plain', ...headers }).end(body);
};

describe('connecting', () => {
  it.each([
    ['', '/debug/pprof/', 1],
    ['/', '/debug/pprof/', 1],
    ['/debug/pprof/heap?debug=1', '/debug/pprof/', 1],
    ['/admin', '/admin/debug/pprof/', 1],
    ['/admin/debug/pprof', '/admin/debug/pprof/', 1],
    ['', '/pprof/', 2],
    ['/admin/prof', '/admin/prof/', 3],
    ['/admin/prof/heap', '/admin/prof/', 1],
    ['/debug', '/debug/pprof/', 2],
  ])('from %j finds pprof at %s with %d requests', async (path, mounted, requests) => {
    const server = await serveHttp(pprofAt(mounted));
    const { target } = await connect(server.origin + path);
    expect(target.url).toBe(server.origin + mounted);
    expect(target.name).toBe(`127.0.0.1:${server.port}`);
    expect(server.asked.map(({ method }) => method)).toEqual(Array(requests).fill('GET'));
  });

  it('gives the target the name it was given, and an id that does not depend on it', async () => {
    const server = await serveHttp(pprofAt('/debug/pprof/'));
    const [named, plain] = [await connect(server.origin, { name: 'gateway' }), await connect(server.origin)];
    expect(named.target.name).toBe('gateway');
    expect(named.target.id).toBe(plain.target.id);
  });

  it('sends credentials of the URL and named headers, and shows neither', async () => {
    const server = await serveHttp(pprofAt('/debug/pprof/'));
    const url = server.origin.replace('//', '//ann:secret@');
    const source = await connect(url, { headers: { 'X-Token': 'secret' } });
    await source.fetch('heap', never);
    for (const { headers } of server.asked) {
      expect(headers).toMatchObject({ authorization: 'Basic YW5uOnNlY3JldA==', 'x-token': 'secret' });
    }
    expect(JSON.stringify(source.target)).not.toMatch(/ann|secret/);
  });

  it('obeys a limit that is raised after connecting', async () => {
    const server = await serveHttp(pprofAt('/debug/pprof/'));
    let maxBodyBytes = 5;
    const source = await connect(server.origin, { currentLimits: () => ({ ...limits, maxBodyBytes }) });
    expect(await problemOf(source.fetch('heap', never))).toMatchObject({ kind: 'too-large', limit: 5 });
    maxBodyBytes = limits.maxBodyBytes;
    expect((await source.fetch('heap', never)).bytes.length).toBeGreaterThan(5);
  });

  it('lets a named header win over the URL', async () => {
    const server = await serveHttp(pprofAt('/debug/pprof/'));
    await connect(server.origin.replace('//', '//ann:x@'), { headers: { Authorization: 'Bearer t' } });
    expect(server.asked[0]?.headers.authorization).toBe('Bearer t');
  });

  it.each([
    ['a 404 without the mark of pprof', text(404, '404 page not found\n'), { kind: 'no-pprof', status: 404 }],
    ['a 404 of pprof', text(404, 'Unknown profile\n', { 'x-go-pprof': '1' }), { kind: 'unknown-profile', status: 404 }],
    ['a 401', text(401, 'no\n', { 'www-authenticate': 'Basic realm="ops"' }), { kind: 'unauthorized', status: 401 }],
    ['a 403', text(403, 'no\n'), { kind: 'forbidden', status: 403 }],
    ['a 502', text(502, 'bad gateway\n'), { kind: 'http-status', status: 502 }],
    ['pprof’s index for everything', text(200, pprofIndex), { kind: 'html-instead-of-profile' }],
    ['an application’s page for everything', text(200, '<!doctype html><p>Hi'), { kind: 'no-pprof' }],
    ['a text for everything', text(200, 'OK'), { kind: 'unreadable' }],
  ] as const)('fails with %s', async (_, listener, expected) => {
    const server = await serveHttp(listener);
    expect(await problemOf(connect(server.origin))).toMatchObject(expected);
    // What is refused as goroutines may be offered as a heap; what fails is not asked for anything else.
    expect(server.asked.length).toBe(expected.kind === 'http-status' ? 3 : 6);
    await vi.waitFor(() => expect(server.open()).toBe(0));
  });

  const answering = (answers: Readonly<Record<string, Buffer | string | number>>): RequestListener => {
    return (request, response) => {
      const answer = answers[request.url ?? ''] ?? 404;
      if (typeof answer === 'number') response.writeHead(answer).end('no');
      else response.end(answer);
    };
  };
  const jemallocText = 'heap_v2/524288\n  t*: 12: 345 [0: 0]\n@ 0x1 0x2\n  t*: 12: 345 [0: 0]\n';
  const heapText = 'heap profile:      2:     3072 [     2:     3072] @ heapprofile\n';

  it.each([
    ['only its heap', { '/debug/pprof/heap': gzippedProfile }, '', '/debug/pprof/'],
    ['only its heap, as text, where gperftools serves it', { '/pprof/heap': heapText }, '', '/pprof/'],
    ['only its heap, as jemalloc writes it', { '/debug/pprof/heap': jemallocText }, '', '/debug/pprof/'],
    ['only its heap, below a prefix', { '/admin/prof/heap': gzippedProfile }, '/admin/prof', '/admin/prof/'],
    ['only its heap, by the URL of it', { '/admin/heap': gzippedProfile }, '/admin/heap', '/admin/'],
    [
      'its heap, and forbids goroutines',
      { '/debug/pprof/heap': heapText, '/debug/pprof/goroutine': 403 },
      '',
      '/debug/pprof/',
    ],
    [
      'its heap, and a page for goroutines',
      { '/debug/pprof/heap': heapText, '/debug/pprof/goroutine': '<html>Sign in' },
      '',
      '/debug/pprof/',
    ],
    [
      'its heap, and nothing for goroutines',
      { '/debug/pprof/heap': heapText, '/debug/pprof/goroutine': '' },
      '',
      '/debug/pprof/',
    ],
    ['only its goroutines', { '/debug/pprof/goroutine': gzippedProfile }, '', '/debug/pprof/'],
  ] as [string, Record<string, Buffer | string | number>, string, string][])(
    'finds a service that offers %s',
    async (_, answers, path, mounted) => {
      const server = await serveHttp(answering(answers));
      expect((await connect(server.origin + path)).target.url).toBe(server.origin + mounted);
    },
  );

  it('says what was asked where neither is offered', async () => {
    const server = await serveHttp(answering({ '/debug/pprof/goroutine': 403, '/debug/pprof/heap': 405 }));
    const { origin } = server;
    expect(await problemOf(connect(origin))).toMatchObject({
      kind: 'forbidden',
      subject: `${origin}/debug/pprof/goroutine`,
      alsoTried: [{ subject: `${origin}/debug/pprof/heap`, detail: 'HTTP 405 Method Not Allowed: no' }],
    });
  });

  it('tells of the heap where that tells more', async () => {
    const server = await serveHttp(answering({ '/debug/pprof/heap': 401 }));
    expect(await problemOf(connect(server.origin))).toMatchObject({
      kind: 'unauthorized',
      subject: `${server.origin}/debug/pprof/heap`,
      alsoTried: [{ detail: 'HTTP 404 Not Found: no' }],
    });
  });

  it('says what the service says', async () => {
    const reason = 'Unknown\u001b[31m profile\nsecond line';
    const server = await serveHttp(text(404, reason, { 'x-go-pprof': '1' }));
    const { detail } = await problemOf(connect(server.origin));
    expect(detail).toBe('HTTP 404 Not Found: Unknown [31m profile');
  });

  it.each([
    [{ '/debug/pprof/goroutine': 401 }, 'unauthorized'],
    [{ '/pprof/goroutine': 401 }, 'unauthorized'],
    [{ '/debug/pprof/goroutine': 403, '/goroutine': 401 }, 'unauthorized'],
    [{ '/debug/pprof/goroutine': 500, '/pprof/goroutine': 403 }, 'forbidden'],
  ] as [Record<string, number>, string][])('reports what tells most: of %j and 404, %s', async (statuses, kind) => {
    const server = await serveHttp((request, response) => {
      response.writeHead(statuses[request.url ?? ''] ?? 404).end();
    });
    expect(await problemOf(connect(server.origin))).toMatchObject({ kind });
  });

  it('recognises pprof mounted under a prefix that it does not know', async () => {
    const server = await serveHttp((request, response) => {
      if (request.url?.startsWith('/admin/prof/') === true) response.end(pprofIndex);
      else response.writeHead(404).end();
    });
    expect(await problemOf(connect(`${server.origin}/admin/prof`))).toMatchObject({
      kind: 'html-instead-of-profile',
      subject: `${server.origin}/admin/prof/goroutine`,
    });
  });

  it('does not try further paths where nothing listens, or nothing answers', async () => {
    const refused = await problemOf(connect(`localhost:${await freePort()}`));
    expect(refused.kind).toBe('refused');
    const silent = await serveHttp(() => undefined);
    expect(await problemOf(connect(silent.origin, { timeoutMillis: 50 }))).toMatchObject({ kind: 'timeout' });
    expect(silent.asked.length).toBe(1);
  });

  it('can be cancelled', async () => {
    const abort = new AbortController();
    const server = await serveHttp(() => abort.abort());
    expect(await problemOf(connect(server.origin, {}, abort.signal))).toMatchObject({ kind: 'cancelled' });
    expect(server.asked.length).toBe(1);
  });
});

describe('a source', () => {
  it('asks for each profile in its cheapest form', async () => {
    const server = await serveHttp(pprofAt('/debug/pprof/'));
    const source = await connect(server.origin);
    for (const request of ['heap', 'heap-text', 'goroutine', 'goroutine-dump'] as const) {
      await source.fetch(request, never);
    }
    expect(server.asked.slice(1).map(({ url }) => url)).toEqual([
      '/debug/pprof/heap',
      '/debug/pprof/heap?debug=1',
      '/debug/pprof/goroutine',
      '/debug/pprof/goroutine?debug=2',
    ]);
  });

  it('hands over the body as it came', async () => {
    const server = await serveHttp(pprofAt('/debug/pprof/'));
    const answer = await (await connect(server.origin)).fetch('heap', never);
    expect(Buffer.from(answer.bytes).equals(gzippedProfile)).toBe(true);
    expect(answer.url).toBe(`${server.origin}/debug/pprof/heap`);
  });

  it('has one request under way at a time, on one connection', async () => {
    let underWay = 0;
    let most = 0;
    const answer = pprofAt('/debug/pprof/');
    const server = await serveHttp((request, response) => {
      most = Math.max(most, (underWay += 1));
      setImmediate(() => {
        underWay -= 1;
        answer(request, response);
      });
    });
    const source = await connect(server.origin);
    await Promise.all((['heap', 'goroutine', 'heap-text', 'heap'] as const).map((name) => source.fetch(name, never)));
    expect(most).toBe(1);
    expect(server.asked.length).toBe(5);
    expect(server.opened()).toBe(1);
  });

  it('survives answers that fail, and is asked again', async () => {
    const answers: RequestListener[] = [
      pprofAt('/debug/pprof/'),
      text(500, 'broken\n'),
      text(200, pprofIndex),
      (_, response) => void response.writeHead(200, { 'content-length': '100' }).write('x', () => response.destroy()),
      (_, response) => response.destroy(),
      (_, response) => response.end(Buffer.alloc(1_000_001)),
      pprofAt('/debug/pprof/'),
    ];
    const server = await serveHttp((request, response) => answers.shift()?.(request, response));
    const source = await connect(server.origin);
    const kinds: string[] = [];
    while (answers.length > 1) kinds.push((await problemOf(source.fetch('heap', never))).kind);
    expect(kinds).toEqual(['http-status', 'html-instead-of-profile', 'cut-off', 'network', 'too-large']);
    await expect(source.fetch('heap', never)).resolves.toMatchObject({ url: `${server.origin}/debug/pprof/heap` });
  });

  it('lets a waiting request go when it is cancelled, without asking for it', async () => {
    let release = (): void => undefined;
    const answer = pprofAt('/debug/pprof/');
    const server = await serveHttp((request, response) => {
      if (request.url?.endsWith('heap') === true) release = () => answer(request, response);
      else answer(request, response);
    });
    const source = await connect(server.origin);
    const first = source.fetch('heap', never);
    const abort = new AbortController();
    const second = source.fetch('goroutine-dump', abort.signal);
    abort.abort();
    expect(await problemOf(second)).toMatchObject({ kind: 'cancelled' });
    await vi.waitFor(() => expect(server.asked.length).toBe(2));
    release();
    await first;
    expect(server.asked.length).toBe(2);
  });

  it('ends everything when disposed', async () => {
    const answer = pprofAt('/debug/pprof/');
    const server = await serveHttp((request, response) => {
      if (request.url?.endsWith('goroutine') === true) answer(request, response);
    });
    const source = await connect(server.origin);
    const pending = [source.fetch('heap', never), source.fetch('heap-text', never)].map(problemOf);
    await vi.waitFor(() => expect(server.asked.length).toBe(2));
    source.dispose();
    for (const problem of await Promise.all(pending)) expect(problem.kind).toBe('cancelled');
    expect((await problemOf(source.fetch('heap', never))).kind).toBe('cancelled');
    await vi.waitFor(() => expect(server.open()).toBe(0));
    expect(server.asked.length).toBe(2);
  });
});

describe.skipIf(!hasGo())('a real Go service', () => {
  it('is found, asked for everything, measured, and missed when it ends', async () => {
    const service = await startService('gateway');
    onTestFinished(() => service.stop());
    const source = await connect(service.url);
    expect(source.target.url).toBe(`${service.url}/debug/pprof/`);

    const start = async (request: Parameters<ProfileSource['fetch']>[0]) =>
      Buffer.from((await source.fetch(request, never)).bytes.subarray(0, 16));
    expect((await start('heap')).toString('hex')).toMatch(/^1f8b/);
    expect((await start('goroutine')).toString('hex')).toMatch(/^1f8b/);
    expect((await start('heap-text')).toString()).toMatch(/^heap profile: /);
    expect((await start('goroutine-dump')).toString()).toMatch(/^goroutine \d+ /);
    if (process.platform === 'linux') expect(await source.residentBytes()).toBeGreaterThan(1_000_000);

    await service.stop();
    expect(await problemOf(source.fetch('heap', never))).toMatchObject({ kind: 'refused' });
    expect(await source.residentBytes()).toBeNull();
  });

  it('is found under a prefix of its own', async () => {
    const service = await startService('gateway', { args: ['-pprof-prefix', '/admin/prof'] });
    onTestFinished(() => service.stop());
    const source = await connect(`${service.url}/admin/prof/heap?debug=1`);
    expect(source.target.url).toBe(`${service.url}/admin/prof/`);
    await expect(source.fetch('heap-text', never)).resolves.toMatchObject({
      url: `${service.url}/admin/prof/heap?debug=1`,
    });
  });
});
