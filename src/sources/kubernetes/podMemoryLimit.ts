import { parsedJson } from '../../shared/base/parsedJson';
import { field, listOf } from './jsonFields';

/** Suffixes of quantities (apimachinery, pkg/api/resource/quantity.go). */
const factors: Readonly<Record<string, number>> = {
  '': 1,
  m: 1e-3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
};

/**
 * The memory limit of the container that serves a port, bytes, from `kubectl get pod -o json`: of the one that declares the port, else of
 * the only one, and no more than the limit of the pod itself. Null where there is none, or it is not clear whose.
 */
export function podMemoryLimit(text: string, port: number): number | null {
  const spec = field(parsedJson(text), 'spec');
  const containers = listOf(field(spec, 'containers'));
  const declaring = containers.filter((one) =>
    listOf(field(one, 'ports')).some((declared) => field(declared, 'containerPort') === port),
  );
  const [only] = declaring.length === 1 ? declaring : containers.length === 1 ? containers : [];
  const limits = [only, spec].map(memoryLimitOf).filter((limit) => limit !== null);
  return limits.length === 0 ? null : Math.min(...limits);
}

function memoryLimitOf(holder: unknown): number | null {
  const quantity = field(field(field(holder, 'resources'), 'limits'), 'memory');
  const [, number, suffix = ''] =
    /^(\d{1,19}(?:\.\d{1,9})?(?:[eE]\d{1,2})?)([a-zA-Z]{0,2})$/.exec(String(quantity)) ?? [];
  const bytes = Math.floor(Number(number) * (factors[suffix] ?? NaN));
  return bytes > 0 ? bytes : null;
}
