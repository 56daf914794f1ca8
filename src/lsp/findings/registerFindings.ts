import {
  type CancellationToken,
  DocumentDiagnosticReportKind,
  type WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver/node';
import { ignoreFileName } from '../../shared/base/ignoreRules';
import { requests } from '../../shared/wires/lspMessages';
import { done, outcome, withSignal, type Face, type Params } from '../face';
import { localPath } from '../openDocuments';
import { findingActions } from './findingActions';
import { findingDiagnostics } from './findingDiagnostics';
import { ignoredViews, targetFindings } from './targetFindings';

/** Joins what is found to the wire: Problems, code actions, and LeakLens' own messages. */
export function registerFindings(face: Face): void {
  registerMessages(face);
  registerDiagnostics(face);
  registerActions(face);
}

function registerMessages(face: Face): void {
  const { connection, engine } = face;
  const { findings } = engine;
  connection.onRequest(requests.findings.method, () => targetFindings(findings, face));
  connection.onRequest(requests.setBaseline.method, ({ targetId }: Params<typeof requests.setBaseline>) =>
    outcome(face, targetId, () => findings.setBaseline(targetId)),
  );
  connection.onRequest(requests.clearBaseline.method, ({ targetId }: Params<typeof requests.clearBaseline>) =>
    done(face, targetId, () => findings.clearBaseline(targetId)),
  );
  connection.onRequest(requests.probe.method, (params: Params<typeof requests.probe>, token: CancellationToken) =>
    outcome(face, params.targetId, async () => {
      const { finding, evidence } = await withSignal(token, (signal) => engine.probe(params, signal));
      return evidence.flatMap((piece) => face.words.evidence(piece, finding) ?? []).join(' ');
    }),
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

/**
 * Has the client ask again whenever an entry of the Problems panel would say something else: its numbers are those of the hints and the
 * views, of one round.
 */
export function refreshDiagnostics(face: Face): void {
  const { connection, engine } = face;
  let shown = '';
  engine.findings.changes.on(() => {
    const now = problemsNow(face);
    if (now === shown) return;
    shown = now;
    // A client that is going away refuses; there is nobody left to show anything.
    connection.languages.diagnostics.refresh().catch(() => undefined);
  });
}

function problemsNow(face: Face): string {
  const { findings } = face.engine;
  const entries = [...findings.paths()]
    .sort()
    .flatMap((path) =>
      findingDiagnostics(path, findings, face).map(({ message, range, severity }) => [path, message, range, severity]),
    );
  return JSON.stringify(entries);
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
