// The engine may be killed; its targets and hints come back without a person doing anything.
import { notStrictEqual, strictEqual } from 'node:assert';
import * as vscode from 'vscode';
import { requests } from '../../src/shared/wires/lspMessages';
import {
  activateLeakLens,
  connected,
  disconnectAll,
  eventually,
  gatewayFile,
  startRecordedGateway,
  type RecordedGateway,
} from './support/leaklens';

describe('an engine that crashes', () => {
  let gateway: RecordedGateway;

  before(async () => {
    gateway = await startRecordedGateway();
    gateway.at(60);
  });

  after(async () => {
    await disconnectAll();
    await gateway.dispose();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('is started again, with its targets and their hints', async () => {
    const { engine, decorations } = await activateLeakLens();
    await vscode.window.showTextDocument(gatewayFile());
    const { target } = await connected({ url: gateway.url, name: 'survivor' });
    await eventually('hints', () => decorations.hintsFor(gatewayFile()).length > 0);

    const crashed = await engine.processId();
    if (crashed === undefined) throw new Error('the engine does not run');
    process.kill(crashed, 'SIGKILL');

    const state = await eventually('the target again', async () => {
      const next = await engine.processId();
      if (next === undefined || next === crashed) return undefined;
      return (await engine.request(requests.targets, null)).find((found) => found.target.id === target.id);
    });
    strictEqual(state.target.name, 'survivor');
    notStrictEqual(await engine.processId(), crashed);
    await eventually('hints again', () => decorations.hintsFor(gatewayFile()).length > 0);
  });
});
