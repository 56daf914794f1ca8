import { describe, expect, it } from 'vitest';
import type { MemoryStatistics } from '../../../../src/shared/model/process/memoryStatistics';
import { createGoDecoder } from '../../../../src/decode/go/goDecoder';
import { problemOf, readFixture } from '../../../support/profiles/decodeFixtures';

const decoder = createGoDecoder();

function read(text: string) {
  return decoder.runtimeMetrics(new TextEncoder().encode(text), '/metrics');
}

const page = `# HELP go_gc_duration_seconds A summary of the wall-time pause duration in garbage collection cycles.
# TYPE go_gc_duration_seconds summary
go_gc_duration_seconds{quantile="0"} 2.6e-05
go_gc_duration_seconds_sum 0.0123
go_gc_duration_seconds_count 42
# TYPE go_goroutines gauge
go_goroutines 73
go_info{version="go1.26.8"} 1
go_memstats_alloc_bytes 2.5386208e+07
go_memstats_alloc_bytes_total 1.2e+09
go_memstats_heap_alloc_bytes 2.5386208e+07
go_memstats_heap_idle_bytes 4096
go_memstats_heap_inuse_bytes 3.3e+07
go_memstats_heap_released_bytes 1024
go_memstats_next_gc_bytes 5e+07
go_memstats_last_gc_time_seconds 1.795180254874373e+09
go_threads 12
http_requests_total{code="200",path="/a{b}\\"c"} 1027 1395066363000
http_duration_bucket{le="+Inf"} 144320
broken_gauge NaN
process_cpu_seconds_total 1.25
process_open_fds 31
process_resident_memory_bytes 7.1e+07
process_start_time_seconds 1.79518e+09
process_virtual_memory_bytes 1.2e+09
`;

describe('Prometheus text', () => {
  it('has the memory statistics in their own units', () => {
    expect(read(page).memory).toEqual({
      totalAlloc: 1.2e9,
      heapAlloc: 25386208,
      heapIdle: 4096,
      heapInuse: 3.3e7,
      heapReleased: 1024,
      nextGc: 5e7,
      numGc: 42,
      lastGcMillis: 1_795_180_254_874.373,
    });
  });

  it('tells of the process', () => {
    expect(read(page)).toMatchObject({
      format: 'prometheus',
      goroutines: 73,
      threads: 12,
      goVersion: 'go1.26.8',
      residentBytes: 7.1e7,
      virtualBytes: 1.2e9,
      openFiles: 31,
      cpuSeconds: 1.25,
      startedAtMillis: 1.79518e12,
      liveHeap: null,
      commandLine: [],
    });
  });

  it('keeps what is of Go and of the process by name', () => {
    const { numbers } = read(page);
    expect(numbers.get('go_gc_duration_seconds{quantile="0"}')).toBe(2.6e-5);
    expect([...numbers.keys()].filter((name) => !/^(go|process)_/.test(name))).toEqual([]);
  });

  it('of the newer collectors has the live heap', () => {
    const text =
      'go_gc_heap_live_bytes 1.5e+07\ngo_sched_goroutines_goroutines 9\ngo_gc_heap_goal_bytes 3e+07\n# EOF\n';
    expect(read(text)).toMatchObject({ liveHeap: 1.5e7, goroutines: 9, memory: { nextGc: 3e7 } });
  });

  it.each(['metrics.txt', 'metrics.newer.txt'])('as %s of a real program has all parts of its memory', (name) => {
    const bytes = readFixture(`programs/metrics/recorded/${name}`);
    const metrics = decoder.runtimeMetrics(bytes, name);
    const { sys, heapSys, heapIdle, heapInuse, heapReleased, heapAlloc, ...other } = metrics.memory as MemoryStatistics;
    const { stackSys, mspanSys, mcacheSys, buckHashSys, gcSys, otherSys } = other;
    expect(heapSys).toBe(heapIdle + heapInuse);
    expect(sys).toBe(heapSys + stackSys + mspanSys + mcacheSys + buckHashSys + gcSys + otherSys);
    expect(heapReleased).toBeLessThanOrEqual(heapIdle);
    expect(heapAlloc).toBeLessThanOrEqual(heapInuse);
    expect(metrics.goVersion).toBe('go1.26.8');
    expect(metrics.residentBytes).toBeGreaterThan(heapAlloc);
    expect(metrics.liveHeap === null).toBe(name === 'metrics.txt');
  });

  it.each([
    ['a line that is cut', 'go_goroutines 73\ngo_memstats_alloc_by', 'line 2'],
    ['labels that are not closed', 'go_goroutines 73\ngo_info{version="go1', 'line 2'],
    ['metrics of another program', 'python_gc_objects_collected_total 5\n', 'go_*'],
    ['no metrics', 'hello\n', '"hello"'],
    ['nothing', '', 'empty'],
  ])('is refused with %s', (_what, text, words) => {
    expect(problemOf(() => read(text))).toMatchObject({
      kind: 'unreadable',
      detail: expect.stringContaining(words) as string,
    });
  });
});

describe('the text of a heap profile', () => {
  it('has what its end says', () => {
    const heap = readFixture('profiles/heap.debug1.txt');
    const metrics = decoder.runtimeMetrics(heap, 'heap?debug=1');
    expect(metrics).toMatchObject({ format: 'heap-text', goroutines: null, residentBytes: null });
    expect(metrics.memory).toEqual(decoder.memoryStatistics(heap, 'heap?debug=1'));
  });

  it.each(['profiles/heap.pb.gz', 'profiles/goroutine.debug1.txt'])('is what %s has to be', (name) => {
    expect(problemOf(() => decoder.runtimeMetrics(readFixture(name), name))).toMatchObject({
      kind: 'unreadable',
      detail: expect.stringContaining('heap?debug=1') as string,
    });
  });
});

describe('/debug/vars', () => {
  const vars = readFixture('programs/shapes/recorded/vars.json');

  it('has all memory statistics, the command line and what the program publishes', () => {
    const metrics = decoder.runtimeMetrics(vars, '/debug/vars');
    const { memstats, goroutines } = JSON.parse(new TextDecoder().decode(vars)) as {
      memstats: Record<string, number>;
      goroutines: number;
    };
    expect(metrics.memory).toEqual(decoder.memoryStatistics(vars, '/debug/vars'));
    expect(metrics).toMatchObject({ format: 'expvar', goroutines, residentBytes: null });
    expect(metrics.commandLine.at(-1)).toBe('recorded');
    expect(metrics.numbers.get('memstats.HeapAlloc')).toBe(memstats['HeapAlloc']);
  });

  it('may lack the memory statistics', () => {
    expect(read('{"requests": 12}')).toMatchObject({ memory: {}, goroutines: null });
  });

  it.each(['{"memstats": {', '[1, 2]', '{"a": 1} x'])('is refused when it is no JSON object: %s', (text) => {
    expect(problemOf(() => read(text)).kind).toBe('unreadable');
  });
});
