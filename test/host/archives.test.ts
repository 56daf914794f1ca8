// “Continuous profiler…” of Connect, on a server that tells what a real Parca kept of three replicas, of which one leaks.
import { deepStrictEqual, match, ok, strictEqual } from 'node:assert';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as vscode from 'vscode';
import { requests, type Outcome, type TargetState } from '../../src/shared/wires/lspMessages';
import type { StoredSnapshot } from '../../src/shared/model/snapshot';
import { fakeParca } from '../support/archives/fakeParca';
import { fakePyroscope } from '../support/archives/fakePyroscope';
import { recordedFleet } from '../support/archives/keptFleet';
import { evaluateInWebview, evaluateUntil, press, screenshot } from './support/screen/driver';
import {
  activateLeakLens,
  connected,
  disconnectAll,
  eventually,
  gatewayFile,
  startRecordedGateway,
  withSetting,
} from './support/leaklens';
import { answerPrompt } from './support/screen/answerPrompt';
import { pressNotified } from './support/screen/notifications';
import { onScreen } from './support/screen/onScreen';
import { box, chooseRow, fillBox, quickRow } from './support/screen/quickInput';

/** The line of the send that nobody receives, counted from 0. */
const leakingLine = 37;

describe('a service that a continuous profiler keeps', function () {
  this.timeout(120_000);
  let server: Server;
  let address = '';
  let state: TargetState;

  before(async () => {
    server = createServer(fakeParca(recordedFleet(Date.now()))).listen(0, '127.0.0.1');
    await once(server, 'listening');
    address = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
    await activateLeakLens();
  });

  after(async () => {
    await disconnectAll();
    server.closeAllConnections();
    server.close();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.commands.executeCommand('notifications.clearAll');
  });

  it('is connected by server, service and labels, and the replica that leaks is the answer', async () => {
    const connecting = vscode.commands.executeCommand<Outcome<TargetState>>('leaklens.connect');
    await evaluateUntil(`${box}?.value === 'http://localhost:6060'`);
    await chooseRow('Continuous profiler');
    await chooseRow('Parca');
    await evaluateUntil(`${box}?.value === 'http://localhost:7070'`);
    await fillBox(address);
    await press('Enter');
    await chooseRow('gateway');
    await evaluateUntil(`${quickRow('pod = gateway-b')} && true`);
    await screenshot('archive-replicas');
    await chooseRow('All of them');
    const outcome = await connecting;
    ok(outcome.ok);
    state = outcome.value;
    strictEqual(state.target.name, 'gateway-b');
    strictEqual(state.condition.kind, 'leaking');
    match(
      state.missing.map(({ words }) => words).join('\n'),
      /states and ages here: a continuous profiler does not keep it/,
    );
  });

  it('has its leak on the line, in Problems and among the findings, and its healthy replicas named healthy', async () => {
    const at = new vscode.Position(leakingLine, 0);
    await vscode.window.showTextDocument(gatewayFile(), { selection: new vscode.Range(at, at) });
    const { decorations } = await activateLeakLens();
    await eventually('a hint on the line', () =>
      decorations.hintsFor(gatewayFile()).some(({ line, kinds }) => line === leakingLine && kinds.includes('blocked')),
    );
    await eventually('a problem on the line', () =>
      vscode.languages.getDiagnostics(gatewayFile()).some(({ range }) => range.start.line === leakingLine),
    );
    await vscode.commands.executeCommand('leaklens.targets.focus');
    await eventually('the replicas', async () => {
      const { targets } = await onScreen();
      return (
        /3 replicas/.test(targets) &&
        /gateway-a[^]*healthy/.test(targets) &&
        /gateway-c[^]*healthy/.test(targets) &&
        /1 leak/.test(targets)
      );
    });
  });

  it('has its history in the trends, is kept as a snapshot, and looked at as a profile', async () => {
    await vscode.commands.executeCommand('leaklens.focusTrends');
    const points = `Number(document.querySelector('[role=slider]')?.getAttribute('aria-valuemax') ?? 0)`;
    await eventually(
      'ten minutes of points',
      async () => Number(await evaluateInWebview('[role=slider]', points)) >= 50,
    );
    const exception = `document.querySelector('.exceptions')?.textContent ?? ''`;
    await eventually('the one that stands out', async () =>
      /gateway-b is the exception: growth of .*goroutines/.test(
        String(await evaluateInWebview('[role=slider]', exception)),
      ),
    );
    strictEqual(
      Number(await evaluateInWebview('[role=slider]', `document.querySelectorAll('.legend .row').length`)),
      3,
    );
    await screenshot('archive-fleet');
    const captured = await vscode.commands.executeCommand<Outcome<StoredSnapshot>>(
      'leaklens.captureSnapshot',
      state.target.id,
    );
    ok(captured.ok);
    strictEqual(captured.value.summary.goroutines, 3141);
    // Other tests count what is kept.
    const { engine } = await activateLeakLens();
    await engine.request(requests.deleteSnapshot, { id: captured.value.id });
  });

  it('ends as a whole', async () => {
    await vscode.commands.executeCommand('leaklens.disconnect', state.target.id);
    const { engine } = await activateLeakLens();
    deepStrictEqual(await engine.request(requests.targets, null), []);
  });
});

