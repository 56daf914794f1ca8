// Targets that connect by themselves: the setting `leaklens.targets`, for a service that is not up yet.
import { strictEqual } from 'node:assert';
import * as vscode from 'vscode';
import { requests } from '../../src/shared/wires/lspMessages';
import { closedPort } from './support/services/closedPort';
import { evaluate, evaluateUntil, screenshot } from './support/screen/driver';
import { activateLeakLens, disconnectAll, eventually, startRecordedGateway, withSetting } from './support/leaklens';

const row = (text: string) =>
  `[...document.querySelectorAll('.pane-body .monaco-list-row')].some((row) => row.textContent.includes(${JSON.stringify(text)}))`;

describe('a service in the settings', () => {
  before(async () => {
    await activateLeakLens();
    await vscode.commands.executeCommand('leaklens.targets.focus');
    // What earlier tests were told is not a word about this service.
    await vscode.commands.executeCommand('notifications.clearAll');
  });

  after(disconnectAll);

  it('is waited for without a word, and connected once it is up', async () => {
    const port = await closedPort();
    const configured = [{ name: 'late service', url: `http://127.0.0.1:${port}` }];
    await withSetting('leaklens.targets', configured, async () => {
      await evaluateUntil(row('waiting for the service'));
      await screenshot('waiting');
      strictEqual(await evaluate(`document.querySelectorAll('.notification-list-item').length`), 0);

      const service = await startRecordedGateway(port);
      try {
        // Refreshing ends the pause before the next attempt.
        await vscode.commands.executeCommand('leaklens.refresh');
        const { engine } = await activateLeakLens();
        await eventually('the target', async () =>
          (await engine.request(requests.targets, null)).some(({ target }) => target.name === 'late service'),
        );
        await evaluateUntil(`!${row('waiting for the service')}`);
      } finally {
        await service.dispose();
      }
    });
  });

  it('is no longer waited for when the settings no longer name it', async () => {
    await withSetting('leaklens.targets', [{ url: `http://127.0.0.1:${await closedPort()}` }], async () => {
      await evaluateUntil(row('waiting for the service'));
    });
    await evaluateUntil(`!${row('waiting for the service')}`);
  });
});
