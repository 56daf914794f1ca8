// The hunt for what a blog holds, in the editor alone: from the table over callers and the call graph to the line that makes the slices.
// Its pictures stand in README.
import { match, notStrictEqual, ok } from 'node:assert';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { evaluateUntil, screenshot } from './support/screen/driver';
import { picture } from './support/screen/picture';
import { activateLeakLens, eventually, serviceFile, withSetting } from './support/leaklens';
import { act, button, row, seen, showTop, tab } from './support/screen/profilePage';

const fixtures = join(__dirname, '../../../test/fixtures/profiles');

const link = (name: string) =>
  `[...document.querySelectorAll('.peek button.link')].find((one) => one.textContent === '${name}')`;

/** True in the page once the editor draws this at the end of some line. */
const onLine = (text: string) =>
  `[...document.querySelectorAll('.view-line span')].some((one) => getComputedStyle(one, '::after').content.includes('${text}'))`;

/** The line that makes the slices, in the middle of the window. */
async function showRouter(): Promise<void> {
  const file = serviceFile('blog', 'router.go');
  const lines = (await vscode.workspace.openTextDocument(file)).getText().split('\n');
  const at = lines.findIndex((line) => line.includes('reflect.MakeSlice'));
  const selection = new vscode.Range(at, 0, at, 0);
  await vscode.window.showTextDocument(file, { viewColumn: vscode.ViewColumn.One, selection });
}

describe('the case of the blog', () => {
  let folder: string;

  before(async () => {
    await activateLeakLens();
    folder = mkdtempSync(join(tmpdir(), 'leaklens-blog-'));
    copyFileSync(join(fixtures, 'heap.pb.gz'), join(folder, 'blog.pb.gz'));
  });

  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    rmSync(folder, { recursive: true });
  });

  it('goes from the table to the line without another tool', async () => {
    await vscode.commands.executeCommand('leaklens.openProfile', join(folder, 'blog.pb.gz'));
    await showTop();
    await seen(row('reflect.unsafe_NewArray'));
    match(String(await act(`document.querySelector('.grid-row').textContent`)), /^75\.4 MB82\.02%.*unsafe_NewArray/);
    await act(`${row('reflect.unsafe_NewArray')}.click()`);
    await seen(`document.querySelector('.frame-bar strong')`);
    await picture('case-top');

    await act(`${tab('Callers and Callees')}.click()`);
    await seen(link('reflect.MakeSlice'));
    await act(`${link('reflect.MakeSlice')}.click()`);
    await seen(link('main.newPool'));
    await act(`${link('main.newPool')}.click()`);
    await seen(link('main.newRoute'));
    await picture('case-peek');

    await act(`${tab('Flame Graph')}.click()`);
    await seen(`document.querySelector('.found')?.textContent.endsWith(' in all')`);
    await picture('case-flame');

    await act(`${tab('Call Graph')}.click()`);
    await seen(`[...document.querySelectorAll('.graph-node')].some((one) => one.textContent.includes('newPool'))`);
    await picture('case-graph');

    await act(`${tab('Source')}.click()`);
    const line = `[...document.querySelectorAll('.source-line.costs')].find((one) => one.textContent.includes('reflect.MakeSlice'))`;
    await seen(line);
    match(String(await act(`${line}.textContent`)), /^75\.4 MB65 *return/);
    await picture('case-source');

    await act(`${button('Show on Lines')}.click()`);
    await seen(button('Hide from Lines'));
    await act(`${line}.click()`);
    const editor = await eventually('router.go', () => {
      const active = vscode.window.activeTextEditor;
      return active?.document.fileName.endsWith('router.go') === true ? active : undefined;
    });
    match(editor.document.lineAt(editor.selection.active.line).text, /reflect\.MakeSlice/);
    const { decorations } = await activateLeakLens();
    const said = await eventually('what the line costs', () =>
      decorations.profile
        .hintsFor(serviceFile('blog', 'router.go'))
        .find((hint) => hint.line === editor.selection.active.line),
    );
    ok(said.text.includes('82.02% of blog.pb.gz'), said.text);
    await vscode.commands.executeCommand('workbench.action.joinAllGroups');
    await withSetting('editor.minimap.enabled', false, async () => {
      await showRouter();
      await evaluateUntil(onLine('cum 75.4 MB'));
      await picture('case-line');
    });
  });

  for (const theme of ['Default Dark Modern', 'Default High Contrast', 'Default Light Modern']) {
    it(`is to be read in ${theme}`, async () => {
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      await withSetting('workbench.colorTheme', theme, async () => {
        await vscode.commands.executeCommand('leaklens.openProfile', join(folder, 'blog.pb.gz'));
        await seen(`document.querySelector('.source-line.costs code')?.textContent.includes('MakeSlice')`);
        const [text, page] = String(
          await act(
            `[getComputedStyle(document.querySelector('.source-line.costs code')).color, getComputedStyle(document.body).backgroundColor].join('|')`,
          ),
        ).split('|');
        notStrictEqual(text, page);
        await screenshot(`source-${theme.replaceAll(' ', '-')}`);
        await vscode.commands.executeCommand('leaklens.toggleProfileLines');
        await seen(button('Hide from Lines'));
        await showRouter();
        await evaluateUntil(onLine('cum 75.4 MB'));
        await screenshot(`lines-${theme.replaceAll(' ', '-')}`);
      });
    });
  }

  it('is refined by what a frame is chosen for, and each filter is a chip', async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.commands.executeCommand('leaklens.openProfile', join(folder, 'blog.pb.gz'));
    await showTop();
    await seen(row('main.newPool'));
    await act(`${row('main.newPool')}.click()`);
    await seen(button('Show From'));
    await act(`${button('Show From')}.click()`);
    await seen(`document.querySelectorAll('.grid-row').length === 3`);
    await act(`${row('reflect.MakeSlice')}.click()`);
    await act(`${button('Hide')}.click()`);
    await seen(
      `document.querySelectorAll('.grid-row').length === 2 && document.querySelectorAll('.chip').length === 2`,
    );
    await picture('case-refined');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });
});
