// The window was reloaded, and the service that windowCloses.test.ts connected to comes up only now.
import { ok, strictEqual } from 'node:assert';
import * as vscode from 'vscode';
import { requests } from '../../src/shared/wires/lspMessages';
import { evaluateUntil } from './support/screen/driver';
import { activateLeakLens, eventually, startRecordedGateway, type RecordedGateway } from './support/leaklens';
import { readNote } from './support/reloadNote';

describe('a window that opens again', () => {
  let gateway: RecordedGateway;

  after(() => gateway.dispose());

  it('connects to its targets by itself as soon as they answer', async () => {
    const { engine } = await activateLeakLens();
    gateway = await startRecordedGateway(Number(await readNote()));
    // Ends the pause before the next attempt.
    await vscode.commands.executeCommand('leaklens.refresh');
    const state = await eventually('the target', async () =>
      (await engine.request(requests.targets, null)).find(
        ({ phase, target }) => phase === 'connected' && target.name === 'remembered',
      ),
    );
    strictEqual(state.target.name, 'remembered');
    await evaluateUntil(`document.querySelector('.statusbar').textContent.includes('remembered')`);
  });

  it('still has the series from before', async () => {
    const { engine } = await activateLeakLens();
    const states = await engine.request(requests.targets, null);
    const state = states.find(({ target }) => target.name === 'remembered');
    const query = { targetId: state?.target.id ?? '', sinceMillis: null, maxPoints: 1_000 };
    const series = await engine.request(requests.series, query);
    ok(series.ok);
    const extensionHostStarted = Date.now() - process.uptime() * 1_000;
    ok((series.value.atMillis[0] ?? Infinity) < extensionHostStarted);
  });
});
