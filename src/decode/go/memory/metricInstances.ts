import type { PrometheusSamples } from '../../metrics/prometheusText';

/** Labels that the Go and process collectors of client_golang give themselves. All others are of whoever gathered the page. */
const ownLabels: ReadonlySet<string> = new Set(['__name__', 'version', 'quantile', 'le', 'path', 'checksum']);

/** What every Go process tells, once each: labels of these name the process. */
const telling = /^(?:go_goroutines|go_memstats_|go_gc_heap_|go_memory_classes_|process_resident_memory_bytes)/;

/** A name is looked for at its beginning alone, however long it is. */
const label = /(?<!\w)([a-zA-Z_]\w*)\s*=\s*"((?:[^"\\]|\\.)*)"/g;

/**
 * The samples of each process of a page, under the labels that tell it from the others as Prometheus writes them; under the empty text
 * where a process speaks for itself. A federated page, or one of a gateway, holds many: their numbers belong together in no way.
 */
export function metricInstances(samples: PrometheusSamples): ReadonlyMap<string, PrometheusSamples> {
  const found = new Map<string, Map<string, number>>();
  const tells = new Set<string>();
  for (const [key, value] of samples) {
    const { name, own, instance } = partsOf(key);
    const group = found.get(instance) ?? new Map<string, number>();
    found.set(instance, group);
    group.set(own === '' ? name : `${name}{${own}}`, value);
    if (telling.test(name)) tells.add(instance);
  }
  return new Map([...found].filter(([instance]) => tells.has(instance)));
}

function partsOf(key: string): { readonly name: string; readonly own: string; readonly instance: string } {
  const brace = key.indexOf('{');
  if (brace < 0) return { name: key, own: '', instance: '' };
  const labels = [...key.slice(brace).matchAll(label)].map(([, name = '', value = '']) => ({ name, value }));
  const name = key.slice(0, brace) || (labels.find((one) => one.name === '__name__')?.value ?? '');
  const written = (isOwn: boolean) =>
    labels
      .filter((one) => one.name !== '__name__' && ownLabels.has(one.name) === isOwn)
      .map((one) => `${one.name}="${one.value}"`)
      .sort()
      .join(',');
  return { name, own: written(true), instance: written(false) };
}

/** Those that a person can mean: the label set itself, the value of a label, or else a part of it. */
export function chosenInstances(instances: Iterable<string>, asked: string): readonly string[] {
  const all = [...instances];
  const exact = all.filter((one) => one === asked || [...one.matchAll(label)].some(([, , value]) => value === asked));
  return exact.length > 0 ? exact : all.filter((one) => one.includes(asked));
}
