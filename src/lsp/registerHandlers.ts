import type { CancellationToken, Connection } from 'vscode-languageserver/node';
import { toProblem } from '../shared/model/errors';
import { clientNotifications, requests, type Message, type Outcome } from '../shared/wires/lspMessages';
import { printedAddress } from '../shared/base/printedUrl';
import { toSeriesTable } from '../shared/model/series';
import type { Engine } from './engine';
import { localPath, type OpenDocuments } from './openDocuments';
import { reportProblem } from './reportProblem';

/** Joins the engine to the wire: LeakLens' own messages, and plain LSP for any editor. */
export function registerHandlers(connection: Connection, engine: Engine, documents: OpenDocuments): void {
  registerTargets(connection, engine);
  connection.onRequest(requests.series.method, (params: Params<typeof requests.series>) =>
    outcome(engine, params.targetId, () => toSeriesTable(engine.series(params))),
  );
  connection.onNotification(
    clientNotifications.settings.method,
    (settings: Params<typeof clientNotifications.settings>) => engine.applySettings(settings),
  );
  connection.onNotification(clientNotifications.trusted.method, () => engine.trust());
  connection.onHover(({ textDocument, position }) => {
    const path = localPath(textDocument.uri);
    const value = path === null ? null : engine.hoverAt(path, position.line);
    return value === null ? null : { contents: { kind: 'markdown', value } };
  });
  registerDocuments(connection, documents);
}

export type Params<M> = M extends Message<infer P, unknown> ? P : never;

function registerTargets(connection: Connection, engine: Engine): void {
  connection.onRequest(requests.connect.method, (params: Params<typeof requests.connect>, token: CancellationToken) =>
    outcome(engine, printedAddress(params.url), () => withSignal(token, (signal) => engine.connect(params, signal))),
  );
  connection.onRequest(requests.disconnect.method, ({ targetId }: Params<typeof requests.disconnect>) => {
    engine.disconnect(targetId);
    return null;
  });
  connection.onRequest(requests.refresh.method, async ({ targetId }: Params<typeof requests.refresh>) => {
    await engine.refresh(targetId);
    return null;
  });
  connection.onRequest(requests.targets.method, () => engine.targets());
  connection.onRequest(requests.linkedSource.method, ({ uri }: Params<typeof requests.linkedSource>) =>
    outcome(engine, uri, () => engine.linkedSource(uri)),
  );
  connection.onRequest(requests.missingFiles.method, () => engine.missingFiles());
  connection.onRequest(requests.explainMapping.method, ({ file, path }: Params<typeof requests.explainMapping>) =>
    engine.explainMapping(file, path),
  );
}

function registerDocuments(connection: Connection, documents: OpenDocuments): void {
  connection.onDidOpenTextDocument(({ textDocument: { uri, languageId, version, text } }) =>
    documents.open(uri, languageId, version, text),
  );
  connection.onDidChangeTextDocument(({ textDocument, contentChanges }) =>
    documents.change(textDocument.uri, textDocument.version, contentChanges),
  );
  connection.onDidSaveTextDocument(({ textDocument }) => documents.save(textDocument.uri));
  connection.onDidCloseTextDocument(({ textDocument }) => documents.close(textDocument.uri));
}

/** Runs one request; whatever fails becomes words for a person, once, at this wall. */
export async function outcome<T>(
  { problemWords }: Pick<Engine, 'problemWords'>,
  subject: string,
  run: () => T | Promise<T>,
): Promise<Outcome<T>> {
  try {
    return { ok: true, value: await run() };
  } catch (error) {
    return { ok: false, problem: reportProblem(toProblem(error, subject), problemWords) };
  }
}

/** Runs with a signal that the client's cancelling aborts. */
export async function withSignal<T>(token: CancellationToken, run: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const abort = new AbortController();
  const subscription = token.onCancellationRequested(() => abort.abort());
  try {
    if (token.isCancellationRequested) abort.abort();
    return await run(abort.signal);
  } finally {
    subscription.dispose();
  }
}
