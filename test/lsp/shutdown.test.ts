// An editor that shuts the server down kills it a moment later: what is being kept has to be on disk by then.
import { EventEmitter, once } from 'node:events';
import { PassThrough } from 'node:stream';
import { expect, it, onTestFinished } from 'vitest';
import {
  createConnection,
  createMessageConnection,
  ProposedFeatures,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { Engine } from '../../src/engine/engine';
import { serve } from '../../src/lsp/serve';
import type { PastStore } from '../../src/shared/ports/stores';
import { requests } from '../../src/shared/wires/lspMessages';
import { RecordedService } from '../engine/recordedService';
import { openRooms } from '../engine/rooms';

/** Makes a disk of it that takes its time: nothing is written before the gate opens. */
function slowDown(past: PastStore): { readonly begun: Promise<unknown>; open(): void } {
  const events = new EventEmitter();
  const [begun, opened] = [once(events, 'begun'), once(events, 'opened')];
  const keep = past.keep.bind(past);
  past.keep = async (...moment) => {
    events.emit('begun');
    await opened;
    await keep(...moment);
  };
  return { begun, open: () => void events.emit('opened') };
}

it('shutdown is answered when all is kept that was begun', { timeout: 30_000 }, async () => {
  const rooms = await openRooms({ folder: '/nowhere' });
  const disk = slowDown(rooms.past);
  const [toServer, toClient] = [new PassThrough(), new PassThrough()];
  serve(createConnection(ProposedFeatures.all, new StreamMessageReader(toServer), new StreamMessageWriter(toClient)), {
    ...rooms,
    openEngine: ({ events, log, documents, ...start }) => new Engine({ ...rooms, documents, log }, events, start),
    completed: (params) => params,
    openAgents: () => Promise.reject(new Error('nobody asks for agents')),
  });
  const client = createMessageConnection(new StreamMessageReader(toClient), new StreamMessageWriter(toServer));
  client.listen();
  onTestFinished(() => client.dispose());
  await client.sendRequest('initialize', {
    processId: null,
    rootUri: null,
    capabilities: {},
    initializationOptions: { ownMessages: true },
  });
  await client.sendNotification('initialized', {});
  const service = await new RecordedService().start();
  await client.sendRequest(requests.connect.method, { url: service.url, name: 'gateway' });
  await disk.begun;
  let isAnswered = false;
  const answered = client.sendRequest('shutdown').then(() => (isAnswered = true));
  // Its connections are closed at once, which is seen from outside.
  await expect.poll(() => service.connections).toBe(0);
  expect(isAnswered).toBe(false);
  disk.open();
  await answered;
  const [kept] = await rooms.past.targets();
  expect(kept?.name).toBe('gateway');
});
