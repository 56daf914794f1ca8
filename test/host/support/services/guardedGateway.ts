// The recorded gateway behind a door that asks who one is.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startRecordedGateway } from '../leaklens';
import { passOn } from './passOn';

export interface GuardedGateway {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  /** What `authorization` has to be. */
  expects: string;
  dispose(): Promise<void>;
}

/** @param port a free one when left out */
export async function startGuardedGateway(expects: string, challenge: string, port = 0): Promise<GuardedGateway> {
  const inside = await startRecordedGateway();
  inside.at(30);
  const door = createServer((request, response) => {
    if (request.headers.authorization !== gateway.expects) {
      response.writeHead(401, { 'www-authenticate': challenge }).end();
      return;
    }
    passOn(inside.url, request.url ?? '', response);
  }).listen(port, '127.0.0.1');
  await once(door, 'listening');
  const gateway: GuardedGateway = {
    url: `http://127.0.0.1:${(door.address() as AddressInfo).port}`,
    expects,
    async dispose() {
      door.closeAllConnections();
      door.close();
      await inside.dispose();
    },
  };
  return gateway;
}
