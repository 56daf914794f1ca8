import type { PodPort } from '../../shared/model/target/kubernetes';
import type { Pod } from '../../shared/model/target/kubernetes';
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
    return [{ name, namespace, phase: typeof phase === 'string' ? phase : 'Unknown', ports: portsOf(item) }];
  });
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
