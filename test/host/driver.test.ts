// The launcher's own promise: what a test sees and does through the driver is the real window.
import { deepStrictEqual, match, ok, strictEqual } from 'node:assert';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import * as vscode from 'vscode';
import {
  click,
  evaluate,
  evaluateInWebview,
  evaluateUntil,
  hover,
  press,
  screenshot,
  type,
} from './support/screen/driver';
import { until } from './support/until';

function coloursOf(png: Buffer): Set<number> {
  const { data } = PNG.sync.read(png);
  const colours = new Set<number>();
  for (let at = 0; at < data.length; at += 4) colours.add(data.readUInt32BE(at));
  return colours;
}

describe('the driver of the window', () => {
  let folder: string;
  let document: vscode.TextDocument;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'leaklens-driver-'));
    await writeFile(join(folder, 'visible.txt'), 'a line that stands in the editor\n');
    document = await vscode.workspace.openTextDocument(join(folder, 'visible.txt'));
  });

  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await rm(folder, { recursive: true });
  });

  beforeEach(async () => {
    await vscode.window.showTextDocument(document);
    await evaluateUntil(`document.querySelector('.view-line')?.textContent.includes('stands')`);
  });

  it('reads the page: its title names the open file', async () => {
    await evaluateUntil(`document.title.includes('visible.txt')`);
    match(String(await evaluate('document.title')), /visible\.txt/);
  });

  it('says what went wrong in the page', async () => {
    const failure = await evaluate('nothingOfThisName').catch((error: unknown) => String(error));
    match(String(failure), /nothingOfThisName is not defined/);
  });

  it('takes pictures of the window, and of a part of it', async () => {
    const whole = await screenshot('driver-window');
    const { width, height } = PNG.sync.read(whole);
    strictEqual(width >= 800 && height >= 600, true, `${width} × ${height}`);
    ok(coloursOf(whole).size > 10);

    const part = PNG.sync.read(await screenshot('driver-part', { x: 0, y: 0, width: 40, height: 30 }));
    deepStrictEqual([part.width, part.height], [40, 30]);
  });

  it('types where the mouse has clicked', async () => {
    await click({ selector: '.view-line' });
    await press('Control+Home');
    await type('typed: ');
    await until('the text is typed', () => document.lineAt(0).text.startsWith('typed: a line'));
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });

  it('rests the mouse, which opens what a person would see', async () => {
    await hover({ selector: '.tab.active .label-name' });
    const shown = `[...document.querySelectorAll('.workbench-hover, .monaco-hover')].some((h) => h.textContent.includes('visible.txt'))`;
    await evaluateUntil(shown);
  });

  it('looks into a webview', async () => {
    const panel = vscode.window.createWebviewPanel('driverTest', 'Driver test', vscode.ViewColumn.Beside, {
      enableScripts: true,
    });
    try {
      panel.webview.html = `<body><p id="greeting">hello</p><script>globalThis.answer = 40 + 2;</script></body>`;
      const seen = await evaluateInWebview('#greeting', `[document.querySelector('#greeting').textContent, answer]`);
      deepStrictEqual(seen, ['hello', 42]);
    } finally {
      panel.dispose();
    }
  });
});
