import { workspace, type Disposable } from 'vscode';
import { librarySourceScheme } from '../shared/lspMessages';

/** Sources of libraries and of Go itself, where a stack leads to: to be read, and not to be edited by mistake. */
export function showLibrarySources(): Disposable {
  return workspace.registerTextDocumentContentProvider(librarySourceScheme, {
    provideTextDocumentContent: async (uri) =>
      new TextDecoder().decode(await workspace.fs.readFile(uri.with({ scheme: 'file', fragment: '' }))),
  });
}
