// An engine without a service to watch: it says over the real wire what an engine says in a day, as fast as it is heard.
import {
  createConnection,
  DocumentDiagnosticReportKind,
  ProposedFeatures,
  TextDocumentSyncKind,
  type InitializeResult,
} from 'vscode-languageserver/node';
import {
  engineNotifications,
  requests,
  type Message,
  type Outcome,
  type TargetState,
} from '../../../../src/shared/wires/lspMessages';
import { toSeriesTable, type SeriesTable } from '../../../../src/shared/model/series/series';
import type { StoredSnapshot } from '../../../../src/shared/model/snapshot';
import { healthyService, isAway, leakingService, pointAt, stateAt } from '../../../support/soak/serviceDay';
import { passPolls } from './dayMessages';
import { diagnosticsAt, findingsAt, hintsAt } from './dayFindings';

const services = [leakingService, healthyService];
/** Points of a window, for a panel that begins anew. */
const windowPolls = 360;
/** So often an engine asks for another look at the problems; the answer also says that everything before it was heard. */
const pollsARefresh = 3;

const connection = createConnection(ProposedFeatures.all);
/** By URI. */
const openVersions = new Map<string, number>();
const connected = new Set<string>();
/** As the editor writes it; it is not open all day. */
let gatewayUri = '';
let now = 0;

connection.onInitialize((): InitializeResult => {
  return {
    capabilities: {
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.None },
      diagnosticProvider: { identifier: 'leaklens', interFileDependencies: false, workspaceDiagnostics: false },
    },
    serverInfo: { name: 'leaklens' },
  };
});
connection.onDidOpenTextDocument(({ textDocument: { uri, version } }) => {
  openVersions.set(uri, version);
  if (isGateway(uri)) gatewayUri = uri;
});
connection.onDidCloseTextDocument(({ textDocument: { uri } }) => void openVersions.delete(uri));
connection.languages.diagnostics.on(({ textDocument: { uri } }) => {
  return { kind: DocumentDiagnosticReportKind.Full, items: isGateway(uri) ? diagnosticsAt(uri, now) : [] };
});

answer(requests.connect, ({ url }): Outcome<TargetState> => {
  const service = services.find(({ id }) => url.endsWith(id.slice(-4))) ?? healthyService;
  connected.add(service.id);
  tell(engineNotifications.targetsChanged, states());
  return { ok: true, value: stateAt(service, now) };
});
answer(requests.disconnect, ({ targetId }) => {
  connected.delete(targetId);
  tell(engineNotifications.targetsChanged, states());
});
answer(requests.targets, states);
answer(requests.findings, () => []);
answer(requests.snapshots, (): Outcome<readonly StoredSnapshot[]> => ({ ok: true, value: [] }));
answer(requests.series, ({ targetId }): Outcome<SeriesTable> => {
  const service = services.find(({ id }) => id === targetId) ?? healthyService;
  const first = Math.max(0, now - windowPolls);
  const points = Array.from({ length: now - first + 1 }, (_, index) => pointAt(service, first + index));
  return { ok: true, value: toSeriesTable(points) };
});
answer(passPolls, async ({ from, count }) => {
  for (let poll = from; poll < from + count; poll += 1) {
    now = poll;
    tellPoll();
    if (poll % pollsARefresh === 0) await connection.languages.diagnostics.refresh();
  }
  return null;
});
connection.listen();

function answer<P, R>({ method }: Message<P, R>, give: (params: P) => R | Promise<R>): void {
  connection.onRequest(method, async (params: P) => await give(params));
}

function tell<P>({ method }: Message<P>, params: P): void {
  // A client that is going away refuses notifications; there is nobody left to tell.
  connection.sendNotification(method, params).catch(() => undefined);
}

function states() {
  return services.filter(({ id }) => connected.has(id)).map((service) => stateAt(service, now));
}

function isGateway(uri: string): boolean {
  return uri.endsWith('/gateway/gateway.go');
}

/** What one round of an engine says, in its order. */
function tellPoll(): void {
  const documents = [{ uri: gatewayUri, version: openVersions.get(gatewayUri) ?? null, hints: hintsAt(now) }];
  tell(engineNotifications.hints, { documents });
  for (const service of services) {
    if (isAway(service, now)) continue;
    tell(engineNotifications.seriesGrew, { targetId: service.id, points: [pointAt(service, now)] });
  }
  tell(engineNotifications.targetsChanged, states());
  tell(engineNotifications.findingsChanged, findingsAt(gatewayUri, now));
}
