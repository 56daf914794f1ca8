// What the extension does before anybody asks it for something. Runs first: file names decide the order.
import { deepStrictEqual, ok, strictEqual } from 'node:assert';
import * as vscode from 'vscode';
import { commands } from '../../src/host/base/contributionNames';
import { print } from './support/screen/driver';
import { activateLeakLens } from './support/leaklens';

describe('activation', () => {
  it('starts no engine, which nobody needs yet', async () => {
    const { engine } = await activateLeakLens();
    strictEqual(engine.isStarted, false);
  });

  it('tells how long it took', async () => {
    const { activationMilliseconds } = await activateLeakLens();
    ok(activationMilliseconds > 0);
    await print(`      activate took ${activationMilliseconds.toFixed(1)} ms\n`);
  });

  it('registers every command', async () => {
    const registered = new Set(await vscode.commands.getCommands(true));
    deepStrictEqual(
      Object.values(commands).filter((name) => !registered.has(name)),
      [],
    );
  });
});
