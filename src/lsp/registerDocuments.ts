import type { Face } from './face';
import { localPath } from './openDocuments';

/** Joins what an editor tells and asks of its documents to the wire: plain LSP, for any editor. */
export function registerDocuments({
  connection,
  engine,
  documents,
}: Pick<Face, 'connection' | 'engine' | 'documents'>): void {
  connection.onHover(({ textDocument, position }) => {
    const path = localPath(textDocument.uri);
    const value = path === null ? null : engine.hoverAt(path, position.line);
    return value === null ? null : { contents: { kind: 'markdown', value } };
  });
  connection.onDidOpenTextDocument(({ textDocument: { uri, languageId, version, text } }) =>
    documents.open(uri, languageId, version, text),
  );
  connection.onDidChangeTextDocument(({ textDocument, contentChanges }) =>
    documents.change(textDocument.uri, textDocument.version, contentChanges),
  );
  connection.onDidSaveTextDocument(({ textDocument }) => documents.save(textDocument.uri));
  connection.onDidCloseTextDocument(({ textDocument }) => documents.close(textDocument.uri));
}
