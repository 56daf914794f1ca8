import type { CancellationToken } from 'vscode-languageserver/node';
import { requests } from '../shared/wires/lspMessages';
import { outcome, withSignal, type Face, type Params } from './face';

/** Joins what tells who holds the memory of a process to the wire. */
export function registerHolders(face: Face): void {
  const { connection, engine } = face;
  connection.onRequest(
    requests.holdersProspect.method,
    ({ targetId }: Params<typeof requests.holdersProspect>, token: CancellationToken) =>
      outcome(face, targetId, () => withSignal(token, (signal) => engine.holders.prospect(targetId, signal))),
  );
  connection.onRequest(
    requests.askHolders.method,
    (params: Params<typeof requests.askHolders>, token: CancellationToken) =>
      outcome(face, params.targetId, () => withSignal(token, (signal) => engine.holders.ask(params, signal))),
  );
}
