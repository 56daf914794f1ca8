import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { HttpAgents, type Way } from '../../../src/sources/net/httpAgents';
import { httpGet } from '../../../src/sources/net/httpGet';
import type { HttpGetRequest } from '../../../src/sources/net/httpGet';
import { freePort, serveHttp, serveTcp } from '../localServer';
import { problemOf } from '../problemOf';

describe('httpGet', () => {
  /** Of each origin asked in a test. */
  const agents = new Map<string, HttpAgents>();
  afterEach(() => {
    for (const one of agents.values()) one.dispose();
    agents.clear();
  });

  const patient = { timeoutMillis: 20_000, maxBodyBytes: 1_000_000 };
  const hasty = { ...patient, timeoutMillis: 50 };

  function get(url: string, { headers = {}, ...more }: Partial<HttpGetRequest> & Pick<Partial<Way>, 'headers'> = {}) {
    const { origin } = new URL(url);
    const known = agents.get(origin) ?? new HttpAgents({ origin, headers });
    agents.set(origin, known);
    return httpGet(known, { url, limits: patient, signal: new AbortController().signal, ...more });
  }

  describe('an answer', () => {
    it('brings the body as it came, in a buffer of its own', async () => {
      const body = gzipSync('some text');
      const { origin } = await serveHttp((_, response) => response.setHeader('x-kind', 'test').end(body));
      const answer = await get(`${origin}/a?debug=1`);
      expect(answer).toMatchObject({ status: 200, url: `${origin}/a?debug=1` });
      expect(answer.headers['x-kind']).toBe('test');
      expect(Buffer.from(answer.bytes).equals(body)).toBe(true);
      expect(answer.bytes.buffer.byteLength).toBe(body.length);
      expect(answer.elapsedMillis).toBeGreaterThan(0);
    });

    it('keeps the connection for the next request', async () => {
      const server = await serveHttp((_, response) => response.end('x'));
      await get(server.origin);
      await get(server.origin);
      expect(server.opened()).toBe(1);
    });

    it('asks again when the server closed the kept connection meanwhile', async () => {
      let connections = 0;
      const server = await serveTcp((socket) => {
        connections += 1;
        socket.write('HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx');
        // The first connection is reset just when the second request arrives on it.
        if (connections === 1) socket.once('data', () => socket.resetAndDestroy());
      });
      await get(server.origin);
      const answer = await get(server.origin);
      expect(answer.status).toBe(200);
      expect(connections).toBe(2);
    });

    it('of another status brings the beginning of the body, however much there is of it', async () => {
      const server = await serveHttp((_, response) => {
        response.writeHead(500);
        const more = () => {
          while (!response.destroyed && response.write('x'.repeat(1000)));
        };
        response.on('drain', more);
        more();
      });
      const answer = await get(server.origin);
      expect(answer.status).toBe(500);
      expect(answer.bytes.length).toBeGreaterThan(0);
      expect(answer.bytes.length).toBeLessThan(100_000);
      await vi.waitFor(() => expect(server.open()).toBe(0));
    });
  });

  describe('a failure', () => {
    it('is refused where nothing listens', async () => {
      const url = `http://127.0.0.1:${await freePort()}/x`;
      expect(await problemOf(get(url))).toMatchObject({ kind: 'refused', subject: url });
    });

    it('is an unknown host where the name does not resolve', async () => {
      // A label of more than 63 characters cannot be asked for, so that no name server is needed.
      expect(await problemOf(get(`http://${'a'.repeat(64)}.invalid/`))).toMatchObject({ kind: 'unknown-host' });
    });

    it('is a timeout when nothing comes', async () => {
      const server = await serveHttp(() => undefined);
      expect(await problemOf(get(server.origin, { limits: hasty }))).toMatchObject({ kind: 'timeout', limit: 50 });
      await vi.waitFor(() => expect(server.open()).toBe(0));
    });

    it('is a timeout when the body stops in the middle', async () => {
      const server = await serveHttp((_, response) => response.writeHead(200).write('begun'));
      expect(await problemOf(get(server.origin, { limits: hasty }))).toMatchObject({ kind: 'timeout' });
      await vi.waitFor(() => expect(server.open()).toBe(0));
    });

    it('is a timeout when the body drips for ever', async () => {
      const server = await serveHttp((_, response) => {
        const drip = setInterval(() => response.write('x'), 5);
        response.on('close', () => clearInterval(drip));
      });
      expect(await problemOf(get(server.origin, { limits: hasty }))).toMatchObject({ kind: 'timeout' });
    });

    it.each([
      ['less than its content-length', 'Content-Length: 100\r\n\r\nbegun', /after 5 of 100 bytes/],
      ['a chunk that ends early', 'Transfer-Encoding: chunked\r\n\r\n64\r\nbegun', /after 5 bytes/],
      ['no last chunk', 'Transfer-Encoding: chunked\r\n\r\n5\r\nbegun\r\n', /after 5 bytes/],
    ])('is cut off with %s', async (_, answer, detail) => {
      const server = await serveTcp((socket) => socket.end(`HTTP/1.1 200 OK\r\n${answer}`));
      expect(await problemOf(get(server.origin))).toMatchObject({
        kind: 'cut-off',
        detail: expect.stringMatching(detail) as string,
      });
    });

    it('is cut off by a reset in the middle of the body', async () => {
      const server = await serveTcp((socket) => {
        socket.write('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nbegun', () =>
          setTimeout(() => socket.resetAndDestroy(), 5),
        );
      });
      expect(await problemOf(get(server.origin))).toMatchObject({ kind: 'cut-off' });
    });

    it('reads no further than a content-length that is too small', async () => {
      const server = await serveTcp((socket) =>
        socket.end('HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nlonger than three'),
      );
      const answer = await get(server.origin);
      expect(Buffer.from(answer.bytes).toString()).toBe('lon');
    });

    it.each([
      ['a reset', (socket: { resetAndDestroy(): unknown }) => socket.resetAndDestroy()],
      ['a closed connection', (socket: { end(): unknown }) => socket.end()],
    ])('is of the network with %s before any answer', async (_, act) => {
      const server = await serveTcp((socket) => void act(socket));
      expect(await problemOf(get(server.origin))).toMatchObject({ kind: 'network' });
    });

    it('names another protocol when what listens does not speak HTTP', async () => {
      const server = await serveTcp((socket) => socket.end('-ERR unknown command\r\n'));
      expect(await problemOf(get(server.origin))).toMatchObject({ kind: 'other-protocol' });
    });

    it('is of TLS when https is asked of a server that has none', async () => {
      const server = await serveTcp((socket) => socket.end('HTTP/1.0 400 Bad Request\r\n\r\n'));
      expect(await problemOf(get(`https://127.0.0.1:${server.port}/`))).toMatchObject({ kind: 'tls' });
    });

    it('is too large as soon as the cap is passed, though the body never ends', async () => {
      const server = await serveHttp((_, response) => {
        const more = () => {
          while (!response.destroyed && response.write(Buffer.alloc(10_000)));
        };
        response.on('drain', more);
        more();
      });
      const limits = { ...patient, maxBodyBytes: 100_000 };
      expect(await problemOf(get(server.origin, { limits }))).toMatchObject({ kind: 'too-large', limit: 100_000 });
      await vi.waitFor(() => expect(server.open()).toBe(0));
    });

    it('is too large before the first byte when the server announces it', async () => {
      const server = await serveTcp((socket) => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 1000001\r\n\r\n'));
      expect(await problemOf(get(server.origin))).toMatchObject({ kind: 'too-large', limit: 1_000_000 });
    });

    it('is too large when the header does not end', async () => {
      const server = await serveTcp((socket) =>
        socket.write(`HTTP/1.1 200 OK\r\nX-Long: ${'x'.repeat(20_000)}\r\n\r\n`),
      );
      expect(await problemOf(get(server.origin))).toMatchObject({ kind: 'too-large', limit: 16_384 });
    });

    it('takes a body of exactly the cap', async () => {
      const server = await serveHttp((_, response) => response.end('12345'));
      const answer = await get(server.origin, { limits: { ...patient, maxBodyBytes: 5 } });
      expect(answer.bytes.length).toBe(5);
    });

    it('names a header that HTTP does not allow, but not its value', async () => {
      const server = await serveHttp((_, response) => response.end());
      const problem = await problemOf(get(server.origin, { headers: { authorization: 'Bearer sec\nret' } }));
      expect(problem.kind).toBe('network');
      expect(problem.detail).toContain('authorization');
      expect(JSON.stringify(problem)).not.toContain('sec');
    });
  });

  describe('cancelling', () => {
    it('ends the request at once and closes its connection', async () => {
      const abort = new AbortController();
      const server = await serveHttp((_, response) => {
        response.write('begun');
        abort.abort();
      });
      expect(await problemOf(get(server.origin, { signal: abort.signal }))).toMatchObject({ kind: 'cancelled' });
      await vi.waitFor(() => expect(server.open()).toBe(0));
    });

    it('before the start asks nothing', async () => {
      const server = await serveHttp((_, response) => response.end());
      expect(await problemOf(get(server.origin, { signal: AbortSignal.abort() }))).toMatchObject({ kind: 'cancelled' });
      expect(server.opened()).toBe(0);
    });
  });

  describe('redirects', () => {
    const secret = { authorization: 'Bearer secret', cookie: 'a=b', 'x-token': 'secret' };

    it('carry the headers within the origin', async () => {
      const server = await serveHttp((request, response) => {
        if (request.url === '/from') response.writeHead(302, { location: '/to' }).end();
        else response.end('there');
      });
      const answer = await get(`${server.origin}/from`, { headers: secret });
      expect(answer.url).toBe(`${server.origin}/to`);
      expect(server.asked[1]?.headers).toMatchObject(secret);
    });

    it('to another origin are refused, with its address and without asking it', async () => {
      const other = await serveHttp((_, response) => response.end('there'));
      const home = await serveHttp((_, response) => {
        response.writeHead(307, { location: `${other.origin}/login?state=secret#top` }).end();
      });
      expect(await problemOf(get(`${home.origin}/from`, { headers: secret }))).toEqual({
        kind: 'redirected',
        subject: `${home.origin}/from`,
        detail: `HTTP 307 to ${other.origin}/login`,
        status: 307,
        location: `${other.origin}/login`,
      });
      expect(other.asked).toEqual([]);
    });

    it('to another scheme are to another origin', async () => {
      const home = await serveHttp((request, response) => {
        response.writeHead(308, { location: `https://${request.headers.host ?? ''}/` }).end();
      });
      const location = `${home.origin.replace('http:', 'https:')}/`;
      expect(await problemOf(get(home.origin))).toMatchObject({ kind: 'redirected', location });
    });

    it('do not show a secret that the service puts into the new address', async () => {
      const home = await serveHttp((request, response) => {
        response.writeHead(302, { location: `http://h/${request.headers['x-token']?.toString() ?? ''}` }).end();
      });
      const problem = await problemOf(get(home.origin, { headers: { 'x-token': 's3cret-token' } }));
      expect(problem.location).toBe('http://h/…');
      expect(JSON.stringify(problem)).not.toContain('s3cret');
    });

    it('do not make use of credentials in their location, nor show them', async () => {
      const server = await serveHttp((request, response) => {
        const location = `http://ann:secret@${request.headers.host ?? ''}/to`;
        if (request.url === '/from') response.writeHead(302, { location }).end();
        else response.writeHead(401).end();
      });
      const answer = await get(`${server.origin}/from`);
      expect(answer.url).toBe(`${server.origin}/to`);
      expect(server.asked[1]?.headers.authorization).toBeUndefined();
    });

    it('end after three', async () => {
      const server = await serveHttp((_, response) => response.writeHead(302, { location: '/again' }).end());
      expect(await problemOf(get(server.origin))).toMatchObject({ kind: 'http-status' });
      expect(server.asked.length).toBe(4);
    });

    it.each([['file:///etc/passwd'], ['http://h:99999/'], [undefined]])('to %s are not followed', async (location) => {
      const server = await serveHttp((_, response) => {
        response.writeHead(302, location === undefined ? {} : { location }).end();
      });
      expect((await get(server.origin)).status).toBe(302);
    });
  });
});
