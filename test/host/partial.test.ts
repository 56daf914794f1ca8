// A service that offers its heap and forbids everything else, as the tree, its tooltip and the trends show it.
import { deepStrictEqual, match, ok, strictEqual } from 'node:assert';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as vscode from 'vscode';
import type { StoredSnapshot } from '../../src/shared/model/snapshot';
import type { Outcome } from '../../src/shared/wires/lspMessages';
import { evaluateUntil, screenshot } from './support/screen/driver';
import { connected, disconnectAll, startRecordedGateway, type RecordedGateway } from './support/leaklens';
import { passOn } from './support/services/passOn';

const treeRow = (text: string) =>
  `[...document.querySelectorAll('.pane-body .monaco-list-row')].some((row) => row.textContent.includes(${JSON.stringify(text)}))`;

describe('a service that offers only its heap', () => {
  let inside: RecordedGateway;
  let door: Server;
  let url: string;

  before(async () => {
    inside = await startRecordedGateway();
    inside.at(30);
    door = createServer((request, response) => {
      if (request.url?.startsWith('/debug/pprof/heap') === true) passOn(inside.url, request.url, response);
      else response.writeHead(403, { 'content-type': 'text/plain' }).end('only the heap is for you\n');
    }).listen(0, '127.0.0.1');
    await once(door, 'listening');
    url = `http://127.0.0.1:${(door.address() as AddressInfo).port}`;
  });

  afterEach(() => disconnectAll());

  after(async () => {
    door.closeAllConnections();
    door.close();
    await inside.dispose();
  });

  it('is connected, and says what is missing, and why', async () => {
    const state = await connected({ url, name: 'half a gateway' });
    strictEqual(state.phase, 'connected');
    deepStrictEqual(
      state.missing.map(({ kind }) => kind),
      ['goroutines'],
    );
    match(state.missing[0]?.words ?? '', /HTTP 403 Forbidden: only the heap is for you/);
  });

  it('has its heap and the word that there are no goroutines in the tree', async () => {
    await connected({ url, name: 'half a gateway' });
    await vscode.commands.executeCommand('leaklens.targets.focus');
    await evaluateUntil(treeRow('half a gateway'));
    await evaluateUntil(treeRow('no goroutines'));
    await screenshot('targets-heap-only');
  });

  it('can be captured: what there was is whole', async () => {
    const { target } = await connected({ url, name: 'half a gateway' });
    const captured = await vscode.commands.executeCommand<Outcome<StoredSnapshot>>(
      'leaklens.captureSnapshot',
      target.id,
    );
    ok(captured.ok);
    const snapshot = captured.value;
    deepStrictEqual(snapshot.files.map(({ name }) => name).sort(), ['findings.json', 'heap.pb.gz', 'heap.txt']);
    deepStrictEqual(
      snapshot.missing?.map(({ kind }) => kind),
      ['goroutines'],
    );
    // It would stand in the tree of the tests that come after.
    await vscode.commands.executeCommand('leaklens.deleteSnapshot', snapshot.id, { confirmed: true });
  });
});
