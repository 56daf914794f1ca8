// Pages of Prometheus that hold more than one process, or one with labels of whoever gathered it.
import { describe, expect, it } from 'vitest';
import { createGoDecoder } from '../../../../src/decode/go/goDecoder';
import type { LeakLensError } from '../../../../src/shared/model/errors';

const decoder = createGoDecoder();

function read(page: string, instance: string | null = null): number | null {
  return decoder.runtimeMetrics(Buffer.from(page), 'metrics', instance).memory.heapAlloc ?? null;
}

function refusal(page: string, instance: string | null = null): string {
  try {
    return String(read(page, instance));
  } catch (error) {
    return (error as LeakLensError).problem.detail;
  }
}

const federated = `# TYPE go_memstats_heap_alloc_bytes untyped
go_memstats_heap_alloc_bytes{instance="10.0.0.1:6060",job="shop"} 1000 1700000000000
go_memstats_heap_alloc_bytes{instance="10.0.0.2:6060",job="shop"} 2000 1700000000000
go_memstats_heap_alloc_bytes{job="cart",instance="10.0.0.3:6060"} 3000 1700000000000
go_goroutines{instance="10.0.0.1:6060",job="shop"} 8 1700000000000
`;

describe('a page', () => {
  it.each([
    ['with labels of whoever gathered it', 'go_memstats_heap_alloc_bytes{instance="a:1",job="x"} 5 1700000000000\n', 5],
    [
      'with constant labels of its own',
      'go_memstats_heap_alloc_bytes{service="shop"} 7\ngo_goroutines{service="shop"} 2\n',
      7,
    ],
    ['as promtool dumps it', '{__name__="go_memstats_heap_alloc_bytes",instance="a:1"} 9 1700000000000\n', 9],
    [
      'of one process whose databases have labels',
      'go_memstats_heap_alloc_bytes 11\ngo_sql_open_connections{db_name="a"} 1\n',
      11,
    ],
    [
      'in which a later line is newer',
      'go_memstats_heap_alloc_bytes{i="a"} 1 1\ngo_memstats_heap_alloc_bytes{i="a"} 13 2\n',
      13,
    ],
  ])('%s is read as ever', (_, page, bytes) => expect(read(page)).toBe(bytes));

  it('keeps the version of the Go that it was built with', () => {
    const page = 'go_info{instance="a:1",version="go1.26.8"} 1\ngo_goroutines{instance="a:1"} 2\n';
    expect(decoder.runtimeMetrics(Buffer.from(page), 'metrics').goVersion).toBe('go1.26.8');
  });

  it.each([
    ['the value of a label', '10.0.0.2:6060', 2000],
    ['a value that only one has', 'cart', 3000],
    ['the labels as they are', 'instance="10.0.0.1:6060",job="shop"', 1000],
    ['a part of them', '0.0.3', 3000],
  ])('of several processes is read by %s', (_, instance, bytes) => expect(read(federated, instance)).toBe(bytes));

  it.each([
    ['nothing', null, /several processes: choose one with --instance, of \{instance="10\.0\.0\.1:6060",job="shop"\}, /],
    ['what two have', 'shop', /several processes: .*0\.1.*0\.2[^3]*$/],
    ['what none has', 'till', /no process of “till”: .*0\.1.*0\.2.*0\.3/],
  ])('of several processes is refused for %s, and sums nothing', (_, instance, words) =>
    expect(refusal(federated, instance)).toMatch(words),
  );
});
