import { t } from '@vscode/l10n';
import {
  DocumentDiagnosticReportKind,
  type Connection,
  type WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver/node';
import { ignoreFileName } from '../../shared/base/ignoreRules';
import { requests } from '../../shared/wires/lspMessages';
import type { Clock } from '../../shared/ports/clock';
import type { Engine } from '../engine';
import { localPath } from '../openDocuments';
import { outcome, type Params } from '../registerHandlers';
import { engineCommands } from './findingActions';

export interface FindingClient {
  readonly hostCommands: boolean;
  /** The client asks again for diagnostics when it is told to. */
  readonly refreshes: boolean;
  readonly clock: Pick<Clock, 'now'>;
}

/** Joins what is found to the wire: Problems, code actions, and LeakLens' own messages. */
export function registerFindings(connection: Connection, engine: Engine, client: FindingClient): void {
  registerMessages(connection, engine);
  registerDiagnostics(connection, engine);
  registerActions(connection, engine, client);
  if (client.refreshes) refreshDiagnostics(connection, engine, client.clock);
}

function registerMessages(connection: Connection, engine: Engine): void {
  connection.onRequest(requests.findings.method, () => engine.findings.views());
  connection.onRequest(requests.setBaseline.method, ({ targetId }: Params<typeof requests.setBaseline>) =>
    outcome(engine, targetId, () => engine.findings.setBaseline(targetId)),
  );
  connection.onRequest(requests.clearBaseline.method, ({ targetId }: Params<typeof requests.clearBaseline>) =>
    outcome(engine, targetId, () => engine.findings.clearBaseline(targetId)),
  );
  connection.onRequest(requests.ignoreFinding.method, (params: Params<typeof requests.ignoreFinding>) =>
    outcome(engine, params.id, () => engine.findings.ignore(params)),
  );
  connection.onRequest(requests.ignoredFindings.method, () =>
    outcome(engine, ignoreFileName, () => engine.findings.ignoredFindings()),
  );
  connection.onRequest(requests.stopIgnoring.method, ({ id }: Params<typeof requests.stopIgnoring>) =>
    outcome(engine, id, () => engine.findings.stopIgnoring(id)),
  );
  connection.onRequest(requests.askForLeaks.method, ({ targetId }: Params<typeof requests.askForLeaks>) =>
    outcome(engine, targetId, () => engine.askForLeaks(targetId)),
  );
}

/** The numbers in the messages change with every poll; asking again for them alone may wait. */
const longestRefreshPause = 30_000;

/** Has the client ask again when a finding came, went, moved or changed its tier, and now and then for the numbers. */
function refreshDiagnostics(connection: Connection, engine: Engine, clock: FindingClient['clock']): void {
  let shown = '';
  let lastMillis = -Infinity;
  engine.findings.changes.on(() => {
    const now = engine.findings.outline();
    if (now === shown && clock.now() - lastMillis < longestRefreshPause) return;
    shown = now;
    lastMillis = clock.now();
    // A client that is going away refuses; there is nobody left to show anything.
    connection.languages.diagnostics.refresh().catch(() => undefined);
  });
}

function registerDiagnostics(connection: Connection, engine: Engine): void {
  connection.languages.diagnostics.on(({ textDocument }) => {
    const path = localPath(textDocument.uri);
    return {
      kind: DocumentDiagnosticReportKind.Full,
      items: path === null ? [] : engine.findings.diagnostics(path),
    };
  });
  let reported: ReadonlySet<string> = new Set();
  connection.languages.diagnostics.onWorkspace(() => {
    const paths = engine.findings.paths();
    // A file whose findings are gone is named once more, with none.
    const named = new Set([...paths, ...reported]);
    reported = paths;
    return { items: [...named].map((path) => workspaceReport(engine, path)) };
  });
}

function workspaceReport(engine: Engine, path: string): WorkspaceDocumentDiagnosticReport {
  const { uri, version } = engine.findings.document(path);
  return { kind: DocumentDiagnosticReportKind.Full, uri, version, items: engine.findings.diagnostics(path) };
}

function registerActions(connection: Connection, engine: Engine, { hostCommands }: FindingClient): void {
  connection.onCodeAction(({ textDocument, range, context }) => {
    const path = localPath(textDocument.uri);
    if (path === null) return [];
    const lines = { start: range.start.line, end: range.end.line };
    return engine.findings.actions(path, lines, { diagnostics: context.diagnostics, hostCommands });
  });
  connection.onExecuteCommand(async ({ command, arguments: given }) => {
    const [first, line] = (given ?? []) as unknown[];
    if (typeof first !== 'string') return;
    if (command === engineCommands.showPlace && typeof line === 'number') {
      const position = { line, character: 0 };
      await connection.window.showDocument({
        uri: first,
        takeFocus: true,
        selection: { start: position, end: position },
      });
    }
    if (command === engineCommands.ignore) {
      const ignored = await outcome(engine, first, () =>
        engine.findings.ignore({ id: first, reason: t('Ignored in the editor'), until: null }),
      );
      if (!ignored.ok) connection.window.showErrorMessage(`${ignored.problem.message} ${ignored.problem.nextStep}`);
    }
  });
}
