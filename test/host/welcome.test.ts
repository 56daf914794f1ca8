// What the views say before anything is connected, in the real VS Code: words that are right, and links that lead somewhere.
import * as vscode from 'vscode';
import { requests } from '../../src/shared/wires/lspMessages';
import {
  activateLeakLens,
  connected,
  disconnectAll,
  startRecordedGateway,
  type RecordedGateway,
} from './support/leaklens';
import { evaluate, evaluateUntil, press, screenshot } from './support/screen/driver';
import { box } from './support/screen/quickInput';

/** The words in the place of an empty view, in the page. */
const welcome = (words: string) =>
  `[...document.querySelectorAll('.welcome-view-content')].find((view) => view.textContent.includes(${JSON.stringify(words)}))`;

/** Presses what is called so in the words of a view. */
async function follow(words: string, label: string): Promise<void> {
  await evaluateUntil(`!!${welcome(words)}`);
  const link = `[...(${welcome(words)}?.querySelectorAll('.monaco-button, a') ?? [])].find((one) => one.textContent === ${JSON.stringify(label)})`;
  await evaluateUntil(`!!${link}`);
  await evaluate(`${link}.click()`);
}

/** Those that other tests have left behind stand in a view, too. */
async function deleteSnapshots(): Promise<void> {
  const { engine } = await activateLeakLens();
  const kept = await engine.request(requests.snapshots, null);
  for (const { id } of kept.ok ? kept.value : []) await engine.request(requests.deleteSnapshot, { id });
}

const ofFindings = 'No service is connected.';
const ofTargets = 'Services and their snapshots stand here.';

describe('an empty view', function () {
  this.timeout(60_000);
  let service: RecordedGateway | undefined;

  before(async () => {
    await disconnectAll();
    await deleteSnapshots();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.commands.executeCommand('leaklens.findings.focus');
  });

  after(async () => {
    await disconnectAll();
    await service?.dispose();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  for (const [name, words] of [
    ['of findings', ofFindings],
    ['of services', ofTargets],
  ] as const) {
    it(`${name} asks which service to connect to`, async () => {
      await follow(words, 'Connect to Service…');
      await evaluateUntil(`!!${box}`);
      await screenshot(`welcome-${words === ofFindings ? 'findings' : 'services'}`);
      await press('Escape');
      await evaluateUntil(`!${box}`);
    });
  }

  it('of findings leads a person who is new to the walkthrough', async () => {
    await follow(ofFindings, 'Find your first leak');
    await evaluateUntil(
      `!!document.querySelector('.getting-started-step[data-step-id^="leaklens.leaklens#firstLeak#"]')`,
    );
  });

  it('of services opens a file', async () => {
    await follow(ofTargets, 'Open Profile…');
    await evaluateUntil(`!!document.querySelector('.quick-input-widget:not([style*="display: none"])')`);
    await press('Escape');
  });

  it('gives way to what is connected', async () => {
    service = await startRecordedGateway();
    await connected(service.url);
    await evaluateUntil(`!${welcome(ofFindings)} && !${welcome(ofTargets)}`);
  });
});
