// How the failures are made to happen.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { createServer as createHttp2Server } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type Problem } from '../../../src/shared/model/errors';
import type { SourceOptions } from '../../../src/shared/ports/sources/profileSource';
import { networkProblem } from '../../../src/sources/net/networkProblem';
import { termCodec } from '../../../src/decode/etf/termCodec';
import { createErlangConnector } from '../../../src/sources/erlang/erlangConnector';
import { createPprofConnector } from '../../../src/sources/pprof/pprofConnector';
import { baselineFolders } from '../../../src/store/findings/baselineFolder';
import { ignoreFiles } from '../../../src/store/findings/ignoreFile';
import { serveHttp, serveProxy } from '../../sources/localServer';
import { problemOf } from '../../sources/problemOf';

const limits = { timeoutMillis: 20_000, maxBodyBytes: 1024 * 1024 };

export function connecting(url: string, options: Partial<SourceOptions> = {}): Promise<Problem> {
  const signal = new AbortController().signal;
  return problemOf(createPprofConnector().connect(url, { ...limits, ...options }, signal));
}

/** Asks a server that answers everything so. */
export async function answered(listener: RequestListener, options: Partial<SourceOptions> = {}): Promise<Problem> {
  const { origin } = await serveHttp(listener);
  return connecting(`${origin}/debug/pprof/`, options);
}

export function status(code: number, headers: Record<string, string> = {}, body = ''): Promise<Problem> {
  return answered((_request, response) => response.writeHead(code, headers).end(body));
}

/** As an error of Node's network with that code. */
export function coded(code: string, message: string, url = 'https://h/'): Promise<Problem> {
  return Promise.resolve(networkProblem(Object.assign(new Error(message), { code }), url));
}

/** What OpenSSL answers to whatever is no handshake: the alert “unexpected message”. */
export const tlsAlert = Buffer.from([0x15, 0x03, 0x01, 0x00, 0x02, 0x02, 0x0a]);

export async function servesHttp2(): Promise<string> {
  const server = createHttp2Server();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
}

export function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'leaklens-problems-'));
  onTestFinished(() => rmSync(path, { recursive: true }));
  return path;
}

export function ignoreFile(text: string): Promise<Problem> {
  const path = folder();
  writeFileSync(join(path, '.leaklens.json'), text);
  return problemOf(ignoreFiles.nearest(path));
}

export function baselineBelowFile(): Promise<Problem> {
  const file = join(folder(), 'file');
  writeFileSync(file, '');
  return problemOf(baselineFolders.check(file));
}

export async function proxied(credentials: string | undefined, proxyPort?: number): Promise<Problem> {
  const port = proxyPort ?? (await serveProxy(credentials)).port;
  return connecting('http://shop.example:6060', {
    proxy: { forHttp: `http://127.0.0.1:${String(port)}`, exceptions: [] },
  });
}

export function reaching(address: string, environment: Readonly<Record<string, string>>): Promise<Problem> {
  const connector = createErlangConnector({ codec: termCodec, environment, homeDirectory: folder() });
  return problemOf(connector.connect(address, limits, new AbortController().signal));
}

/** What a failure is called here, and what is said of it. */
export type Failure = readonly [
  name: string,
  fail: () => Promise<Problem>,
  /** `AT` stands for what it is about. */
  message: string | RegExp,
  /** What to do next in an editor. */
  editorStep: string,
  /** In the terminal, of the command `watch`; as in the editor when left out. */
  terminalStep?: string,
];
