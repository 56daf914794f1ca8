// Snapshots from the first command to the last: captured, opened, followed to the source, renamed, deleted.
import { deepStrictEqual, match, ok, strictEqual } from 'node:assert';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { requests, type Outcome } from '../../src/shared/wires/lspMessages';
import type { ExportedSnapshot } from '../../src/shared/model/engineRequests';
import type { StoredSnapshot } from '../../src/shared/model/snapshot';
import { evaluate, evaluateUntil, press, screenshot } from './support/screen/driver';
import {
  activateLeakLens,
  connected,
  disconnectAll,
  startRecordedGateway,
  type RecordedGateway,
} from './support/leaklens';
import { notified } from './support/screen/notifications';
import { box } from './support/screen/quickInput';

const row = (text: string) =>
  `[...document.querySelectorAll('.pane-body .monaco-list-row')].find((row) => row.textContent.includes(${JSON.stringify(text)}))`;

/** Findings have rows below rows, too. */
const snapshotRows = `[...document.querySelectorAll('.pane')]
  .find((pane) => pane.querySelector('.pane-header')?.textContent.includes('Services'))
  ?.querySelectorAll('.pane-body .monaco-list-row[aria-level="2"]')`;

/** A key that comes before the tree has the focus lands elsewhere. */
async function focusTree(): Promise<void> {
  await vscode.commands.executeCommand('leaklens.targets.focus');
  await evaluateUntil(`!!document.activeElement?.closest('.pane-body .monaco-list')`);
}

async function stored(): Promise<readonly StoredSnapshot[]> {
  const { engine } = await activateLeakLens();
  const outcome = await engine.request(requests.snapshots, null);
  ok(outcome.ok);
  return outcome.value;
}

