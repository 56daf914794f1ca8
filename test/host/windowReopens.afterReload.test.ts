// The window was reloaded, and the service that windowCloses.test.ts connected to comes up only now.
import { strictEqual } from 'node:assert';
import * as vscode from 'vscode';
import { requests } from '../../src/shared/lspMessages';
import { evaluateUntil } from './support/driver';
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
      (await engine.request(requests.targets, null)).find(({ phase }) => phase === 'connected'),
    );
    strictEqual(state.target.name, 'remembered');
    await evaluateUntil(`document.querySelector('.statusbar').textContent.includes('remembered')`);
  });
});
