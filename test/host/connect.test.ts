// "LeakLens: Connect to Service…" as a person and as another extension use it.
import { match, ok, strictEqual } from 'node:assert';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import * as vscode from 'vscode';
import type { Outcome, TargetState } from '../../src/shared/wires/lspMessages';
import { closedPort } from './support/services/closedPort';
import { evaluateUntil, press, screenshot, type } from './support/screen/driver';
import { connect, connected, disconnectAll, startRecordedGateway, type RecordedGateway } from './support/leaklens';
import { notified, pressNotified } from './support/screen/notifications';
import { box } from './support/screen/quickInput';

/** A server that takes a request and never answers. */
async function silentServer(): Promise<Server> {
  const server = createServer(() => undefined).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

const statusBar = (text: string) =>
  `document.querySelector('.statusbar').textContent.includes(${JSON.stringify(text)})`;
const treeRow = (text: string) =>
  `[...document.querySelectorAll('.pane-body .monaco-list-row')].some((row) => row.textContent.includes(${JSON.stringify(text)}))`;

describe('connecting', () => {
  let gateway: RecordedGateway;

  before(async () => {
    gateway = await startRecordedGateway();
    gateway.at(30);
  });

  afterEach(async () => {
    await disconnectAll();
    await vscode.commands.executeCommand('notifications.clearAll');
  });

  after(() => gateway.dispose());

  it('answers with the state of the target', async () => {
    const state = await connected({ url: gateway.url, name: 'my gateway' });
    strictEqual(state.target.name, 'my gateway');
    match(state.target.url, /\/debug\/pprof\/$/);
  });

  it('shows the target in the status bar and in the tree', async () => {
    await connected({ url: gateway.url, name: 'my gateway' });
    await evaluateUntil(statusBar('my gateway'));
    await vscode.commands.executeCommand('leaklens.targets.focus');
    await evaluateUntil(treeRow('my gateway'));
    await evaluateUntil(treeRow('goroutines'));
    await screenshot('targets');
  });

  it('takes the target away again when it is disconnected', async () => {
    const { target } = await connected({ url: gateway.url, name: 'my gateway' });
    await evaluateUntil(statusBar('my gateway'));
    strictEqual(await vscode.commands.executeCommand('leaklens.disconnect', target.id), true);
    await evaluateUntil(`!${statusBar('my gateway')}`);
    await evaluateUntil(`!${treeRow('my gateway')}`);
  });

  it('says what is wrong and what to do when nothing listens', async () => {
    const port = await closedPort();
    const outcome = await connect(`http://127.0.0.1:${port}`);
    ok(!outcome.ok);
    strictEqual(outcome.problem.kind, 'refused');
    await notified(outcome.problem.nextStep);
    await notified('Edit Address');
    await screenshot('connect-refused');
  });

  it('opens with the usual address, takes another one and connects to it', async () => {
    const connecting = vscode.commands.executeCommand<Outcome<TargetState>>('leaklens.connect');
    await evaluateUntil(`${box}?.value === 'http://localhost:6060'`);
    await screenshot('connect-pick');
    // What stands in the box is selected: typing replaces it.
    await evaluateUntil(`document.activeElement === ${box}`);
    await type(gateway.url);
    await evaluateUntil(`${box}?.value === ${JSON.stringify(gateway.url)}`);
    await press('Enter');
    ok((await connecting).ok);
    await notified('Connected to');
  });

  it('offers earlier addresses, each of which can be removed', async () => {
    const row = `[...document.querySelectorAll('.quick-input-list .monaco-list-row')].find((row) =>
      row.textContent.includes(${JSON.stringify(gateway.url)}))`;
    await connected(gateway.url);
    const connecting = vscode.commands.executeCommand<Outcome<TargetState>>('leaklens.connect');
    // The list may be drawn anew between two looks: finding and clicking are one.
    await evaluateUntil(
      `((button) => button && (button.click(), true))((${row})?.querySelector('.quick-input-list-entry-action-bar .action-label'))`,
    );
    await evaluateUntil(`!(${row}) && document.activeElement === ${box}`);
    await press('Escape');
    const outcome = await connecting;
    ok(!outcome.ok);
    strictEqual(outcome.problem.kind, 'cancelled');
  });

  it('can be cancelled while a server is silent', async () => {
    const silent = await silentServer();
    try {
      const connecting = connect(`http://127.0.0.1:${(silent.address() as AddressInfo).port}`);
      await notified('Connecting to');
      await pressNotified('Cancel');
      const outcome = await connecting;
      ok(!outcome.ok);
      strictEqual(outcome.problem.kind, 'cancelled');
    } finally {
      silent.closeAllConnections();
      silent.close();
    }
  });
});
