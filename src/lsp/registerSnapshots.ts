import { t } from '@vscode/l10n';
import type { CancellationToken } from 'vscode-languageserver/node';
import { requests } from '../shared/wires/lspMessages';
import { LeakLensError } from '../shared/model/errors';
import type { ReadSnapshot } from '../shared/ports/words/snapshotWords';
import type { SnapshotReport } from '../shared/model/report/snapshotReport';
import { summaryWords } from './summaryWords';
import { done, outcome, withSignal, type Face, type Params } from './face';

/** Joins what snapshots are asked for to the wire. */
export function registerSnapshots(face: Face): void {
  const { connection, engine } = face;
  const { snapshots } = engine;
  connection.onRequest(
    requests.capture.method,
    ({ targetId }: Params<typeof requests.capture>, token: CancellationToken) =>
      outcome(face, targetId, () => withSignal(token, (signal) => engine.capture(targetId, signal))),
  );
  connection.onRequest(requests.snapshots.method, () =>
    outcome(face, t('the list of snapshots'), async () =>
      (await snapshots.list()).map((snapshot) => ({ ...snapshot, numbers: summaryWords(snapshot, face.runtimes) })),
    ),
  );
  connection.onRequest(requests.renameSnapshot.method, ({ id, name }: Params<typeof requests.renameSnapshot>) =>
    outcome(face, id, () => snapshots.rename(id, name)),
  );
  connection.onRequest(requests.pinSnapshot.method, ({ id, pinned }: Params<typeof requests.pinSnapshot>) =>
    outcome(face, id, () => snapshots.pin(id, pinned)),
  );
  connection.onRequest(requests.deleteSnapshot.method, ({ id }: Params<typeof requests.deleteSnapshot>) =>
    done(face, id, () => snapshots.delete(id)),
  );
  connection.onRequest(
    requests.exportSnapshot.method,
    (params: Params<typeof requests.exportSnapshot>, token: CancellationToken) =>
      outcome(face, params.id, () => withSignal(token, (signal) => snapshots.export(params, signal))),
  );
  registerPages(face);
}

function registerPages(face: Face): void {
  const { connection } = face;
  connection.onRequest(
    requests.snapshotReport.method,
    ({ id }: Params<typeof requests.snapshotReport>, token: CancellationToken) =>
      outcome(face, id, () => withSignal(token, (signal) => snapshotPage(face, id, signal))),
  );
  connection.onRequest(
    requests.compareSnapshots.method,
    (params: Params<typeof requests.compareSnapshots>, token: CancellationToken) =>
      outcome(face, params.id, () => withSignal(token, (signal) => comparisonPage(face, params, signal))),
  );
}

async function snapshotPage(face: Face, id: string, signal: AbortSignal): Promise<SnapshotReport> {
  const read = await face.engine.snapshots.read(id, signal);
  return wordsOf(face, read).report(read, readerOf(face));
}

async function comparisonPage(
  face: Face,
  { base, id }: Params<typeof requests.compareSnapshots>,
  signal: AbortSignal,
): Promise<SnapshotReport> {
  const { snapshots } = face.engine;
  const before = await snapshots.read(base, signal);
  const after = await snapshots.read(id, signal);
  const [earlier, later] = [before.snapshot, after.snapshot];
  if (earlier.runtime !== later.runtime) {
    const detail = `a snapshot of another runtime (${earlier.runtime}) cannot be compared with it`;
    throw new LeakLensError({ kind: 'unreadable', subject: later.name || later.target.name, detail });
  }
  return wordsOf(face, after).comparison(before, after, readerOf(face));
}

function wordsOf({ runtimes }: Face, { snapshot }: ReadSnapshot) {
  return runtimes.of(snapshot.runtime).words.snapshots;
}

function readerOf({ documents, language }: Face) {
  return { uriOf: (path: string) => documents.uri(path), language };
}
