import { t } from '@vscode/l10n';
import type { CancellationToken, Connection } from 'vscode-languageserver/node';
import { requests } from '../shared/wires/lspMessages';
import type { Engine } from './engine';
import { outcome, withSignal, type Params } from './registerHandlers';

/** Joins what snapshots are asked for to the wire. */
export function registerSnapshots(connection: Connection, engine: Engine): void {
  const { snapshots } = engine;
  connection.onRequest(
    requests.capture.method,
    ({ targetId }: Params<typeof requests.capture>, token: CancellationToken) =>
      outcome(engine, targetId, () => withSignal(token, (signal) => engine.capture(targetId, signal))),
  );
  connection.onRequest(requests.snapshots.method, () =>
    outcome(engine, t('the list of snapshots'), () => snapshots.list()),
  );
  connection.onRequest(requests.renameSnapshot.method, ({ id, name }: Params<typeof requests.renameSnapshot>) =>
    outcome(engine, id, () => snapshots.rename(id, name)),
  );
  connection.onRequest(requests.pinSnapshot.method, ({ id, pinned }: Params<typeof requests.pinSnapshot>) =>
    outcome(engine, id, () => snapshots.pin(id, pinned)),
  );
  connection.onRequest(requests.deleteSnapshot.method, ({ id }: Params<typeof requests.deleteSnapshot>) =>
    outcome(engine, id, () => snapshots.delete(id)),
  );
  connection.onRequest(
    requests.snapshotReport.method,
    ({ id }: Params<typeof requests.snapshotReport>, token: CancellationToken) =>
      outcome(engine, id, () => withSignal(token, (signal) => snapshots.report(id, signal))),
  );
  connection.onRequest(
    requests.compareSnapshots.method,
    (params: Params<typeof requests.compareSnapshots>, token: CancellationToken) =>
      outcome(engine, params.id, () => withSignal(token, (signal) => snapshots.compare(params, signal))),
  );
  connection.onRequest(
    requests.exportSnapshot.method,
    (params: Params<typeof requests.exportSnapshot>, token: CancellationToken) =>
      outcome(engine, params.id, () => withSignal(token, (signal) => snapshots.export(params, signal))),
  );
}
