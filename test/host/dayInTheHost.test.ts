// A day in the extension host: all that an engine says in 8,640 polls goes through the real language client to everything that
// shows it: hints, problems, findings, targets, status bar, panel. What the host holds has to stop growing.
import { ok } from 'node:assert';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import * as vscode from 'vscode';
import { pollsADay, pollsAnHour } from '../support/soak/serviceDay';
import { passPolls } from './support/day/dayMessages';
import { evaluateInWebview, evaluateUntil, print } from './support/screen/driver';
import { withStandIn } from './support/services/engineStandIn';
import { activateLeakLens, connected, disconnectAll, eventually, gatewayFile, serviceFile } from './support/leaklens';

/** Somebody looks at LeakLens for one of so many hours, and works on something else for the others. Measured after each round. */
const hoursARound = 4;
const rounds = pollsADay / pollsAnHour / hoursARound;
/**
 * What the host may hold at the end of the day above the least after an earlier round. The first rounds also hold, or lose, some
 * megabytes of the editor's own start, so no single one of them is the measure; the others differ by half a megabyte. A point of
 * one service that stays after each poll comes to more.
 */
const slackMegabytes = 2;
const collections = 3;

async function heapMegabytes(): Promise<number> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  // Collections finalize what the next ones take away.
  for (let times = 0; times < collections; times += 1) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    collect();
  }
  return process.memoryUsage().heapUsed / 1024 / 1024;
}

async function pass(hour: number): Promise<void> {
  const { engine } = await activateLeakLens();
  await engine.request(passPolls, { from: hour * pollsAnHour, count: pollsAnHour });
  // The window answers in order: what it was told before, it has shown by then.
  await vscode.commands.executeCommand('setContext', 'leaklens-test.hour', hour);
}

/** Everything that was told is there to be seen; on the hour the service leaks. */
async function seeEverything(): Promise<void> {
  const { decorations, findings } = await activateLeakLens();
  await eventually('hints', () => decorations.hintsFor(gatewayFile()).length === 3);
  await eventually('findings', () => findings.leakCount > 0);
  await eventually('problems', () =>
    vscode.languages.getDiagnostics(gatewayFile()).some(({ source }) => source === 'LeakLens'),
  );
  await evaluateUntil(`/gateway.*leak/.test(document.querySelector('.statusbar').textContent)`);
  const points = `Number(document.querySelector('[role=slider]').getAttribute('aria-valuemax'))`;
  await eventually('points', async () => Number(await evaluateInWebview('[role=slider]', points)) > 10);
}

async function passRound(first: number): Promise<void> {
  await vscode.window.showTextDocument(gatewayFile());
  await vscode.commands.executeCommand('leaklens.findings.focus');
  await vscode.commands.executeCommand('leaklens.focusTrends');
  await evaluateInWebview('[role=slider]', 'true');
  await pass(first);
  await seeEverything();
  await vscode.window.showTextDocument(serviceFile('gateway', 'main.go'));
  await vscode.commands.executeCommand('workbench.action.closeSidebar');
  for (let hour = first + 1; hour < first + hoursARound; hour += 1) await pass(hour);
}

/** @returns what the host held after each round */
async function passDay(): Promise<number[]> {
  const held: number[] = [];
  await vscode.window.showTextDocument(gatewayFile());
  await connected({ url: 'http://localhost:7060', name: 'gateway' });
  await connected({ url: 'http://localhost:7061', name: 'billing' });
  for (let round = 0; round < rounds; round += 1) {
    await passRound(round * hoursARound);
    held.push(await heapMegabytes());
  }
  return held;
}

describe('a day in the extension host', function () {
  this.timeout(600_000);

  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.commands.executeCommand('leaklens.focusTrends');
  });

  it('leaves no more behind than a part of it', async () => {
    const { engine } = await activateLeakLens();
    const held = await withStandIn(engine, 'dayEngine.js', () => passDay().finally(disconnectAll));
    const words = `${held.map((megabytes) => megabytes.toFixed(1)).join(', ')} MB, every ${hoursARound} h`;
    await print(`      a day in the extension host: ${words}\n`);
    const atEnd = held.pop() ?? Infinity;
    ok(atEnd - Math.min(...held) < slackMegabytes, words);
  });
});
