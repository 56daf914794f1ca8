import type { PodPort } from '../../shared/model/target/kubernetes';
import type { Pod, Workload } from '../../shared/model/target/kubernetes';
import { parsedJson } from '../../shared/base/parsedJson';
import { field, listOf } from './jsonFields';

const maxPods = 5_000;
const maxPorts = 50;

/** The pods of `kubectl get pods -o json`; entries of another shape are left out. Null when it is no list at all. */
export function parsePods(text: string): readonly Pod[] | null {
  const list = field(parsedJson(text), 'items');
  if (!Array.isArray(list)) return null;
  return list.slice(0, maxPods).flatMap((item: unknown) => {
    const name = field(field(item, 'metadata'), 'name');
    const namespace = field(field(item, 'metadata'), 'namespace');
    const phase = field(field(item, 'status'), 'phase');
    if (typeof name !== 'string' || typeof namespace !== 'string') return [];
    const workload = workloadOf(field(item, 'metadata'));
    return [
      {
        name,
        namespace,
        phase: typeof phase === 'string' ? phase : 'Unknown',
        ports: portsOf(item),
        ...(workload !== null && { workload }),
      },
    ];
  });
}

/**
 * Its controller. A ReplicaSet is one version of a Deployment, and is called like it, with the hash that its pods are labelled with:
 * https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#pod-template-hash-label
 */
function workloadOf(metadata: unknown): Workload | null {
  const owner = listOf(field(metadata, 'ownerReferences')).find((one) => field(one, 'controller') === true);
  const [kind, name] = [textOf(field(owner, 'kind')), textOf(field(owner, 'name'))];
  if (kind === '' || name === '') return null;
  const hash = textOf(field(field(metadata, 'labels'), 'pod-template-hash'));
  const isOfDeployment = kind === 'ReplicaSet' && hash !== '' && name.endsWith(`-${hash}`);
  return isOfDeployment ? { kind: 'Deployment', name: name.slice(0, -hash.length - 1) } : { kind, name };
}

function portsOf(item: unknown): readonly PodPort[] {
  return listOf(field(field(item, 'spec'), 'containers'))
    .flatMap((container) => listOf(field(container, 'ports')).map((port) => ({ container, port })))
    .slice(0, maxPorts)
    .flatMap(({ container, port }) => {
      const number = field(port, 'containerPort');
      const protocol = field(port, 'protocol') ?? 'TCP';
      if (typeof number !== 'number' || protocol !== 'TCP') return [];
      return [{ container: textOf(field(container, 'name')), name: textOf(field(port, 'name')), port: number }];
    });
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
