import { l10n } from 'vscode';
import type { TargetState } from '../../shared/wires/lspMessages';
import { pickSome, showInformation } from '../base/prompts';
import { addressLabel } from '../base/serviceAddress';
import { askAddress } from '../reach/credentials/secretInput';
import type { TargetConnections } from '../targets/targetConnections';

type Connections = Pick<TargetConnections, 'states' | 'paramsOf' | 'connect'>;

/** A person calls some of the connected services one service; without a name, each is by itself again. @returns ids of those it is said of */
export async function groupServices(connections: Connections): Promise<readonly string[]> {
  // The replicas that an archive keeps are one service already.
  const candidates = connections.states.filter(({ replicaOf }) => (replicaOf?.address ?? null) === null);
  if (candidates.length < 2) {
    await showInformation(l10n.t('Connect to two services first: they can be called replicas of one.'));
    return [];
  }
  const items = candidates.map((state) => ({ ...rowOf(state), state }));
  const picked = await pickSome(items, { placeHolder: l10n.t('Replicas of one service') });
  if (picked.length === 0) return [];
  const service = await askAddress({
    title: l10n.t('Replicas of one service'),
    prompt: l10n.t('What the service is called. Without a name, each of them is by itself again.'),
    value: picked.flatMap(({ state }) => state.replicaOf?.service ?? [])[0] ?? '',
    problemOf: () => null,
  });
  if (service === null) return [];
  const said: string[] = [];
  for (const { state } of picked) {
    const { id, url, name } = state.target;
    const outcome = await connections.connect({
      ...(connections.paramsOf(id) ?? { url, name }),
      service: service.trim(),
    });
    if (outcome.ok) said.push(id);
  }
  return said;
}

function rowOf({ target, replicaOf }: TargetState) {
  const description = [addressLabel(target.url), replicaOf?.service ?? ''].filter((part) => part !== '').join(' · ');
  return { label: target.name, description, picked: replicaOf !== undefined };
}
