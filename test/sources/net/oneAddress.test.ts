// One of the addresses that a host has: it is asked and no other, under the host's name. All of 127.0.0.0/8 is this machine, on Linux.
import { readFileSync } from 'node:fs';
import type { TLSSocket } from 'node:tls';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import type { SourceOptions } from '../../../src/shared/ports/sources/profileSource';
import { createPprofConnector } from '../../../src/sources/pprof/pprofConnector';
import { freePort, pprofAt, serveHttp, serveHttps, serveProxy } from '../localServer';
import { problemOf } from '../problemOf';
import { hasOpenssl, makeCertificates } from './certificates';

const never = new AbortController().signal;
const pprof = pprofAt('/debug/pprof/');

async function connect(url: string, address: string, more: Partial<SourceOptions> = {}) {
  const options = { timeoutMillis: 20_000, maxBodyBytes: 1_000_000, address, ...more };
  const source = await createPprofConnector().connect(url, options, never);
  onTestFinished(() => source.dispose());
  return source;
}

describe.skipIf(process.platform !== 'linux')('one address of a host', () => {
  it('is asked as the host, with what is meant for the host, and none of the others is', async () => {
    const other = await serveHttp(pprof);
    const server = await serveHttp(pprof, other.port, '127.0.0.2');
    // The name leads nowhere by itself: no resolver is asked for it.
    const source = await connect(`http://user:secret@shop.invalid:${server.port}`, '127.0.0.2');
    await source.fetch('heap', never);
    const { headers } = server.asked.at(-1) ?? {};
    expect(headers).toMatchObject({
      host: `shop.invalid:${server.port}`,
      authorization: `Basic ${Buffer.from('user:secret').toString('base64')}`,
    });
    expect([other.asked.length, server.opened()]).toEqual([0, 1]);
    expect(source.target.url).toBe(`http://shop.invalid:${server.port}/debug/pprof/`);
  });

  it('is a target of its own', async () => {
    const first = await serveHttp(pprof);
    await serveHttp(pprof, first.port, '127.0.0.2');
    const url = `http://shop.invalid:${first.port}`;
    const ids = [(await connect(url, '127.0.0.1')).target.id, (await connect(url, '127.0.0.2')).target.id];
    expect(new Set(ids).size).toBe(2);
  });

  it('may send on within the host, there again, and to nobody else', async () => {
    const elsewhere = await serveHttp(pprof);
    const server = await serveHttp(
      (request, response) => {
        const to = new URL(`http://${request.headers.host ?? ''}`);
        if (request.url === '/moved/debug/pprof/goroutine') to.pathname = '/debug/pprof/goroutine';
        else if (request.url === '/away/debug/pprof/goroutine') to.host = `127.0.0.1:${elsewhere.port}`;
        else {
          pprof(request, response);
          return;
        }
        response.writeHead(302, { location: to.href }).end();
      },
      0,
      '127.0.0.2',
    );
    const url = `http://shop.invalid:${server.port}`;
    await connect(`${url}/moved/debug/pprof/`, '127.0.0.2');
    const problem = await problemOf(connect(`${url}/away/debug/pprof/`, '127.0.0.2'));
    expect(problem).toMatchObject({ kind: 'redirected', location: expect.stringContaining('127.0.0.1') as string });
    expect(elsewhere.asked).toEqual([]);
  });

  it('is named where nothing listens there', async () => {
    const port = await freePort();
    const problem = await problemOf(connect(`http://shop.invalid:${port}`, '127.0.0.3'));
    expect(problem).toMatchObject({ kind: 'refused', subject: `http://127.0.0.3:${port}/debug/pprof/goroutine` });
  });

  it('is not asked for through a proxy, which would pick another', async () => {
    const proxy = await serveProxy();
    const settings = { forHttp: proxy.origin, forHttps: proxy.origin, exceptions: [] };
    for (const scheme of ['http', 'https']) {
      const problem = await problemOf(connect(`${scheme}://shop.invalid:6060`, '10.0.0.1', { proxy: settings }));
      expect(problem).toMatchObject({ kind: 'proxy', detail: expect.stringContaining('NO_PROXY') as string });
    }
    expect(proxy.passed).toEqual([]);
  });

  describe.skipIf(!hasOpenssl)('with TLS (certificates are made by openssl, which has to be installed)', () => {
    const made = hasOpenssl ? makeCertificates() : undefined;
    afterAll(() => made?.remove());
    const path = (name: string) => made?.path(name) ?? '';
    const serve = (name: string) =>
      serveHttps(
        { cert: readFileSync(path(`${name}.pem`)), key: readFileSync(path(`${name}.key`)) },
        pprof,
        '127.0.0.2',
      );
    const tls = { certificateAuthorityFile: path('ca.pem') };

    it('has to be certified as the host, whose name it is told', async () => {
      const server = await serve('othername');
      await connect(`https://other.example:${server.port}`, '127.0.0.2', { tls });
      expect((server.asked[0]?.socket as TLSSocket).servername).toBe('other.example');
    });

    it('is refused when it is certified as another', async () => {
      const server = await serve('othername');
      const problem = await problemOf(connect(`https://localhost:${server.port}`, '127.0.0.2', { tls }));
      expect(problem).toMatchObject({ kind: 'tls', tls: 'hostname-mismatch' });
      expect(problem.subject).toContain('localhost');
      expect(server.asked).toEqual([]);
    });
  });
});
