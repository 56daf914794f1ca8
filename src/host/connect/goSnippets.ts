import { commands as editorCommands, ViewColumn, window, workspace, type TextDocument } from 'vscode';
import type { CommandHandlers } from '../base/commandRegistry';
import { commands } from '../base/contributionNames';

/** As package.json contributes them, by their names. */
const snippets = { pprof: 'LeakLens: pprof on localhost', sample: 'LeakLens: a sample that leaks' };

/** Steps of the walkthrough, which is the active editor then: `editor.action.insertSnippet` alone finds no text to insert into. */
export function goSnippetCommands(): Pick<CommandHandlers, typeof commands.addPprof | typeof commands.openSample> {
  return {
    [commands.addPprof]: () => insertSnippet(snippets.pprof),
    [commands.openSample]: () => insertSnippet(snippets.sample),
  };
}

/** Into the empty Go file that is in sight, else into a new one beside what is there, which the person saves where it belongs. */
async function insertSnippet(name: string): Promise<void> {
  const isEmpty = (document: TextDocument) => document.languageId === 'go' && document.getText().trim() === '';
  const shown = window.visibleTextEditors.find(({ document }) => isEmpty(document));
  const document = shown?.document ?? (await workspace.openTextDocument({ language: 'go' }));
  await window.showTextDocument(document, shown?.viewColumn ?? ViewColumn.Beside);
  await editorCommands.executeCommand('editor.action.insertSnippet', { langId: 'go', name });
}
