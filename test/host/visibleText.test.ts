// The proof that other tests rely on when they say that a person can read a hint: it must be high for what is there, and
// low for everything else.
import { ok, rejects, strictEqual } from 'node:assert';
import * as vscode from 'vscode';
import { visibleText } from '../support/pixels/visibleText';
import { evaluateUntil, screenshot } from './support/screen/driver';
import { stage } from './support/screen/stage';

const hint = '1 204 goroutines blocked here for 5 min';

async function showHint(color: string | vscode.ThemeColor): Promise<vscode.TextEditorDecorationType> {
  const document = await vscode.workspace.openTextDocument({ content: 'first line\nsecond line\n' });
  const editor = await vscode.window.showTextDocument(document);
  const type = vscode.window.createTextEditorDecorationType({ after: { margin: '0 0 0 3ch' } });
  const range = new vscode.Range(1, 11, 1, 11);
  editor.setDecorations(type, [{ range, renderOptions: { after: { contentText: hint, color } } }]);
  await evaluateUntil(
    `[...document.querySelectorAll('.view-line span')].some((e) => getComputedStyle(e, '::after').content.includes(${JSON.stringify(hint)}))`,
  );
  return type;
}

describe('a text that is visible as pixels', () => {
  let shown: vscode.TextEditorDecorationType | undefined;

  afterEach(async () => {
    shown?.dispose();
    shown = undefined;
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  it('is as good as the same text drawn again', async () => {
    shown = await showHint(new vscode.ThemeColor('editorCodeLens.foreground'));
    await screenshot('visible-text-window');
    const seen = await visibleText(stage, { decoration: 'goroutines blocked' });
    strictEqual(seen.text, hint);
    ok(seen.similarity > 0.95, `similarity ${seen.similarity}`);
    ok(seen.contrast > 60, `contrast ${seen.contrast}`);
  });

  for (const other of [
    '1 204 goroutines blocked here for 8 min',
    '9 204 goroutines blocked here for 5 min',
    'nothing at all of what the hint says ok',
  ]) {
    it(`is not taken for another of the same length: ${other}`, async () => {
      strictEqual(other.length, hint.length);
      shown = await showHint(new vscode.ThemeColor('editorCodeLens.foreground'));
      const seen = await visibleText(stage, { decoration: 'goroutines blocked' }, other);
      ok(seen.similarity < 0.8, `similarity ${seen.similarity}`);
    });
  }

  it('is nothing when it is painted in the colour of its background', async () => {
    shown = await showHint(new vscode.ThemeColor('editor.background'));
    const seen = await visibleText(stage, { decoration: 'goroutines blocked' });
    strictEqual(seen.similarity, 0);
  });

  it('must not lie under something else', async () => {
    shown = await showHint(new vscode.ThemeColor('editorCodeLens.foreground'));
    const { region } = await visibleText(stage, { decoration: 'goroutines blocked' });
    const cover = `position:fixed;left:${region.x + region.width - 40}px;top:${region.y}px;width:60px;height:40px;z-index:9;background:gray`;
    await stage.evaluate(
      `(() => { const d = document.createElement('div'); d.id = 'cover'; d.style.cssText = '${cover}'; document.body.append(d); })()`,
    );
    try {
      const seen = await visibleText(stage, { decoration: 'goroutines blocked' });
      ok(seen.similarity < 0.5, `similarity ${seen.similarity}`);
    } finally {
      await stage.evaluate(`document.getElementById('cover').remove()`);
    }
  });

  it('is found in any element of the window too', async () => {
    shown = await showHint('red');
    const seen = await visibleText(stage, { selector: '.tab.active .label-name' });
    ok(seen.similarity > 0.9, `${seen.text}: similarity ${seen.similarity}`);
  });

  it('must be in the page to begin with', async () => {
    await rejects(visibleText(stage, { decoration: 'nowhere to be seen' }), /no text in the window/);
  });
});
