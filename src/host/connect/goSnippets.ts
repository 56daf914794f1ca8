import { SnippetString, Uri, ViewColumn, window, workspace, type TextDocument } from 'vscode';
import type { CommandHandlers } from '../base/commandRegistry';
import { commands } from '../base/contributionNames';

/** As package.json contributes them, by their names. */
const snippets = { pprof: 'LeakLens: pprof on localhost', sample: 'LeakLens: a sample that leaks' };

type Snippets = Readonly<Record<string, { readonly body: readonly string[] }>>;

/** Steps of the walkthrough. @param extensionUri where the extension lies, and its snippets with it */
export function goSnippetCommands(
  extensionUri: Uri,
): Pick<CommandHandlers, typeof commands.addPprof | typeof commands.openSample> {
  return {
    [commands.addPprof]: () => insertSnippet(extensionUri, snippets.pprof),
    [commands.openSample]: () => insertSnippet(extensionUri, snippets.sample),
  };
}

/**
 * Into the empty Go file that is in sight, else into a new one beside what is there, which the person saves where it belongs. The editor's own
 * command inserts into the text that has the focus, which the walkthrough may take back at any moment.
 */
async function insertSnippet(extensionUri: Uri, name: string): Promise<void> {
  const isEmpty = (document: TextDocument) => document.languageId === 'go' && document.getText().trim() === '';
  const shown = window.visibleTextEditors.find(({ document }) => isEmpty(document));
  const document = shown?.document ?? (await workspace.openTextDocument({ language: 'go' }));
  const editor = await window.showTextDocument(document, shown?.viewColumn ?? ViewColumn.Beside);
  const file = Uri.joinPath(extensionUri, 'media/walkthrough/snippets.json');
  const contributed = JSON.parse(new TextDecoder().decode(await workspace.fs.readFile(file))) as Snippets;
  await editor.insertSnippet(new SnippetString(contributed[name]?.body.join('\n') ?? ''));
}
