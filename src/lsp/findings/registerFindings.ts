import { DocumentDiagnosticReportKind, type WorkspaceDocumentDiagnosticReport } from 'vscode-languageserver/node';
import { ignoreFileName } from '../../shared/base/ignoreRules';
import { requests } from '../../shared/wires/lspMessages';
import type { Clock } from '../../shared/ports/clock';
import { done, outcome, type Face, type Params } from '../face';
import { localPath } from '../openDocuments';
import { findingActions } from './findingActions';
import { findingDiagnostics } from './findingDiagnostics';
import { onShift } from './onShift';
import { ignoredViews, targetFindings } from './targetFindings';

/** Joins what is found to the wire: Problems, code actions, and LeakLens' own messages. */
export function registerFindings(face: Face): void {
  registerMessages(face);
  registerDiagnostics(face);
  registerActions(face);
}

function registerMessages(face: Face): void {
  const { connection } = face;
  const { findings } = face.engine;
  connection.onRequest(requests.findings.method, () => targetFindings(findings, face));
  connection.onRequest(requests.setBaseline.method, ({ targetId }: Params<typeof requests.setBaseline>) =>
    outcome(face, targetId, () => findings.setBaseline(targetId)),
  );
  connection.onRequest(requests.clearBaseline.method, ({ targetId }: Params<typeof requests.clearBaseline>) =>
    done(face, targetId, () => findings.clearBaseline(targetId)),
  );
  connection.onRequest(requests.ignoreFinding.method, (params: Params<typeof requests.ignoreFinding>) =>
    outcome(face, params.id, () => findings.ignore(params)),
  );
  connection.onRequest(requests.ignoredFindings.method, () =>
    outcome(face, ignoreFileName, async () => ignoredViews(await findings.ignoredFindings(), face)),
  );
  connection.onRequest(requests.stopIgnoring.method, ({ id }: Params<typeof requests.stopIgnoring>) =>
    outcome(face, id, () => findings.stopIgnoring(id)),
  );
}

/** Has the client ask again when what is found has shifted. */
export function refreshDiagnostics({ connection, engine }: Face, clock: Pick<Clock, 'now'>): void {
  onShift(engine.findings, clock, () => {
    // A client that is going away refuses; there is nobody left to show anything.
    connection.languages.diagnostics.refresh().catch(() => undefined);
  });
}

function registerDiagnostics(face: Face): void {
  const { connection, engine } = face;
  connection.languages.diagnostics.on(({ textDocument }) => {
    const path = localPath(textDocument.uri);
    return {
      kind: DocumentDiagnosticReportKind.Full,
      items: path === null ? [] : findingDiagnostics(path, engine.findings, face),
    };
  });
  let reported: ReadonlySet<string> = new Set();
  connection.languages.diagnostics.onWorkspace(() => {
    const paths = engine.findings.paths();
    // A file whose findings are gone is named once more, with none.
    const named = new Set([...paths, ...reported]);
    reported = paths;
    return { items: [...named].map((path) => workspaceReport(face, path)) };
  });
}

function workspaceReport(face: Face, path: string): WorkspaceDocumentDiagnosticReport {
  const { documents, engine } = face;
  const items = findingDiagnostics(path, engine.findings, face);
  return { kind: DocumentDiagnosticReportKind.Full, uri: documents.uri(path), version: documents.version(path), items };
}

function registerActions(face: Face): void {
  const { connection, engine } = face;
  connection.onCodeAction(({ textDocument, range, context }) => {
    const path = localPath(textDocument.uri);
    if (path === null) return [];
    const lines = { start: range.start.line, end: range.end.line };
    return findingActions({ path, lines, diagnostics: context.diagnostics }, engine.findings, face);
  });
}
