import type { CancellationToken } from 'vscode-languageserver/node';
import { LeakLensError } from '../shared/model/errors';
import type { MemoryOrigin, MemoryView } from '../shared/model/views/memoryView';
import { requests } from '../shared/wires/lspMessages';
import { memoryView } from './memoryView';
import { outcome, withSignal, type Face, type Params } from './face';

/** More moments than a chart has pixels for. */
const mostMoments = 800;

/** Joins the question where a process's memory is to the wire. */
export function registerMemory(face: Face): void {
  face.connection.onRequest(
    requests.memory.method,
    (origin: Params<typeof requests.memory>, token: CancellationToken) =>
      outcome(face, origin.kind === 'live' ? origin.targetId : origin.id, () =>
        withSignal(token, (signal) => memoryOf(face, origin, signal)),
      ),
  );
}

async function memoryOf({ engine, runtimes }: Face, origin: MemoryOrigin, signal: AbortSignal): Promise<MemoryView> {
  if (origin.kind === 'snapshot') {
    const { snapshot, numbers } = await engine.snapshots.read(origin.id, signal);
    const values = { ...snapshot.summary, ...numbers };
    return memoryView(runtimes.of(snapshot.runtime), [{ atMillis: snapshot.capturedAtMillis, life: 0, values }]);
  }
  const { targetId } = origin;
  const status = engine.targets().find(({ target }) => target.id === targetId);
  if (status === undefined) {
    throw new LeakLensError({ kind: 'not-found', subject: targetId, detail: 'not connected' });
  }
  const points = engine.series({ targetId, sinceMillis: null, maxPoints: mostMoments });
  return memoryView(runtimes.of(status.runtime), points);
}
