import type { BenchmarkCost } from '../../../shared/model/tests/testProfile';

/** `BenchmarkParse/small-8  	  123	  9876 ns/op	  12 MB/s	  1204 B/op	  31 allocs/op` (testing.BenchmarkResult.String, MemString). */
const resultLine = /^(Benchmark\S*)[ \t]+\d+\t(.*ns\/op.*)$/gm;

/** The costs of an operation by benchmark, in the order of the output; of several runs of one their median. */
export function benchmarkCosts(output: string): readonly BenchmarkCost[] {
  const results = [...output.matchAll(resultLine)].map(([, name = '', measures = '']) => ({ name, measures }));
  const processors = commonProcessors(results.map(({ name }) => name));
  const runs = new Map<string, string[]>();
  for (const { name, measures } of results) {
    const short = name.slice(0, name.length - processors.length);
    runs.set(short, [...(runs.get(short) ?? []), measures]);
  }
  return [...runs].map(([name, measures]) => ({
    name,
    nanos: medianOf(measures, 'ns/op') ?? 0,
    bytes: medianOf(measures, 'B/op'),
    allocations: medianOf(measures, 'allocs/op'),
  }));
}

/** `-8`, where all names end so: a name may end in a number of its own. */
function commonProcessors(names: readonly string[]): string {
  const [first = ''] = names;
  const end = /-\d+$/.exec(first)?.[0] ?? '';
  return names.every((name) => name.endsWith(end)) ? end : '';
}

function medianOf(measures: readonly string[], unit: string): number | null {
  const values = measures
    .flatMap((text) => text.split('\t').flatMap((one) => (one.endsWith(` ${unit}`) ? [Number.parseFloat(one)] : [])))
    .sort((a, b) => a - b);
  const middle = values.length / 2;
  const [low, high] = [values[Math.ceil(middle) - 1], values[Math.floor(middle)]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}
