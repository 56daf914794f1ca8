// The HTTP server in the process that holds VS Code's window. Loopback only, and only for who knows its address whole.
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { WindowDriver } from './windowDriver.ts';

const maximumRequestBytes = 1_000_000;

export interface DriverServer {
  /** What tests find in the environment as LEAKLENS_TEST_DRIVER. */
  readonly url: string;
  dispose(): Promise<void>;
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.byteLength;
    if (bytes > maximumRequestBytes) throw new Error(`a request is limited to ${maximumRequestBytes} bytes`);
    chunks.push(chunk);
  }
  return JSON.parse(Buffer.concat(chunks).toString('utf8'));
}

function answer(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

async function handle(driver: WindowDriver, prefix: string, request: IncomingMessage): Promise<[number, unknown]> {
  const path = request.url ?? '';
  const name = path.slice(prefix.length);
  if (request.method !== 'POST' || !path.startsWith(prefix) || !Object.hasOwn(driver, name)) {
    return [404, { error: 'no such call' }];
  }
  try {
    const call = driver[name as keyof WindowDriver] as (request: unknown) => Promise<unknown>;
    return [200, await call(await readJson(request))];
  } catch (error) {
    return [500, { error: error instanceof Error ? error.message : String(error) }];
  }
}

export async function startDriverServer(driver: WindowDriver): Promise<DriverServer> {
  const prefix = `/${randomUUID()}/`;
  const server = createServer((request, response) => {
    void handle(driver, prefix, request).then(([status, body]) => answer(response, status, body));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}${prefix.slice(0, -1)}`,
    dispose: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
