import type { CancellationToken } from 'vscode-languageserver/node';
import { LeakLensError } from '../shared/model/errors';
import { engineNotifications, requests } from '../shared/wires/lspMessages';
import { outcome, withSignal, type Face, type Params } from './face';
import { localPath } from './openDocuments';

/** Joins what runs tests of the workspace to the wire. */
export function registerTests(face: Face): void {
  const { connection, engine } = face;
  const told = (text: string) => {
    // A client that is going away refuses notifications; there is nobody left to tell.
    connection.sendNotification(engineNotifications.testOutput.method, { text }).catch(() => undefined);
  };
  connection.onRequest(requests.testFunctions.method, ({ uri }: Params<typeof requests.testFunctions>) =>
    outcome(face, uri, () => engine.tests.functionsIn(pathOf(uri))),
  );
  connection.onRequest(
    requests.profileTest.method,
    ({ uri, ...request }: Params<typeof requests.profileTest>, token: CancellationToken) =>
      outcome(face, request.test.name, () =>
        withSignal(token, (signal) => engine.tests.profile({ ...request, path: pathOf(uri) }, told, signal)),
      ),
  );
  connection.onRequest(
    requests.checkTests.method,
    ({ uri, ...request }: Params<typeof requests.checkTests>, token: CancellationToken) =>
      outcome(face, request.test ?? 'go test', () =>
        withSignal(token, (signal) => engine.tests.check({ ...request, path: pathOf(uri) }, told, signal)),
      ),
  );
}

/** @throws LeakLensError `not-found` for what is no file of this machine */
function pathOf(uri: string): string {
  const path = localPath(uri);
  if (path === null)
    throw new LeakLensError({ kind: 'not-found', subject: uri, detail: 'it is no file of this machine' });
  return path;
}
