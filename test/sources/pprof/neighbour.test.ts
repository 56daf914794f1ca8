import type { RequestListener } from 'node:http';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { ProfileSource, SourceOptions } from '../../../src/shared/ports/sources/profileSource';
import { createPprofConnector } from '../../../src/sources/pprof/pprofConnector';
import { pprofAt, serveHttp, serveUnix } from '../localServer';

const never = new AbortController().signal;
const limits = { timeoutMillis: 20_000, maxBodyBytes: 64 * 1024 * 1024 };

async function connect(url: string, options: Partial<SourceOptions> = {}): Promise<ProfileSource> {
  const source = await createPprofConnector().connect(url, { ...limits, ...options }, never);
  onTestFinished(() => source.dispose());
  return source;
}

/** pprof at a place, and what a test answers to everything else. */
function beside(mounted: string, answer: RequestListener): RequestListener {
  const pprof = pprofAt(mounted);
  return (request, response) =>
    (request.url ?? '').startsWith(mounted) ? pprof(request, response) : answer(request, response);
}

async function variablesOf(answer: RequestListener, mounted = '/debug/pprof/', options: Partial<SourceOptions> = {}) {
  const server = await serveHttp(beside(mounted, answer));
  const source = await connect(server.origin + mounted, options);
  const found = (await source.neighbour?.('variables'))?.answer ?? null;
  const beyond = server.asked.filter(({ url }) => !(url ?? '').startsWith(mounted));
  return { text: found === null ? null : Buffer.from(found.bytes).toString(), found, server, source, beyond };
}

describe('the variables that a service publishes beside pprof', () => {
  it.each([
    ['/debug/pprof/', '/debug/vars'],
    ['/admin/debug/pprof/', '/admin/debug/vars'],
  ])('beside %s are asked for at %s, once, with the credentials of all requests', async (mounted, path) => {
    const answer: RequestListener = (_, response) => response.end('{"commit":"x"}');
    const options = { headers: { authorization: 'Bearer token' } };
    const { text, found, server, beyond } = await variablesOf(answer, mounted, options);
    expect([text, found?.url]).toEqual(['{"commit":"x"}', server.origin + path]);
    expect(beyond.map(({ method, url, headers }) => [method, url, headers.authorization])).toEqual([
      ['GET', path, 'Bearer token'],
    ]);
  });

  it('are not looked for beside a pprof that has another place', async () => {
    const { text, beyond } = await variablesOf((_, response) => response.end('{}'), '/admin/profiles/pprof/');
    expect([text, beyond]).toEqual([null, []]);
  });

  it('are asked for at a unix socket', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'leaklens-vars-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const path = join(folder, 's.sock');
    await serveUnix(
      path,
      beside('/debug/pprof/', (_, response) => response.end('{}')),
    );
    const source = await connect(`unix:${path}`);
    expect(Buffer.from((await source.neighbour?.('variables'))?.answer?.bytes ?? []).toString()).toBe('{}');
  });

  it.each<readonly [string, RequestListener]>([
    ['are not there', (_, response) => response.writeHead(404).end('404 page not found\n')],
    ['are refused', (_, response) => response.writeHead(401, { 'www-authenticate': 'Basic realm="ops"' }).end()],
    ['are elsewhere', (_, response) => response.writeHead(302, { location: 'http://192.0.2.1/debug/vars' }).end()],
    ['are more than a page', (_, response) => response.end('x'.repeat(1024 * 1024 + 1))],
    [
      'break off',
      (request, response) =>
        response.writeHead(200, { 'content-length': '9' }).end('x', () => request.socket.destroy()),
    ],
    ['fail', (request) => request.socket.destroy()],
  ])('are none where they %s, and the service is asked on', async (_, answer) => {
    const { text, source } = await variablesOf(answer);
    expect(text).toBeNull();
    expect((await source.fetch('goroutine', never)).bytes.length).toBeGreaterThan(0);
  });

  it('tell how far away the service is, also where they are not there', async () => {
    const server = await serveHttp(
      beside('/debug/pprof/', (_, response) => setTimeout(() => response.writeHead(404).end(), 40)),
    );
    const source = await connect(server.origin);
    const { answer, elapsedMillis } = (await source.neighbour?.('variables')) ?? {};
    expect(answer).toBeNull();
    expect(elapsedMillis).toBeGreaterThanOrEqual(39);
  });

  it('have metrics for a neighbour, at the root of the same place', async () => {
    const server = await serveHttp(beside('/admin/debug/pprof/', (_, response) => response.end('go_goroutines 7\n')));
    const source = await connect(`${server.origin}/admin/debug/pprof/`);
    const { answer } = (await source.neighbour?.('metrics')) ?? {};
    expect([answer?.url, String(Buffer.from(answer?.bytes ?? []))]).toEqual([
      `${server.origin}/admin/metrics`,
      'go_goroutines 7\n',
    ]);
  });

  it('are given up with the source, and with the time for an answer', async () => {
    const { text } = await variablesOf(() => undefined, '/debug/pprof/', {
      currentLimits: () => ({ timeoutMillis: 50, maxBodyBytes: 1000 }),
    });
    expect(text).toBeNull();
    const server = await serveHttp(beside('/debug/pprof/', () => source.dispose()));
    const source = await connect(server.origin);
    expect((await source.neighbour?.('variables'))?.answer).toBeNull();
    expect((await source.neighbour?.('variables'))?.answer).toBeNull();
    expect(server.asked.filter(({ url }) => url === '/debug/vars')).toHaveLength(1);
  });
});
