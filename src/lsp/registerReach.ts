import { t } from '@vscode/l10n';
import type { CancellationToken } from 'vscode-languageserver/node';
import { printedAddress } from '../shared/base/addresses/printedUrl';
import { requests } from '../shared/wires/lspMessages';
import { outcome, withSignal, type Face, type Params } from './face';

/** Joins what finds services to the wire. Each looks only when it is asked. */
export function registerReach(face: Face): void {
  const { connection, engine } = face;
  const processes = t('processes of this machine');
  const kubernetes = () => engine.surroundings('kubectl').kubernetes;
  connection.onRequest(requests.localTargets.method, (_none: null, token: CancellationToken) =>
    outcome(face, processes, () =>
      withSignal(token, (signal) => engine.surroundings(processes).localTargets.find(signal)),
    ),
  );
  connection.onRequest(
    requests.lookIntoArchive.method,
    (params: Params<typeof requests.lookIntoArchive>, token: CancellationToken) =>
      outcome(face, printedAddress(params.url), () =>
        withSignal(token, (signal) => engine.lookIntoArchive(params, signal)),
      ),
  );
  connection.onRequest(requests.localNodes.method, (_none: null, token: CancellationToken) =>
    outcome(face, 'localhost', () =>
      withSignal(token, (signal) => engine.surroundings('localhost').localNodes.find(signal)),
    ),
  );
  connection.onRequest(requests.hasKubectl.method, () => outcome(face, 'kubectl', () => kubernetes().isInstalled()));
  connection.onRequest(requests.kubernetesContexts.method, (_none: null, token: CancellationToken) =>
    outcome(face, 'kubectl', () => withSignal(token, (signal) => kubernetes().contexts(signal))),
  );
  connection.onRequest(
    requests.kubernetesNamespaces.method,
    ({ context }: Params<typeof requests.kubernetesNamespaces>, token: CancellationToken) =>
      outcome(face, 'kubectl', () => withSignal(token, (signal) => kubernetes().namespaces(context, signal))),
  );
  connection.onRequest(
    requests.kubernetesPods.method,
    (place: Params<typeof requests.kubernetesPods>, token: CancellationToken) =>
      outcome(face, 'kubectl', () => withSignal(token, (signal) => kubernetes().pods(place, signal))),
  );
}