describe('snapshots', () => {
  let gateway: RecordedGateway;
  let targetId: string;

  before(async () => {
    gateway = await startRecordedGateway();
    gateway.at(60);
    targetId = (await connected({ url: gateway.url, name: 'gateway' })).target.id;
    await vscode.commands.executeCommand('leaklens.targets.focus');
  });

  afterEach(async () => {
    for (const { id } of await stored()) {
      await vscode.commands.executeCommand('leaklens.deleteSnapshot', id, { confirmed: true });
    }
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.commands.executeCommand('notifications.clearAll');
  });

  after(async () => {
    await disconnectAll();
    await gateway.dispose();
  });

  async function capture(): Promise<StoredSnapshot> {
    const outcome = await vscode.commands.executeCommand<Outcome<StoredSnapshot>>('leaklens.captureSnapshot', targetId);
    if (!outcome.ok) throw new Error(outcome.problem.message);
    return outcome.value;
  }

  it('are captured into files that stand below their target in the tree', async () => {
    const snapshot = await capture();
    strictEqual(snapshot.target.id, targetId);
    ok(existsSync(snapshot.directory));
    ok((snapshot.summary['goroutines'] ?? 0) > 200);
    // At least one: once in two whole runs exactly one was waited for in vain, and why is not known.
    await evaluateUntil(`${snapshotRows}?.length >= 1`);
    await screenshot('snapshots');
  });

  it('open as text whose source places are links to the line', async () => {
    const snapshot = await capture();
    const uri = vscode.Uri.parse(await vscode.commands.executeCommand<string>('leaklens.openSnapshot', snapshot.id));
    const document = await vscode.workspace.openTextDocument(uri);
    match(document.getText(), /gateway\.go:38/);
    const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>('vscode.executeLinkProvider', uri);
    const toBlocked = links.find((link) => /gateway\.go:38/.test(document.getText(link.range)));
    match(toBlocked?.target?.toString(true) ?? '', /services\/gateway\/gateway\.go#L38$/);
    await evaluateUntil(`document.title.includes('gateway')`);
    await screenshot('snapshot-opened');
  });

  it('can be renamed', async () => {
    const snapshot = await capture();
    await vscode.commands.executeCommand('leaklens.renameSnapshot', snapshot.id, 'before the fix');
    deepStrictEqual(
      (await stored()).map(({ name }) => name),
      ['before the fix'],
    );
    await evaluateUntil(`!!(${row('before the fix')})`);
  });

  it('give their new name to the tabs in which they are open, and only one tab stays of each', async () => {
    const snapshot = await capture();
    await vscode.commands.executeCommand('leaklens.exploreSnapshot', snapshot.id);
    await vscode.commands.executeCommand('workbench.action.keepEditor');
    await vscode.commands.executeCommand('leaklens.openSnapshot', snapshot.id);
    await focusTree();
    await vscode.commands.executeCommand('leaklens.renameSnapshot', snapshot.id, 'before the fix');
    const titles = `[...document.querySelectorAll('.tabs-container .tab')].map((tab) => tab.textContent.trim()).sort().join()`;
    await evaluateUntil(`${titles} === 'gateway before the fix,gateway before the fix.txt'`);
    await evaluateUntil(`document.title.includes('gateway before the fix')`);
    ok(await evaluate(`!!document.activeElement?.closest('.pane-body .monaco-list')`));
  });

  it('answer to the keyboard: Enter opens, F2 renames', async () => {
    const snapshot = await capture();
    await vscode.commands.executeCommand('leaklens.renameSnapshot', snapshot.id, 'kept');
    await evaluateUntil(
      `((row) => row && (row.dispatchEvent(new MouseEvent('mousedown', { bubbles: true })), true))(${row('kept')})`,
    );
    await focusTree();
    await press('End');
    await evaluateUntil(`!!(${row('kept')})?.matches('.focused')`);
    await press('Enter');
    await evaluateUntil(`document.title.includes('kept')`);
    await focusTree();
    await press('F2');
    await evaluateUntil(`${box}?.value === 'kept' && document.activeElement === ${box}`);
    await press('Escape');
  });

  it('are deleted with their files', async () => {
    const { id, directory } = await capture();
    await vscode.commands.executeCommand('leaklens.deleteSnapshot', id, { confirmed: true });
    deepStrictEqual(await stored(), []);
    strictEqual(existsSync(directory), false);
  });

  it('are compared line by line, with links to the lines', async () => {
    gateway.at(10);
    const before = await capture();
    gateway.at(60);
    const after = await capture();
    // The older one is the base, whichever is named first.
    const shown = await vscode.commands.executeCommand<string>('leaklens.compareSnapshots', after.id, before.id);
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(shown));
    match(document.getText(), /^ +\+\d+ .* → .*gateway\.go:38/m);
    const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>(
      'vscode.executeLinkProvider',
      document.uri,
    );
    ok(links.some((link) => document.getText(link.range) === 'gateway.go:38'));
    await screenshot('snapshots-compared');
  });

  it('show that they are pinned, and stay so', async () => {
    const { id } = await capture();
    await vscode.commands.executeCommand('leaklens.pinSnapshot', id);
    strictEqual((await stored())[0]?.pinned, true);
    await evaluateUntil(`!!document.querySelector('.pane-body .monaco-list-row[aria-level="2"] .codicon-pinned')`);
    await vscode.commands.executeCommand('leaklens.unpinSnapshot', id);
    strictEqual((await stored())[0]?.pinned, false);
    await evaluateUntil(`!document.querySelector('.pane-body .monaco-list-row[aria-level="2"] .codicon-pinned')`);
  });

  it('are exported without arguments of calls, and say so', async () => {
    const { id } = await capture();
    const folder = mkdtempSync(join(tmpdir(), 'leaklens-exported-'));
    try {
      const choice = { directory: folder, redact: true };
      const outcome = await vscode.commands.executeCommand<Outcome<ExportedSnapshot>>(
        'leaklens.exportSnapshot',
        id,
        choice,
      );
      ok(outcome.ok && (outcome.value.redacted?.calls ?? 0) > 0);
      const stacks = readFileSync(join(folder, 'goroutine.txt'), 'utf8');
      match(stacks, /\(_\)\n/);
      ok(!/\(.*0x[0-9a-f]/.test(stacks));
      await notified('Redacted: the arguments of');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('ask before they are given away, with the careful answer first', async () => {
    const { id } = await capture();
    const exported = vscode.commands.executeCommand<Outcome<ExportedSnapshot>>('leaklens.exportSnapshot', id);
    await evaluateUntil(
      `document.querySelector('.quick-input-list .monaco-list-row')?.textContent.startsWith('Redact') && document.activeElement === ${box}`,
    );
    await screenshot('snapshot-export');
    await press('Escape');
    const outcome = await exported;
    ok(!outcome.ok && outcome.problem.kind === 'cancelled');
  });

  it('tell their folder through the clipboard where no file manager can be opened', async () => {
    const { id, directory } = await capture();
    const how = await vscode.commands.executeCommand<string>('leaklens.revealSnapshot', id);
    // On a desktop the file manager opens, and there is nothing to see in the window.
    if (how === 'copied') strictEqual(await vscode.env.clipboard.readText(), directory);
    else strictEqual(how, 'revealed');
  });

  it('stay in the tree when their target is disconnected, which can be connected again there', async () => {
    const snapshot = await capture();
    await vscode.commands.executeCommand('leaklens.renameSnapshot', snapshot.id, 'left behind');
    await disconnectAll();
    await evaluateUntil(`!!(${row('not connected')})`);
    await evaluateUntil(`!!(${row('left behind')})`);
    await screenshot('snapshots-not-connected');
    await evaluateUntil(
      `((button) => button && (button.click(), true))((${row('not connected')})?.querySelector('.action-label[aria-label^="Connect"]'))`,
    );
    await evaluateUntil(`!(${row('not connected')})`);
  });
});
