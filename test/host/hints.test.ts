// Hints on the lines of a real editor, for a recorded gateway that leaks: test/fixtures/gateway-replay.
import { deepStrictEqual, match, strictEqual } from 'node:assert';
import * as vscode from 'vscode';
import { evaluateUntil, screenshot } from './support/screen/driver';
import {
  activateLeakLens,
  connected,
  disconnectAll,
  eventually,
  gatewayFile,
  startRecordedGateway,
  type RecordedGateway,
} from './support/leaklens';

/** 0-based; see the marks in test/services/gateway/gateway.go. */
const lines = { spawn: 24, allocation: 32, blocked: 37 };

/** True in the page once the editor draws this text at the end of the line that holds `code`. */
function drawn(code: string, text: string): string {
  return `[...document.querySelectorAll('.view-line')].some((line) =>
    line.textContent.replaceAll('\\u00a0', ' ').includes(${JSON.stringify(code)}) &&
    [...line.querySelectorAll('span')].some((span) =>
      getComputedStyle(span, '::after').content.includes(${JSON.stringify(text)})))`;
}

/** No poll by itself while the tests compare texts: each one changes a rate. */
const rareSeconds = 600;

const setPollInterval = (seconds: number | undefined) =>
  vscode.workspace
    .getConfiguration()
    .update('leaklens.poll.intervalSeconds', seconds, vscode.ConfigurationTarget.Global);

describe('hints in the editor', () => {
  let gateway: RecordedGateway;

  before(async () => {
    await setPollInterval(rareSeconds);
    gateway = await startRecordedGateway();
    await vscode.window.showTextDocument(gatewayFile());
    gateway.at(20);
    const { target } = await connected({ url: gateway.url, name: 'gateway' });
    for (const seconds of [25, 30, 35, 40]) {
      gateway.at(seconds);
      await vscode.commands.executeCommand('leaklens.refresh', target.id);
    }
  });

  after(async () => {
    await disconnectAll();
    await gateway.dispose();
    await setPollInterval(undefined);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  async function hintAt(line: number) {
    const { decorations } = await activateLeakLens();
    return eventually(`a hint on line ${line + 1}`, () =>
      decorations.hintsFor(gatewayFile()).find((hint) => hint.line === line),
    );
  }

  it('stand on the lines that block, spawn and allocate', async () => {
    const hints = [await hintAt(lines.blocked), await hintAt(lines.spawn), await hintAt(lines.allocation)];
    deepStrictEqual(
      hints.map((hint) => hint.kinds[0]),
      ['blocked', 'spawn', 'heap'],
    );
    match(hints[0]?.text ?? '', /\d+ waiting/);
  });

  it('are drawn at the end of their line', async () => {
    const { text } = await hintAt(lines.blocked);
    await evaluateUntil(drawn('s.batches <- batch', text));
    await screenshot('hints');
  });

  it('follow their line while somebody types above it', async () => {
    const editor = await vscode.window.showTextDocument(gatewayFile());
    const { text } = await hintAt(lines.blocked);
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), '// a line above\n\n'));
    try {
      strictEqual((await hintAt(lines.blocked + 2)).text, text);
      await evaluateUntil(drawn('s.batches <- batch', text));
      await editor.edit((edit) =>
        edit.insert(editor.document.lineAt(lines.blocked + 2).range.end, '  // typed at the end'),
      );
      await evaluateUntil(drawn('// typed at the end', text));
    } finally {
      while (editor.document.isDirty) await vscode.commands.executeCommand('undo');
    }
    strictEqual((await hintAt(lines.blocked)).text, text);
  });

  it('are there again when the editor comes back', async () => {
    const { text } = await hintAt(lines.blocked);
    await vscode.window.showTextDocument(vscode.Uri.joinPath(gatewayFile(), '../main.go'));
    await evaluateUntil(`!(${drawn('s.batches <- batch', text)})`);
    await vscode.window.showTextDocument(gatewayFile());
    await evaluateUntil(drawn('s.batches <- batch', text));
  });

  it('go with the setting that hides them, and come back with it', async () => {
    const { decorations } = await activateLeakLens();
    const { text } = await hintAt(lines.blocked);
    strictEqual(await vscode.commands.executeCommand('leaklens.toggleHints'), false);
    await eventually('no hints', () => decorations.hintsFor(gatewayFile()).length === 0);
    await evaluateUntil(`!(${drawn('s.batches <- batch', text)})`);
    strictEqual(await vscode.commands.executeCommand('leaklens.toggleHints'), true);
    await hintAt(lines.blocked);
    await evaluateUntil(drawn('s.batches <- batch', text));
  });

  it('say more when somebody points at them', async () => {
    await hintAt(lines.blocked);
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      gatewayFile(),
      new vscode.Position(lines.blocked, 5),
    );
    const said = hovers.flatMap(({ contents }) => contents.map((part) => (part as vscode.MarkdownString).value)).join();
    match(said, /goroutines/);
  });

  it('go when the target is disconnected', async () => {
    const { decorations } = await activateLeakLens();
    const { text } = await hintAt(lines.blocked);
    await disconnectAll();
    await eventually('no hints', () => decorations.hintsFor(gatewayFile()).length === 0);
    await evaluateUntil(`!(${drawn('s.batches <- batch', text)})`);
  });
});
