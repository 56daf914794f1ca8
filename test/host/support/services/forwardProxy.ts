// A proxy on this machine, behind which every host is the recorded gateway: names that exist nowhere can be asked through it,
// and nothing leaves the machine.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startRecordedGateway } from '../leaklens';
import { passOn } from './passOn';

export interface ForwardedRequest {
  readonly url: string;
  /** What the proxy was told of who asks. */
  readonly authorization: string | undefined;
}

export interface ForwardProxy {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  /** What it was asked for a host (`name:port`), oldest first. */
  askedFor(host: string): readonly ForwardedRequest[];
  dispose(): Promise<void>;
}

export async function startForwardProxy(): Promise<ForwardProxy> {
  const inside = await startRecordedGateway();
  inside.at(30);
  const asked: ForwardedRequest[] = [];
  const proxy = createServer((request, response) => {
    // What a proxy is asked for is a whole address.
    const url = URL.parse(request.url ?? '');
    if (url === null) {
      response.writeHead(400).end();
      return;
    }
    asked.push({ url: url.href, authorization: request.headers['proxy-authorization'] });
    passOn(inside.url, url.pathname + url.search, response);
  }).listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  return {
    url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    askedFor: (host) => asked.filter(({ url }) => new URL(url).host === host),
    async dispose() {
      proxy.closeAllConnections();
      proxy.close();
      await inside.dispose();
    },
  };
}
