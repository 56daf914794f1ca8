// What lines cost in an opened profile, on the lines: switched on in its tab, seen beside what services say, and gone with the tab.
import { match, ok, strictEqual } from 'node:assert';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { evaluateUntil, press, screenshot } from './support/screen/driver';
import {
  activateLeakLens,
  connected,
  disconnectAll,
  eventually,
  serviceFile,
  startRecordedGateway,
} from './support/leaklens';
import { act, button, seen } from './support/screen/profilePage';

const fixtures = join(__dirname, '../../../test/fixtures/profiles');
const router = () => serviceFile('blog', 'router.go');

/** True in the page once the editor draws all of these at the end of the line that holds `code`. */
const drawn = (code: string, ...texts: readonly string[]) =>
  `[...document.querySelectorAll('.view-line')].some((line) =>
    line.textContent.replaceAll('\\u00a0', ' ').includes(${JSON.stringify(code)}) &&
    ${JSON.stringify(texts)}.every((text) => [...line.querySelectorAll('span')].some((span) =>
      getComputedStyle(span, '::after').content.includes(text))))`;

const inStatusBar = (text: string) =>
  `[...document.querySelectorAll('.statusbar-item')].some((item) => item.textContent.includes(${JSON.stringify(text)}))`;

async function lineOf(file: vscode.Uri, code: string): Promise<number> {
  const text = (await vscode.workspace.openTextDocument(file)).getText();
  return text.split('\n').findIndex((line) => line.includes(code));
}

/** Shows a file with the line in sight. */
async function showLine(file: vscode.Uri, code: string, viewColumn: vscode.ViewColumn): Promise<vscode.TextEditor> {
  const line = await lineOf(file, code);
  return vscode.window.showTextDocument(file, { viewColumn, selection: new vscode.Range(line, 0, line, 0) });
}

async function saidAt(file: vscode.Uri, code: string) {
  const { decorations } = await activateLeakLens();
  const line = await lineOf(file, code);
  return decorations.profile.hintsFor(file).find((hint) => hint.line === line);
}

describe('a profile on source lines', () => {
  let folder: string;
  let file: vscode.Uri;

  before(async () => {
    await activateLeakLens();
    folder = mkdtempSync(join(tmpdir(), 'leaklens-lines-'));
    copyFileSync(join(fixtures, 'heap.pb.gz'), join(folder, 'heap.pb.gz'));
    file = vscode.Uri.file(join(folder, 'heap.pb.gz'));
  });

  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    const { decorations } = await activateLeakLens();
    await eventually('clean lines', () => decorations.profile.hintsFor(router()).length === 0);
  });

  after(() => rmSync(folder, { recursive: true }));

  it('is switched on in its tab, says where it is from, and is taken off by a key', async () => {
    await vscode.commands.executeCommand('leaklens.openProfile', file.fsPath);
    await seen(button('Show on Lines'));
    await act(`${button('Show on Lines')}.click()`);
    await seen(`${button('Hide from Lines')} && document.querySelector('.head').textContent.includes('lines in')`);
    await screenshot('profile-lines-tab');
    await showLine(router(), 'reflect.MakeSlice', vscode.ViewColumn.One);
    const said = await eventually('the line', async () => saidAt(router(), 'reflect.MakeSlice'));
    match(said.text, /^cum 75\.4 MB · 82\.02% of heap\.pb\.gz \(inuse_space\)$/);
    await evaluateUntil(drawn('reflect.MakeSlice', 'cum 75.4 MB'));
    await evaluateUntil(inStatusBar('heap.pb.gz on lines'));
    await screenshot('profile-lines');
    await press('Control+Shift+F8');
    await evaluateUntil(`!${drawn('reflect.MakeSlice', 'cum 75.4 MB')} && !${inStatusBar('heap.pb.gz on lines')}`);
    strictEqual(await saidAt(router(), 'reflect.MakeSlice'), undefined);
  });

  it('follows what is filtered and counted in its tab, and what is typed in the source', async () => {
    await vscode.commands.executeCommand('leaklens.openProfile', file.fsPath);
    await seen(button('Show on Lines'));
    await vscode.commands.executeCommand('leaklens.toggleProfileLines');
    await eventually('the line', async () => saidAt(router(), 'reflect.MakeSlice'));
    await act(
      `(() => { const list = document.querySelector('.refine vscode-dropdown'); list.value = 'alloc_space'; list.dispatchEvent(new Event('change')); })()`,
    );
    const said = await eventually('another count', async () => {
      const hint = await saidAt(router(), 'reflect.MakeSlice');
      return hint?.text.includes('alloc_space') === true ? hint : undefined;
    });
    const editor = await showLine(router(), 'reflect.MakeSlice', vscode.ViewColumn.Beside);
    try {
      await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), '// one\n// two\n'));
      await eventually('the line below', async () => (await saidAt(router(), 'reflect.MakeSlice'))?.text === said.text);
      await evaluateUntil(drawn('reflect.MakeSlice', said.shortText ?? said.text));
    } finally {
      await editor.edit((edit) => edit.delete(new vscode.Range(0, 0, 2, 0)));
      await editor.document.save();
    }
  });

  it('stands beside what a service says of the same line', async () => {
    const gateway = await startRecordedGateway();
    try {
      gateway.at(60);
      const { target } = await connected({ url: gateway.url, name: 'gateway' });
      await vscode.commands.executeCommand('leaklens.openLiveProfile', target.id, 'heap');
      await seen(button('Show on Lines'));
      await act(`${button('Show on Lines')}.click()`);
      await seen(button('Hide from Lines'));
      await vscode.commands.executeCommand('leaklens.toggleProfileLines');
      await seen(button('Show on Lines'));
      await vscode.commands.executeCommand('leaklens.toggleProfileLines');
      const source = serviceFile('gateway', 'gateway.go');
      const code = 'make([]int64';
      const both = await eventually('both', async () => {
        const { decorations } = await activateLeakLens();
        const line = await lineOf(source, code);
        const live = decorations.hintsFor(source).find((hint) => hint.line === line);
        const profile = await saidAt(source, code);
        return live !== undefined && profile !== undefined ? { live, profile } : undefined;
      });
      ok(both.profile.text.includes('gateway heap (live)'), both.profile.text);
      await showLine(source, code, vscode.ViewColumn.One);
      await evaluateUntil(drawn(code, both.live.shortText ?? both.live.text, 'flat '));
      await screenshot('profile-lines-live');
    } finally {
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      await disconnectAll();
      await gateway.dispose();
    }
  });
});
