import type { CancellationToken } from 'vscode-languageserver/node';
import { originSubject } from '../shared/model/views/profileOrigin';
import { requests } from '../shared/wires/lspMessages';
import { outcome, withSignal, type Face, type Params } from './face';
import { localPath } from './openDocuments';
import { packColumns } from './wire/packColumns';

/** Joins what opened profiles are asked to the wire. */
export function registerProfiles(face: Face): void {
  const { connection, documents } = face;
  const { profiles } = face.engine;
  connection.onRequest(
    requests.openProfile.method,
    (request: Params<typeof requests.openProfile>, token: CancellationToken) =>
      outcome(face, originSubject(request.origin), () => withSignal(token, (signal) => profiles.open(request, signal))),
  );
  connection.onRequest(
    requests.profileView.method,
    ({ handle, query }: Params<typeof requests.profileView>, token: CancellationToken) =>
      outcome(face, handle, async () =>
        packColumns(await withSignal(token, (signal) => profiles.answer(handle, query, signal))),
      ),
  );
  connection.onRequest(
    requests.profilePlace.method,
    ({ handle, frame }: Params<typeof requests.profilePlace>, token: CancellationToken) =>
      outcome(face, handle, async () => {
        const place = await withSignal(token, (signal) => profiles.place(handle, frame, signal));
        if (place === null) return null;
        return { uri: documents.uri(place.path), line: place.line, inWorkspace: place.inWorkspace };
      }),
  );
  connection.onRequest(requests.lineProfiles.method, ({ uri, line }: Params<typeof requests.lineProfiles>) =>
    outcome(face, uri, () => {
      const path = localPath(uri);
      return path === null ? [] : face.engine.profilesAt(path, line);
    }),
  );
  connection.onRequest(
    requests.showOnLines.method,
    ({ handle, name, scope }: Params<typeof requests.showOnLines>, token: CancellationToken) =>
      outcome(face, name, () => withSignal(token, (signal) => profiles.showOnLines(handle, { name, scope }, signal))),
  );
  connection.onRequest(requests.hideFromLines.method, () => {
    profiles.hideFromLines();
    return null;
  });
  connection.onRequest(requests.closeProfile.method, ({ handle }: Params<typeof requests.closeProfile>) => {
    profiles.close(handle);
    return null;
  });
}
