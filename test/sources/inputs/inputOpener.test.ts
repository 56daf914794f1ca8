import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { afterAll, describe, expect, it } from 'vitest';
import { classifyUrl, looksLikeUrl, recordingMillis } from '../../../src/sources/inputs/classifySource';
import { createInputOpener } from '../../../src/sources/inputs/inputOpener';
import { inputParts } from '../../support/profiles/inputParts';
import { serveHttp } from '../localServer';
import { problemOf } from '../problemOf';

const folder = mkdtempSync(join(tmpdir(), 'leaklens-input-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const never = new AbortController().signal;
const limits = { timeoutMillis: 5_000, maxBodyBytes: 1024 };
const heap = readFileSync(join(import.meta.dirname, '../..', 'fixtures', 'profiles', 'threadcreate.pb.gz'));

describe('a text is meant as a URL', () => {
  it.each([
    'http://host',
    'HTTPS://host/x',
    'localhost',
    'localhost/debug',
    'host:6060',
    'a.b:1/x',
    '[::1]:6060',
    ':6060',
    '6060',
    'u:p@host:80',
  ])('%s', (source) => expect(looksLikeUrl(source)).toBe(true));

  it.each(['heap.pb.gz', './6060.pb', 'dir/file', '/abs/path', 'C:\\file', 'C:/file', 'heap', '123456', '-'])(
    'and %s is not',
    (source) => expect(looksLikeUrl(source)).toBe(false),
  );
});

describe('a URL names', () => {
  it.each([
    'http://h:1',
    'http://h:1/',
    'h:1/debug/pprof',
    'http://h:1/debug/pprof/',
    'http://h:1/admin/prof',
    ':6060/debug/pprof',
  ])('an endpoint: %s', (source) => expect(classifyUrl(source)).toEqual({ kind: 'endpoint' }));

  it.each([
    ['http://h:1/debug/pprof/heap', 'http://h:1/debug/pprof/heap'],
    ['h:1/debug/pprof/heap?debug=1#x', 'http://h:1/debug/pprof/heap?debug=1'],
    ['http://h:1/debug/pprof/example.com/shop/conns', 'http://h:1/debug/pprof/example.com/shop/conns'],
    ['http://h:1/admin/prof/allocs', 'http://h:1/admin/prof/allocs'],
    ['http://h:1/debug/vars', 'http://h:1/debug/vars'],
    ['http://h:1/files/heap.pb.gz', 'http://h:1/files/heap.pb.gz'],
    ['6060/debug/pprof/mutex', 'http://localhost:6060/debug/pprof/mutex'],
  ])('one profile: %s', (source, url) => expect(classifyUrl(source)).toEqual({ kind: 'url', url, headers: {} }));

  it('whose credentials become a header', () => {
    const source = classifyUrl('http://user:secret@h:1/debug/pprof/heap');
    expect(source).toEqual({
      kind: 'url',
      url: 'http://h:1/debug/pprof/heap',
      headers: { authorization: `Basic ${Buffer.from('user:secret').toString('base64')}` },
    });
  });

  it.each([
    ['http://h/debug/pprof/heap', 0],
    ['http://h/debug/pprof/heap?seconds=5', 5_000],
    ['http://h/debug/pprof/profile', 30_000],
    ['http://h/debug/pprof/profile?seconds=2', 2_000],
    ['http://h/debug/pprof/heap?seconds=x', 0],
    ['http://h/debug/pprof/heap?seconds=1e99', 86_400_000],
  ])('%s records for %d ms', (url, millis) => expect(recordingMillis(url)).toBe(millis));
});

describe('an address that may be of one profile or of the place below which pprof is', () => {
  const opened = (url: string) =>
    createInputOpener(inputParts).open(url, { ...limits, maxBodyBytes: 1_000_000 }, never);
  const counts = 'goroutine profile: total 3\n3 @ 0x1\n';

  it.each([
    ['a profile in its own form', '/heap_profile', heap],
    ['the text of gperftools', '/pprof-heap/now', 'heap profile: 1: 48 [2: 96] @ heapprofile\n'],
    ['goroutines that are counted', '/internal/stacks', counts],
    ['goroutines that are listed', '/_dump', 'goroutine 1 [running]:\nmain.main()\n\t/a/main.go:4 +0x1d\n'],
    ['a page for Prometheus', '/admin/stats', '# HELP go_goroutines Number\ngo_goroutines 8\n'],
  ])('is taken as it is where it answers %s, and asked once', async (_, path, body) => {
    const server = await serveHttp((request, response) => {
      if (request.url === path) response.end(body);
      else response.writeHead(404).end();
    });
    const input = await opened(server.origin + path);
    expect(input.kind).toBe('url');
    expect(Buffer.from((await input.read('heap', never)).bytes)).toEqual(Buffer.from(body));
    expect(server.asked.map(({ url }) => url)).toEqual([path]);
    await input.read('heap', never);
    expect(server.asked.length).toBe(2);
  });

  it.each(['ok', '<html><title>admin</title>', ''])('is a place where it answers %j', async (body) => {
    const server = await serveHttp((request, response) => {
      if (request.url === '/admin/debug/pprof/goroutine') response.end(counts);
      else if (request.url === '/admin') response.end(body);
      else response.writeHead(404).end();
    });
    const input = await opened(`${server.origin}/admin`);
    expect([input.kind, input.subject]).toEqual(['endpoint', `${server.origin}/admin/debug/pprof/`]);
  });

  it('is not asked twice where nothing listens', async () => {
    expect(await problemOf(opened('http://127.0.0.1:1/heap_profile'))).toMatchObject({
      kind: 'refused',
      subject: 'http://127.0.0.1:1/heap_profile',
    });
  });
});

describe('the input opener', () => {
  const opener = createInputOpener(inputParts);
  const open: typeof opener.open = (...args) => opener.open(...args);

  it('reads a file, which wins over a URL of the same text', async () => {
    const path = join(folder, 'host:6060');
    writeFileSync(path, 'bytes');
    const input = await open(path, limits, never);
    const answer = await input.read('whatever', never);
    expect([input.kind, input.subject, Buffer.from(answer.bytes).toString(), answer.url]).toEqual([
      'file',
      path,
      'bytes',
      path,
    ]);
  });

  it.skipIf(process.platform === 'win32')('reads a pipe, as a shell gives for <(command)', async () => {
    const path = join(folder, 'pipe');
    execFileSync('mkfifo', [path]);
    const input = await open(path, limits, never);
    const [answer] = await Promise.all([input.read('', never), writeInto(path)]);
    expect(Buffer.from(answer.bytes).toString()).toBe('through a pipe');
  });

  it.skipIf(process.platform !== 'linux')(
    'reads files of the kernel that a person names, up to the limit',
    async () => {
      const input = await open('/proc/self/comm', limits, never);
      expect(Buffer.from((await input.read('', never)).bytes).toString()).toMatch(/^\S.*\n$/);
      for (const path of ['/dev/zero', '/dev/urandom']) {
        const endless = await open(path, limits, never);
        expect(await problemOf(endless.read('', never))).toMatchObject({
          kind: 'too-large',
          subject: path,
          limit: 1024,
        });
      }
    },
  );

  it('fails, typed, for what is missing, a folder, or too large', async () => {
    writeFileSync(join(folder, 'large'), Buffer.alloc(2_000));
    expect(await problemOf(open(join(folder, 'missing'), limits, never))).toMatchObject({ kind: 'not-found' });
    expect(await problemOf(open(folder, limits, never))).toMatchObject({ kind: 'unreadable', subject: folder });
    expect(await problemOf(open(join(folder, 'large'), limits, never))).toMatchObject({
      kind: 'too-large',
      limit: 1024,
    });
  });

  it('asks an endpoint for what is wanted, and one profile for itself', async () => {
    const { origin, asked } = await serveHttp((request, response) => {
      if (request.url?.startsWith('/debug/pprof/') === true) response.end(heap);
      else response.writeHead(404).end();
    });
    const endpoint = await open(origin, limits, never);
    const one = await open(`${origin}/debug/pprof/heap?seconds=1`, limits, never);
    const answer = await endpoint.read('mutex', never);
    await one.read('mutex', never);
    endpoint.dispose();
    one.dispose();
    expect([endpoint.kind, endpoint.subject, one.kind]).toEqual(['endpoint', `${origin}/debug/pprof/`, 'url']);
    expect(Buffer.from(answer.bytes).equals(heap)).toBe(true);
    expect(asked.map(({ url }) => url)).toEqual([
      '/debug/pprof/goroutine',
      '/debug/pprof/mutex',
      '/debug/pprof/heap?seconds=1',
    ]);
  });

  it('does not take a page for a profile', async () => {
    const { origin } = await serveHttp((request, response) => {
      response.end(request.url === '/debug/pprof/goroutine' ? heap : '<html>a page</html>');
    });
    const endpoint = await open(origin, limits, never);
    expect(await problemOf(endpoint.read('heap', never))).toMatchObject({ kind: 'no-pprof' });
    endpoint.dispose();
  });
});

async function writeInto(path: string): Promise<void> {
  const { writeFile } = await import('node:fs/promises');
  await writeFile(path, 'through a pipe');
}
