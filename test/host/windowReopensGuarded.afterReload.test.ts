// The window was reloaded, and the service that asks for a password comes up only now.
import { deepStrictEqual, strictEqual } from 'node:assert';
import * as vscode from 'vscode';
import { requests } from '../../src/shared/wires/lspMessages';
import { startGuardedGateway, type GuardedGateway } from './support/services/guardedGateway';
import { activateLeakLens, eventually } from './support/leaklens';
import { readNote } from './support/reloadNote';

describe('a window that opens again, with a target that asks for a password', () => {
  let gateway: GuardedGateway;

  after(() => gateway.dispose());

  it('connects by itself with the password that was kept', async () => {
    const { engine } = await activateLeakLens();
    const expects = `Basic ${Buffer.from('ann:kept-w0rd').toString('base64')}`;
    gateway = await startGuardedGateway(expects, 'Basic', Number(await readNote('guarded-port')));
    const state = await eventually('the target', async () => {
      // Ends the pause before the next attempt.
      await vscode.commands.executeCommand('leaklens.refresh');
      const states = await engine.request(requests.targets, null);
      return states.find(({ phase, target }) => phase === 'connected' && target.name === 'guarded');
    });
    strictEqual(state.target.url, `${gateway.url}/debug/pprof/`);
    deepStrictEqual(await vscode.commands.executeCommand('leaklens.forgetCredentials', gateway.url), [gateway.url]);
  });
});
