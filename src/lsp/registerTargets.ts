import type { CancellationToken } from 'vscode-languageserver/node';
import { clientNotifications, requests } from '../shared/wires/lspMessages';
import { printedAddress } from '../shared/base/addresses/printedUrl';
import type { ConnectParams } from '../shared/model/engineRequests';
import { toSeriesTable } from '../shared/model/series/series';
import { outcome, withSignal, type Face, type Params } from './face';
import { localPath } from './openDocuments';
import { targetState } from './targetState';

/** Joins what targets are asked for to the wire. */
export function registerTargets(face: Face): void {
  const { connection, engine } = face;
  connection.onRequest(requests.connect.method, (params: Params<typeof requests.connect>, token: CancellationToken) =>
    outcome(face, printedAddress(params.url), async () =>
      targetState(await withSignal(token, (signal) => engine.connect(allowed(params, face), signal)), face),
    ),
  );
  connection.onRequest(requests.disconnect.method, ({ targetId }: Params<typeof requests.disconnect>) => {
    engine.disconnect(targetId);
    return null;
  });
  connection.onRequest(requests.refresh.method, async ({ targetId }: Params<typeof requests.refresh>) => {
    await engine.refresh(targetId);
    return null;
  });
  connection.onRequest(requests.askForLeaks.method, ({ targetId }: Params<typeof requests.askForLeaks>) =>
    outcome(face, targetId, () => engine.askForLeaks(targetId)),
  );
  connection.onRequest(requests.targets.method, () => engine.targets().map((status) => targetState(status, face)));
  connection.onRequest(requests.series.method, (params: Params<typeof requests.series>) =>
    outcome(face, params.targetId, () => toSeriesTable(engine.series(params))),
  );
  connection.onNotification(
    clientNotifications.settings.method,
    (settings: Params<typeof clientNotifications.settings>) => engine.applySettings(settings),
  );
  connection.onNotification(clientNotifications.trusted.method, () => engine.trust());
}

/** A command that is run comes from the person's own settings, as our own extension reads them; from no other editor's message. */
function allowed({ rpc, ...params }: Params<typeof requests.connect>, { hostCommands }: Face): ConnectParams {
  return hostCommands && rpc !== undefined ? { ...params, rpc } : params;
}

/** Joins what is asked about files to the wire. */
export function registerFiles(face: Face): void {
  const { connection, engine } = face;
  connection.onRequest(requests.linkedSource.method, ({ uri }: Params<typeof requests.linkedSource>) =>
    outcome(face, uri, () => {
      const path = localPath(uri);
      return path === null ? null : engine.linkedSource(path);
    }),
  );
  connection.onRequest(requests.missingFiles.method, () => engine.missingFiles());
  connection.onRequest(requests.explainMapping.method, ({ file, path }: Params<typeof requests.explainMapping>) =>
    engine.explainMapping(file, path),
  );
}
