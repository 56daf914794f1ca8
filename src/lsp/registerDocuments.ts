import type { Diagnostic } from 'vscode-languageserver/node';
import { t } from '@vscode/l10n';
import { showInFlameGraphCommand } from '../shared/wires/lspMessages';
import type { Face } from './face';
import { findingDiagnostics } from './findings/findingDiagnostics';
import { localPath } from './openDocuments';
import { hoverText } from './plain/hoverText';

/** Joins what an editor tells and asks of its documents to the wire: plain LSP, for any editor. */
export function registerDocuments(face: Face): void {
  const { connection, engine, documents, hostCommands } = face;
  connection.onHover(({ textDocument, position }) => {
    const path = localPath(textDocument.uri);
    if (path === null) return null;
    // VS Code shows the problem at the mouse by itself, and above.
    const isMarked = ({ range: { start, end } }: Diagnostic) =>
      start.line === position.line && start.character <= position.character && position.character <= end.character;
    const showsProblem = hostCommands && findingDiagnostics(path, engine.findings, face).some(isMarked);
    const value = engine.hoverAt(path, position.line, { isRich: hostCommands, showsProblem });
    if (value === null) return null;
    if (!hostCommands) return { contents: { kind: 'plaintext', value: hoverText(value) } };
    const leadsOn = engine.profilesAt(path, position.line).length > 0;
    const link = leadsOn ? `\n\n[${t('Show in flame graph')}](${flameLink(textDocument.uri, position.line)})` : '';
    return { contents: { kind: 'markdown', value: value + link } };
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

/** Brackets of an address would end a link. */
function flameLink(uri: string, line: number): string {
  const given = encodeURIComponent(JSON.stringify([uri, line])).replace(/[()]/g, (sign) =>
    sign === '(' ? '%28' : '%29',
  );
  return `command:${showInFlameGraphCommand}?${given}`;
}
