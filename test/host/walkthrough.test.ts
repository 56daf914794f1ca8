// The walkthrough in the real VS Code: every link of it does something, and every step is ticked by what it asks for.
import { ok } from 'node:assert';
import * as vscode from 'vscode';
import { hasGo, startService } from '../support/go/goService';
import type { RunningService } from '../support/serving/runningService';
import { click, evaluate, evaluateUntil, press, screenshot } from './support/screen/driver';
import { activateLeakLens, connected, disconnectAll, eventually, withSetting } from './support/leaklens';
import { box } from './support/screen/quickInput';
import { swiftly } from './support/swiftly';

const walkthrough = 'leaklens.leaklens#firstLeak';
const stepOf = (id: string) => `.getting-started-step[data-step-id="${walkthrough}#${id}"]`;

/** Shows a step, and presses the button in it that says so. */
async function follow(id: string, button: string): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.openWalkthrough', walkthrough, false);
  const element = `document.querySelector('${stepOf(id)}')`;
  await evaluateUntil(`!!${element}`);
  if (!(await evaluate(`${element}.classList.contains('expanded')`))) await click({ selector: `${stepOf(id)} h3` });
  await evaluateUntil(`${element}.classList.contains('expanded')`);
  const found = `[...${element}.querySelectorAll('.monaco-button')].find((one) => one.textContent === ${JSON.stringify(button)})`;
  await evaluateUntil(`!!${found}`);
  await evaluate(`${found}.click()`);
}

async function isTicked(id: string): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.openWalkthrough', walkthrough, false);
  await evaluateUntil(`!!document.querySelector('${stepOf(id)} .codicon-getting-started-step-checked')`);
}

describe('the walkthrough', function () {
  this.timeout(180_000);
  let service: RunningService | undefined;

  before(async function () {
    if (!hasGo()) this.skip();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    service = await startService('gateway', { args: ['-leak'] });
  });

  after(async () => {
    await disconnectAll();
    await service?.stop();
    await swiftly(false);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  afterEach(async () => {
    // What was opened beside and never saved would be asked about.
    for (const { document } of vscode.window.visibleTextEditors) {
      if (!document.isUntitled) continue;
      await vscode.window.showTextDocument(document);
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    }
  });

  const newFile = (words: string) =>
    eventually(`a file with ${words}`, () =>
      vscode.window.visibleTextEditors.find(
        ({ document }) => document.languageId === 'go' && document.getText().includes(words),
      ),
    );

  it('opens a file with pprof on localhost beside it', async () => {
    await follow('pprof', 'Insert pprof on localhost');
    const { document } = await newFile('http.ListenAndServe("localhost:6060", nil)');
    ok(document.getText().startsWith('package main\n'), document.getText());
    await isTicked('pprof');
    for (const theme of ['Default Light Modern', 'Default Dark Modern']) {
      await withSetting('workbench.colorTheme', theme, async () => {
        await new Promise((resolve) => setTimeout(resolve, 1_000));
        await screenshot(`walkthrough-${theme.includes('Dark') ? 'dark' : 'light'}`);
      });
    }
  });

  it('inserts it into the empty file that is in sight', async () => {
    const empty = await vscode.workspace.openTextDocument({ language: 'go' });
    await vscode.window.showTextDocument(empty, vscode.ViewColumn.Two);
    await vscode.commands.executeCommand('workbench.action.focusFirstEditorGroup');
    await follow('pprof', 'Insert pprof on localhost');
    await eventually('the snippet', () => empty.getText().includes('net/http/pprof'));
  });

  it('asks which service to connect to, and is content once one is', async () => {
    await follow('connect', 'Connect to Service…');
    await evaluateUntil(`!!${box}`);
    await press('Escape');
    await swiftly(true);
    await connected(service?.url ?? '');
    await isTicked('connect');
  });

  it('shows the findings', async () => {
    await follow('hint', 'Show Findings');
    await evaluateUntil(
      `[...document.querySelectorAll('.pane-header')].some((one) => one.textContent.includes('Findings'))`,
    );
    await isTicked('hint');
  });

  it('captures a snapshot', async () => {
    await follow('capture', 'Capture Snapshot');
    await isTicked('capture');
  });

  it('opens a sample that leaks, and goes to what was found', async () => {
    await follow('sample', 'Insert a sample that leaks');
    await newFile('func quote(ctx context.Context) int');
    const { findings } = await activateLeakLens();
    const isFound = () =>
      findings.targets.some((one) => one.findings.some(({ confidence }) => confidence === 'probable'));
    await eventually('a leak', isFound, 90_000);
    await follow('sample', 'Go to Next Finding');
    await eventually('the line', () => vscode.window.activeTextEditor?.document.fileName.endsWith('gateway.go'));
    await isTicked('sample');
  });
});
