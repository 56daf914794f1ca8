// From a hint to the sources of Go itself: the blog allocates its pages in reflect.MakeSlice.
import { match, ok, rejects, strictEqual } from 'node:assert';
import { readFileSync } from 'node:fs';
import * as vscode from 'vscode';
import { hasGo, startService } from '../support/go/goService';
import type { RunningService } from '../support/serving/runningService';
import { evaluateUntil, press, screenshot, type } from './support/screen/driver';
import { activateLeakLens, connected, disconnectAll, eventually, serviceFile, withSetting } from './support/leaklens';
import { notified } from './support/screen/notifications';

const scheme = 'leaklens-source';

/** The link of a hover to a line of a library: a command with the path and the line. */
const linkPattern = /command:leaklens\.openLibrarySource\?([^)\s]*value\.go[^)\s]*)/;

describe('the sources of a library', function () {
  this.timeout(180_000);
  let service: RunningService;
  let file: vscode.Uri;
  let at: vscode.Position;
  /** Where the hover leads to. */
  let path: string;
  let line: number;

  before(async function () {
    if (!hasGo()) return this.skip();
    service = await startService('blog', { args: ['-leak'] });
    const site = (await service.truth()).sites.find(({ role }) => role === 'allocation');
    if (site === undefined) throw new Error('the service names no line that allocates');
    file = serviceFile('blog', site.file);
    at = new vscode.Position(site.line - 1, 0);
    await vscode.window.showTextDocument(file, { selection: new vscode.Range(at, at) });
  });

  after(async () => {
    await disconnectAll();
    // A suite that was skipped has started none.
    await (service as RunningService | undefined)?.stop();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.commands.executeCommand('notifications.clearAll');
  });

  const inEditor = () => {
    const editor = vscode.window.activeTextEditor;
    return editor?.document.uri.scheme === scheme ? editor : undefined;
  };

  async function hoverText(): Promise<string> {
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', file, at);
    return hovers.flatMap(({ contents }) => contents.map((part) => (part as vscode.MarkdownString).value)).join('\n');
  }

  it('are linked where a stack leads through them', () =>
    withSetting('leaklens.poll.intervalSeconds', 1, async () => {
      await connected({ url: service.url, name: 'blog' });
      const { decorations } = await activateLeakLens();
      await eventually(
        'a hint on the line that allocates',
        () => decorations.hintsFor(file).some(({ line }) => line === at.line),
        60_000,
      );
      const text = await hoverText();
      match(text, linkPattern);
      [path, line] = JSON.parse(decodeURIComponent(linkPattern.exec(text)?.[1] ?? '')) as [string, number];
      ok(path.endsWith('/src/reflect/value.go'), path);
    }));

  it('open by the link in the hover, at the line of the frame', async () => {
    await vscode.window.showTextDocument(file, { selection: new vscode.Range(at, at) });
    await vscode.commands.executeCommand('editor.action.showHover');
    const anchor = `document.querySelector('.monaco-hover a[data-href*="value.go"]')`;
    await evaluateUntil(`${anchor} && true`);
    await screenshot('library-hover');
    await evaluateUntil(`((a) => a && (a.click(), true))(${anchor})`);
    const { document, selection } = await eventually('the source', inEditor);
    strictEqual(document.uri.path, path);
    strictEqual(selection.active.line, line - 1);
    strictEqual(document.getText(), readFileSync(path, 'utf8'));
    match(document.lineAt(selection.active.line).text, /unsafe_NewArray/);
    await screenshot('library-source');
  });

  it('cannot be edited', async () => {
    const editor = await eventually('the source', inEditor);
    const before = editor.document.getText();
    await vscode.commands.executeCommand('workbench.action.focusActiveEditorGroup');
    await evaluateUntil(`!!document.activeElement?.closest('.editor-instance')`);
    await type('x');
    await evaluateUntil(`document.querySelector('.monaco-editor-overlaymessage')?.textContent.includes('read-only')`);
    await press('Escape');
    strictEqual(editor.document.getText(), before);
    strictEqual(editor.document.isDirty, false);
  });

  it('are no way to other files', async () => {
    const open = (uri: vscode.Uri) => vscode.workspace.openTextDocument(uri);
    const linked = vscode.Uri.file(path).with({ scheme });
    for (const other of [
      file.with({ scheme }),
      linked.with({ path: '/etc/hosts' }),
      vscode.Uri.joinPath(linked, '../type.go'),
    ]) {
      await rejects(async () => open(other), /has not linked to/);
    }
    await vscode.commands.executeCommand('leaklens.openLibrarySource', '/etc/hosts', 1);
    await notified('LeakLens has not linked to /etc/hosts');
    await open(linked);
  });
});
