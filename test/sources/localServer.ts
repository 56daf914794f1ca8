import { createServer as createHttpServer, request as ask } from 'node:http';
import type { IncomingMessage, RequestListener } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { ServerOptions } from 'node:https';
import { connect as connectTo, createServer as createTcpServer } from 'node:net';
import type { Server, Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { onTestFinished } from 'vitest';

/** A real server on 127.0.0.1 that lives until the test ends. */
export interface LocalServer {
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
  readonly port: number;
  /** Sockets that were opened so far, and those that are open now. */
  readonly opened: () => number;
  readonly open: () => number;
  /** Before the test ends. */
  readonly stop: () => Promise<void>;
}

/**
 * Answers through `listener`; records what was asked in `asked`. @param port a free one when it is 0
 * @param address another one of this machine's: all of 127.0.0.0/8 are, on Linux
 */
export async function serveHttp(
  listener: RequestListener,
  port = 0,
  address = '127.0.0.1',
): Promise<LocalServer & { readonly asked: IncomingMessage[] }> {
  const asked: IncomingMessage[] = [];
  const server = createHttpServer((request, response) => {
    asked.push(request);
    listener(request, response);
  });
  return { ...(await listen(server, port, address)), asked };
}

/** As `serveHttp`, with TLS. Its origin is https. */
export async function serveHttps(
  options: ServerOptions,
  listener: RequestListener,
  address = '127.0.0.1',
): Promise<LocalServer & { readonly asked: IncomingMessage[] }> {
  const asked: IncomingMessage[] = [];
  const server = createHttpsServer(options, (request, response) => {
    asked.push(request);
    listener(request, response);
  });
  // A handshake that fails is told by the client.
  server.on('tlsClientError', () => undefined);
  const listening = await listen(server, 0, address);
  return { ...listening, origin: listening.origin.replace('http:', 'https:'), asked };
}

/** As `serveHttp`, at a unix socket. */
export async function serveUnix(
  path: string,
  listener: RequestListener,
): Promise<{ readonly asked: IncomingMessage[] }> {
  const asked: IncomingMessage[] = [];
  const server = createHttpServer((request, response) => {
    asked.push(request);
    listener(request, response);
  });
  await new Promise<void>((resolve) => server.listen(path, resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return { asked };
}

/** A proxy on 127.0.0.1 that takes every host for this machine. */
export interface LocalProxy extends LocalServer {
  /** What it was asked for, `CONNECT host:port` or `GET url`, and the `proxy-authorization` that came with it. */
  readonly passed: { readonly what: string; readonly authorization: string | undefined; readonly headers: object }[];
}

/** @param credentials what `proxy-authorization` has to be; nothing is asked when absent */
export async function serveProxy(credentials?: string): Promise<LocalProxy> {
  const passed: LocalProxy['passed'] = [];
  const refuses = (request: IncomingMessage, what: string) => {
    const authorization = request.headers['proxy-authorization'];
    passed.push({ what, authorization, headers: request.headers });
    return credentials !== undefined && authorization !== credentials;
  };
  const server = createHttpServer((request, response) => {
    const url = new URL(request.url ?? '');
    if (refuses(request, `GET ${url.href}`)) {
      response.writeHead(407, { 'proxy-authenticate': 'Basic realm="proxy"' }).end();
      return;
    }
    const { host, port } = { host: '127.0.0.1', port: url.port };
    const headers = { ...request.headers };
    delete headers['proxy-authorization'];
    const onward = ask({ host, port, path: url.pathname + url.search, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.on('error', () => response.writeHead(502).end());
    onward.end();
  });
  server.on('connect', (request: IncomingMessage, socket: Socket) => {
    socket.on('error', () => undefined);
    if (refuses(request, `CONNECT ${request.url ?? ''}`)) {
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm="proxy"\r\n\r\n');
      return;
    }
    const onward = connectTo(Number(new URL(`http://${request.url ?? ''}`).port), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      onward.pipe(socket).pipe(onward);
    });
    onward.on('error', () => socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n'));
    onward.on('close', () => socket.destroy());
    socket.on('close', () => onward.destroy());
  });
  return { ...(await listen(server)), passed };
}

/** Gives each connection to `talk` as soon as something was received on it, so that no answer precedes its request. */
export async function serveTcp(talk: (socket: Socket) => void): Promise<LocalServer> {
  return listen(
    createTcpServer((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', () => talk(socket));
    }),
  );
}

/** A port on which nothing listens. */
export async function freePort(): Promise<number> {
  const server = createTcpServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const port = portOf(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function listen(server: Server, wantedPort = 0, address = '127.0.0.1'): Promise<LocalServer> {
  const sockets = new Set<Socket>();
  let opened = 0;
  server.on('connection', (socket) => {
    opened += 1;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(wantedPort, address, resolve));
  const stop = async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  };
  onTestFinished(stop);
  const port = portOf(server);
  return { origin: `http://${address}:${port}`, port, opened: () => opened, open: () => sockets.size, stop };
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return address.port;
}

/** A profile with one sample type, `count/count`, and nothing else. */
export const rawProfile = Buffer.from([
  0x0a, 0x04, 0x08, 0x01, 0x10, 0x01, 0x32, 0x00, 0x32, 0x05, 0x63, 0x6f, 0x75, 0x6e, 0x74,
]);
export const gzippedProfile = gzipSync(rawProfile);

/** The index page of net/http/pprof of Go 1.26, shortened. */
export const pprofIndex = `<html>
<head>
<title>/debug/pprof/</title>
</head>
<body>
/debug/pprof/
<p>Set debug=1 as a query parameter to export in legacy text format</p>
Types of profiles available:
</body>
</html>
`;

/** Like net/http/pprof at `prefix`, as far as it is asked for. */
export function pprofAt(prefix: string): RequestListener {
  const bodies: Readonly<Record<string, Buffer | string>> = {
    heap: gzippedProfile,
    goroutine: gzippedProfile,
    'heap?debug=1': 'heap profile: 1: 48 [2: 96] @ heap/1048576\n',
    'goroutine?debug=2': 'goroutine 1 [running]:\nmain.main()\n',
    cmdline: '/bin/service\0--serve',
  };
  return (request, response) => {
    const url = request.url ?? '';
    if (!url.startsWith(prefix)) {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('404 page not found\n');
      return;
    }
    const body = bodies[url.slice(prefix.length)];
    if (body === undefined) {
      response.writeHead(404, { 'content-type': 'text/plain', 'x-go-pprof': '1' }).end('Unknown profile\n');
      return;
    }
    response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(body);
  };
}
