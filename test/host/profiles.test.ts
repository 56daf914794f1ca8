// Profiles in the editor: opened from a file and from a snapshot, refined, followed to the source, found again as they were left.
import { deepStrictEqual, match, ok, strictEqual } from 'node:assert';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import * as vscode from 'vscode';
import { requests } from '../../src/shared/wires/lspMessages';
import { screenshot } from './support/screen/driver';
import { activateLeakLens, connected, disconnectAll, startRecordedGateway } from './support/leaklens';
import { act, button, row, seen, showTop, tab } from './support/screen/profilePage';
import { until } from './support/until';

const fixtures = join(__dirname, '../../../test/fixtures/profiles');

function viewTypes(): readonly string[] {
  return vscode.window.tabGroups.all.flatMap(({ tabs }) =>
    tabs.flatMap(({ input }) => (input instanceof vscode.TabInputCustom ? [input.viewType] : [])),
  );
}

describe('profiles', () => {
  let folder: string;
  let file: vscode.Uri;

  before(async () => {
    await activateLeakLens();
    folder = mkdtempSync(join(tmpdir(), 'leaklens-profiles-'));
    copyFileSync(join(fixtures, 'heap.pb.gz'), join(folder, 'heap.pb.gz'));
    file = vscode.Uri.file(join(folder, 'heap.pb.gz'));
  });

  afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  after(() => {
    rmSync(folder, { recursive: true });
  });

  it('open by the name of their file, and tell what costs most down to the source line', async () => {
    await vscode.commands.executeCommand('vscode.open', file);
    await until('the editor of profiles', () => viewTypes().includes('leaklens.profile'));
    await seen(`document.querySelector('.flame-scroller')`);
    await showTop();
    await seen(row('main.newPool'));
    match(String(await act(`${row('reflect.unsafe_NewArray')}.textContent`)), /^75\.4 MB82\.02%/);
    await screenshot('profile-top');
    await act(`${row('main.newPool')}.click()`);
    await seen(button('Open Source'));
    await act(`${button('Open Source')}.click()`);
    await until('router.go', () => vscode.window.activeTextEditor?.document.fileName.endsWith('router.go') ?? false);
    const editor = vscode.window.activeTextEditor;
    ok(editor !== undefined);
    match(editor.document.lineAt(editor.selection.active.line).text, /func newPool/);
  });

  it('are drawn as a call graph, laid out in a thread of the engine', async () => {
    await vscode.commands.executeCommand('leaklens.openProfile', file.fsPath);
    await seen(tab('Call Graph'));
    await act(`${tab('Call Graph')}.click()`);
    const node = `[...document.querySelectorAll('.graph-node')].find((one) => one.textContent.includes('unsafe_NewArray'))`;
    await seen(node);
    await screenshot('profile-graph');
    await act(`${node}.dispatchEvent(new MouseEvent('click', { bubbles: true }))`);
    await seen(`document.querySelector('.frame-bar strong')?.textContent === 'reflect.unsafe_NewArray'`);
  });

  it('of a heap dump are who holds the memory, read in a thread of the engine', async () => {
    const dump = join(folder, 'heap.dump');
    writeFileSync(dump, gunzipSync(readFileSync(join(fixtures, '../heapdumps/go1.27.1.dump.gz'))));
    await vscode.commands.executeCommand('leaklens.openProfile', dump);
    await seen(`document.querySelector('.flame-scroller')`);
    await showTop();
    await seen(row('main.goroutineStack'));
    match(String(await act(`${row('main.goroutineStack')}.textContent`)), /^241 KB/);
    await screenshot('profile-heap-dump');
  });

  it('of goroutines are groups of what waits, with the way to the line of either end', async () => {
    const dump = join(folder, 'stuck.txt');
    copyFileSync(join(fixtures, 'goroutine.debug2.txt'), dump);
    await vscode.commands.executeCommand('leaklens.openProfile', dump);
    const group = `[...document.querySelectorAll('.group')].find((one) => one.textContent.includes('receive'))`;
    await seen(group);
    match(String(await act(`${group}.textContent`)), /^40 81\.63%.*started by main\.\(\*gateway\)\.serve.*chan send/);
    await act(`${group}.click()`);
    await seen(`document.querySelector('.group-stacks')?.textContent.includes('numbers')`);
    await screenshot('profile-goroutines');
    const creator = `[...document.querySelectorAll('.stack .link')].find((one) => one.textContent.includes('serve'))`;
    await act(`${creator}.click()`);
    await seen(`document.querySelector('.frame-bar strong')?.textContent.includes('serve')`);
    await act(`${button('Open Source')}.click()`);
    await until('the source', () => vscode.window.activeTextEditor?.document.fileName.endsWith('.go') ?? false);
    const editor = vscode.window.activeTextEditor;
    ok(editor !== undefined);
    match(editor.document.lineAt(editor.selection.active.line).text, /\bgo\b/);
  });

  it('are refined for every tab, and found again as they were left', async () => {
    await vscode.commands.executeCommand('leaklens.openProfile', file.fsPath);
    await showTop();
    await seen(row('main.newPool'));
    await act(`${row('main.newPool')}.click()`);
    await seen(button('Focus'));
    await act(`${button('Focus')}.click()`);
    await seen(`document.querySelector('.chip') && !${row('main.newMemtable')}`);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.commands.executeCommand('leaklens.openProfile', file.fsPath);
    await seen(`document.querySelector('.chip')?.textContent.includes('newPool') && ${row('main.newPool')}`);
    await act(`document.querySelector('.chip button').click()`);
    await seen(row('main.newMemtable'));
  });

  it('say when the file is another one on disk, and read it again', async () => {
    await vscode.commands.executeCommand('leaklens.openProfile', file);
    await showTop();
    await seen(row('main.newPool'));
    copyFileSync(join(fixtures, 'heap.healthy.pb.gz'), file.fsPath);
    await seen(`document.querySelector('.outdated')`);
    await act(`${button('Reload')}.click()`);
    await seen(`!document.querySelector('.outdated') && document.querySelector('.grid-row')`);
  });

  it('of a snapshot are opened side by side, and compared with those of another', async () => {
    const gateway = await startRecordedGateway();
    try {
      gateway.at(60);
      const { engine } = await activateLeakLens();
      const { target } = await connected({ url: gateway.url, name: 'gateway' });
      const ids: string[] = [];
      while (ids.length < 2) {
        const outcome = await engine.request(requests.capture, { targetId: target.id });
        ok(outcome.ok);
        ids.push(outcome.value.id);
      }
      await vscode.commands.executeCommand('leaklens.exploreSnapshot', ids[1]);
      const choices = `[...document.querySelectorAll('.head vscode-option')].map((option) => option.value).join()`;
      await seen(`${choices} === 'heap.pb.gz,goroutine.pb.gz,goroutine.txt'`);
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      await vscode.commands.executeCommand('leaklens.exploreSnapshot', ids[1], ids[0]);
      await seen(`document.querySelector('.head').textContent.includes('compared with')`);
      deepStrictEqual(viewTypes(), ['leaklens.anyProfile']);
      for (const id of ids) await vscode.commands.executeCommand('leaklens.deleteSnapshot', id, { confirmed: true });
    } finally {
      await disconnectAll();
      await gateway.dispose();
    }
  });

  it('of more than 50 MB open as any other, which the editor itself would not', async () => {
    const large = join(folder, 'large.pb');
    // Strings that nothing refers to: field 6 of a profile, once more for each megabyte.
    const megabyte = Buffer.concat([Buffer.from([0x32, 0x80, 0x80, 0x40]), Buffer.alloc(2 ** 20, 'x')]);
    const parts = [
      gunzipSync(readFileSync(join(fixtures, 'heap.pb.gz'))),
      ...Array.from({ length: 60 }, () => megabyte),
    ];
    writeFileSync(large, Buffer.concat(parts));
    await vscode.commands.executeCommand('vscode.open', vscode.Uri.file(large));
    await showTop();
    await seen(row('main.newPool'));
    match(String(await act(`${row('reflect.unsafe_NewArray')}.textContent`)), /^75\.4 MB82\.02%/);
  });

  it('say what a file is that is none', async () => {
    const other = vscode.Uri.file(join(folder, 'note.pb'));
    await vscode.workspace.fs.writeFile(other, Buffer.from('not a profile'));
    await vscode.commands.executeCommand('vscode.open', other);
    await seen(`document.querySelector('.failed')?.textContent.includes('note.pb')`);
    strictEqual(await act(`document.querySelectorAll('.flame-scroller').length`), 0);
  });
});
