import { FileChangeType, type Connection } from 'vscode-languageserver/node';
import { ignoreFileName } from '../shared/base/ignoreRules';
import type { EngineApi } from '../shared/ports/engine/engineApi';
import type { Log } from '../shared/ports/log';
import { localPath } from './openDocuments';
import { foldersShape } from './wire/editorShapes';

/** Tells the engine what happens to the workspace. @param options.follows whether the client tells about workspace folders; asking one that does not throws */
export function followWorkspace(
  connection: Connection,
  engine: Pick<EngineApi, 'setFolders' | 'changed'>,
  { follows, log }: { readonly follows: boolean; readonly log: Log },
): void {
  const readFolders = async () => {
    try {
      const answer: unknown = await connection.workspace.getWorkspaceFolders();
      const folders = foldersShape(answer, 'workspaceFolders') ?? [];
      await engine.setFolders(folders.flatMap((folder) => localPath(folder.uri) ?? []));
    } catch (error) {
      log.warn(`The workspace folders cannot be read: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  if (follows) connection.workspace.onDidChangeWorkspaceFolders(() => void readFolders());
  connection.onDidChangeWatchedFiles(({ changes }) => {
    const ignores = changes.filter(({ uri }) => uri.endsWith(`/${ignoreFileName}`));
    const sources = changes.filter((change) => !ignores.includes(change));
    if (ignores.length > 0) engine.changed({ kind: 'ignores' });
    for (const { uri } of sources) {
      const path = localPath(uri);
      if (path !== null) engine.changed({ kind: 'source', path });
    }
    // What stands in a source file does not decide where it is; what stands in go.mod and go.work does.
    const isLayout = sources.some(({ type, uri }) => type !== FileChangeType.Changed || /\/go\.(mod|work)$/.test(uri));
    if (isLayout) engine.changed({ kind: 'layout' });
  });
}
