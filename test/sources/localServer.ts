import { createServer as createHttpServer } from 'node:http';
import type { IncomingMessage, RequestListener } from 'node:http';
import { createServer as createTcpServer } from 'node:net';
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
}

/** Answers through `listener`; records what was asked in `asked`. */
export async function serveHttp(
  listener: RequestListener,
): Promise<LocalServer & { readonly asked: IncomingMessage[] }> {
  const asked: IncomingMessage[] = [];
  const server = createHttpServer((request, response) => {
    asked.push(request);
    listener(request, response);
  });
  return { ...(await listen(server)), asked };
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

async function listen(server: Server): Promise<LocalServer> {
  const sockets = new Set<Socket>();
  let opened = 0;
  server.on('connection', (socket) => {
    opened += 1;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  const port = portOf(server);
  return { origin: `http://127.0.0.1:${port}`, port, opened: () => opened, open: () => sockets.size };
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