describe('a continuous profiler that asks who asks, and for whom', function () {
  this.timeout(120_000);

  it('is told when it asks, again where nothing is there of that tenant, and not asked about the next time', async () => {
    const authorization = `Basic ${Buffer.from('ann:pr0filer-pw').toString('base64')}`;
    const answer = fakePyroscope(recordedFleet(Date.now()), { authorization, tenant: 'shop' });
    const server = createServer(answer).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
    try {
      const connecting = vscode.commands.executeCommand<Outcome<TargetState>>('leaklens.connect');
      await evaluateUntil(`${box}?.value === 'http://localhost:6060'`);
      await chooseRow('Continuous profiler');
      await chooseRow('Pyroscope');
      await evaluateUntil(`${box}?.value === 'http://localhost:4040'`);
      await fillBox(address);
      await press('Enter');
      await chooseRow('User name and password');
      await answerPrompt('User name', 'ann', false);
      await answerPrompt('Password of ann', 'pr0filer-pw');
      await answerPrompt('Whose profiles are asked for', 'other', false);
      await pressNotified('Enter Tenant…');
      await answerPrompt('Whose profiles are asked for', 'shop', false);
      await chooseRow('gateway');
      await chooseRow('All of them');
      const outcome = await connecting;
      ok(outcome.ok);
      strictEqual(outcome.value.target.name, 'gateway-b');
      await disconnectAll();
      const again = await vscode.commands.executeCommand<Outcome<TargetState>>(
        'leaklens.connect',
        `pyroscope:${address}?service=gateway`,
      );
      ok(again.ok);
      const forgotten = await vscode.commands.executeCommand<readonly string[]>('leaklens.forgetCredentials', address);
      strictEqual(forgotten.length, 1);
    } finally {
      await disconnectAll();
      await vscode.commands.executeCommand('notifications.clearAll');
      server.closeAllConnections();
      server.close();
    }
  });
});

describe('replicas that a person calls one service', function () {
  this.timeout(120_000);

  it('have one finding, and stand below their service', async () => {
    const replicas = [await startRecordedGateway(), await startRecordedGateway(), await startRecordedGateway()];
    try {
      const [first] = replicas;
      for (const [at, { url }] of replicas.entries())
        await connected({ url, name: `shop-${'abc'[at] ?? ''}`, service: 'shop' });
      await vscode.commands.executeCommand('leaklens.targets.focus');
      await eventually('the service in the tree', async () => {
        const { targets } = await onScreen();
        return /shop[^]*3 replicas[^]*shop-a[^]*shop-b[^]*shop-c/.test(targets);
      });
      // One of them leaks from now on, the others stay as they were.
      await withSetting('leaklens.poll.intervalSeconds', 1, async () => {
        const begun = Date.now();
        await eventually(
          'one finding of one of three',
          async () => {
            // Twice as fast as it was recorded, up to where it was mended.
            first?.at(Math.min(95, 20 + (2 * (Date.now() - begun)) / 1000));
            return (await onScreen()).findings.includes('1 of 3 replicas');
          },
          60_000,
        );
      });
      strictEqual((await onScreen()).findings.match(/stuck/g)?.length, 1);
    } finally {
      await disconnectAll();
      for (const replica of replicas) await replica.dispose();
    }
  });
});
