// A recorded service that remembers what it was asked, from before the window opens until after it has closed.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import type { Ending } from '../process/endings.ts';
import { repositoryRoot } from '../paths.ts';
import { startReplay } from '../recording/replayServer.ts';

/** Where a test reads, as JSON, the paths that were asked; reading them is not counted. */
export const askedPath = '/asked';

/** By then the recorded gateway leaks on all its lines. */
const recordedSeconds = 60;

export interface CountedService extends Ending {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
}

export async function startCountedService(): Promise<CountedService> {
  const directory = resolve(repositoryRoot, 'test/fixtures/gateway-replay');
  const inside = await startReplay({ directory, elapsedSeconds: () => recordedSeconds });
  const asked: string[] = [];
  const door = createServer((request, response) => {
    const path = request.url ?? '';
    if (path === askedPath) {
      response.end(JSON.stringify(asked));
      return;
    }
    asked.push(path);
    fetch(inside.url + path)
      .then(async (answer) => {
        response.writeHead(answer.status, Object.fromEntries(answer.headers));
        response.end(new Uint8Array(await answer.arrayBuffer()));
      })
      .catch(() => response.destroy());
  }).listen(0, '127.0.0.1');
  await once(door, 'listening');
  return {
    url: `http://127.0.0.1:${(door.address() as AddressInfo).port}`,
    async dispose() {
      door.closeAllConnections();
      door.close();
      await inside.dispose();
    },
  };
}
