import type { MemoryStatistics } from '../../../shared/model/process/memoryStatistics';
import type { RuntimeMetrics } from '../../../shared/model/process/runtimeMetrics';
import { unrecognised } from '../../formats/lookalikes';
import { hasStatisticsTail, readKnownStatistics } from './memoryStatistics';
import { unreadable } from '../../base/unreadable';
import { parseExpvar } from './expvar';
import { chosenInstances, metricInstances } from './metricInstances';
import { isPrometheusText, readPrometheusText } from '../../metrics/prometheusText';
import type { PrometheusSamples } from '../../metrics/prometheusText';

const openBrace = 0x7b;

/**
 * Reads what a page tells of its Go process: Prometheus' `/metrics`, expvar's `/debug/vars`, or the end of `heap?debug=1`.
 *
 * @param instance which process of a page that holds several: its labels, or the value of one; null for the only one
 * @throws LeakLensError `unreadable`
 */
export function readRuntimeMetrics(text: Uint8Array, subject: string, instance: string | null = null): RuntimeMetrics {
  if (text.find((byte) => byte > 32) === openBrace && !isNamedInBraces(text)) return fromExpvar(text, subject);
  if (!isPrometheusText(text)) return fromHeapText(text, subject);
  const samples = readPrometheusText(text, subject);
  if (samples.size > 0) return fromPrometheus(ofInstance(samples, subject, instance));
  throw unreadable(subject, 'expected metrics named go_* or process_*; there are others only: is it a Go program?');
}

const expected =
  'memory statistics, as # runtime.MemStats of heap?debug=1, /debug/vars or /metrics of Prometheus have them';

/** `{__name__="go_goroutines",instance="a:1"} 8`, as promtool dumps it. */
function isNamedInBraces(text: Uint8Array): boolean {
  return /^\s*\{\s*__name__\s*=/.test(Buffer.from(text.subarray(0, 200)).toString('latin1'));
}

/** Instances that are named where one has to be chosen. */
const namedInstances = 10;

/** Nothing is summed: of several processes one has to be chosen. */
function ofInstance(samples: PrometheusSamples, subject: string, asked: string | null): PrometheusSamples {
  const instances = metricInstances(samples);
  const names = [...instances.keys()];
  if (instances.size === 0 || (asked === null && names.length === 1 && names[0] === '')) return samples;
  const chosen = asked === null ? names : chosenInstances(names, asked);
  const [only = ''] = chosen;
  if (chosen.length === 1) return instances.get(only) ?? samples;
  const listed = (chosen.length === 0 ? names : chosen).slice(0, namedInstances).map((name) => `{${name}}`);
  const what = asked === null || chosen.length > 1 ? 'several processes' : `no process of “${asked}”`;
  throw unreadable(
    subject,
    `it tells of ${what}: choose one with --instance, of ${listed.join(', ')}${names.length > namedInstances ? ' and others' : ''}`,
  );
}

/** A profile without statistics is told what it lacks, anything else what is expected. */
function fromHeapText(text: Uint8Array, subject: string): RuntimeMetrics {
  if (!hasStatisticsTail(text)) throw unrecognised(text, subject, expected);
  return { ...nothing, format: 'heap-text', memory: readKnownStatistics(text, subject), numbers: new Map() };
}

function fromExpvar(text: Uint8Array, subject: string): RuntimeMetrics {
  const { variables, memoryStatistics, commandLine } = parseExpvar(text, subject);
  const numbers = new Map(variables);
  for (const [name, value] of memoryStatistics) numbers.set(`memstats.${name}`, Number(value));
  const goroutines = [...variables.keys()].find((name) => /^(num_?)?goroutines?$/i.test(name)) ?? '';
  return {
    ...nothing,
    format: 'expvar',
    memory: memoryStatistics.has('HeapAlloc') ? readKnownStatistics(text, subject) : {},
    goroutines: variables.get(goroutines) ?? null,
    commandLine,
    numbers,
  };
}

const nothing = {
  liveHeap: null,
  goroutines: null,
  threads: null,
  goVersion: null,
  residentBytes: null,
  virtualBytes: null,
  openFiles: null,
  cpuSeconds: null,
  startedAtMillis: null,
  commandLine: [],
} as const;

const millisPerSecond = 1000;

function fromPrometheus(samples: PrometheusSamples): RuntimeMetrics {
  const get: Get = (...names) => {
    for (const name of names) {
      const value = samples.get(name);
      if (value !== undefined && Number.isFinite(value)) return value;
    }
    return null;
  };
  const started = get('process_start_time_seconds');
  return {
    format: 'prometheus',
    memory: memoryOf(get),
    liveHeap: get('go_gc_heap_live_bytes'),
    goroutines: get('go_goroutines', 'go_sched_goroutines_goroutines'),
    threads: get('go_threads', 'process_threads'),
    goVersion: versionOf(samples),
    residentBytes: get('process_resident_memory_bytes'),
    virtualBytes: get('process_virtual_memory_bytes'),
    openFiles: get('process_open_fds'),
    cpuSeconds: get('process_cpu_seconds_total'),
    startedAtMillis: started === null ? null : started * millisPerSecond,
    commandLine: [],
    numbers: samples,
  };
}

function versionOf(samples: PrometheusSamples): string | null {
  const info = [...samples.keys()].find((key) => key.startsWith('go_info{')) ?? '';
  return /[{,]\s*version="([^"]*)"/.exec(info)?.[1] ?? null;
}

/** Fields of runtime.MemStats by the metrics that have them (go_collector.go of client_golang). */
const memoryMetrics: Readonly<Partial<Record<keyof MemoryStatistics, readonly string[]>>> = {
  totalAlloc: ['go_memstats_alloc_bytes_total', 'go_gc_heap_allocs_bytes_total'],
  sys: ['go_memstats_sys_bytes', 'go_memory_classes_total_bytes'],
  mallocs: ['go_memstats_mallocs_total'],
  frees: ['go_memstats_frees_total'],
  heapAlloc: ['go_memstats_heap_alloc_bytes', 'go_memstats_alloc_bytes', 'go_memory_classes_heap_objects_bytes'],
  heapSys: ['go_memstats_heap_sys_bytes'],
  heapIdle: ['go_memstats_heap_idle_bytes'],
  heapInuse: ['go_memstats_heap_inuse_bytes'],
  heapReleased: ['go_memstats_heap_released_bytes', 'go_memory_classes_heap_released_bytes'],
  heapObjects: ['go_memstats_heap_objects', 'go_gc_heap_objects_objects'],
  stackInuse: ['go_memstats_stack_inuse_bytes', 'go_memory_classes_heap_stacks_bytes'],
  stackSys: ['go_memstats_stack_sys_bytes'],
  mspanSys: ['go_memstats_mspan_sys_bytes'],
  mcacheSys: ['go_memstats_mcache_sys_bytes'],
  buckHashSys: ['go_memstats_buck_hash_sys_bytes', 'go_memory_classes_profiling_buckets_bytes'],
  gcSys: ['go_memstats_gc_sys_bytes'],
  otherSys: ['go_memstats_other_sys_bytes', 'go_memory_classes_other_bytes'],
  nextGc: ['go_memstats_next_gc_bytes', 'go_gc_heap_goal_bytes'],
  numGc: ['go_gc_cycles_total_gc_cycles_total', 'go_gc_duration_seconds_count'],
  numForcedGc: ['go_gc_cycles_forced_gc_cycles_total'],
  gcCpuFraction: ['go_memstats_gc_cpu_fraction'],
};

/** The same from runtime/metrics, where a field of runtime.MemStats is the sum of several classes (runtime/mstats.go). */
const memoryClasses: Readonly<Partial<Record<keyof MemoryStatistics, readonly string[]>>> = {
  heapSys: ['heap_objects', 'heap_unused', 'heap_free', 'heap_released'],
  heapIdle: ['heap_free', 'heap_released'],
  heapInuse: ['heap_objects', 'heap_unused'],
  stackSys: ['heap_stacks', 'os_stacks'],
  mspanSys: ['metadata_mspan_inuse', 'metadata_mspan_free'],
  mcacheSys: ['metadata_mcache_inuse', 'metadata_mcache_free'],
  gcSys: ['metadata_other'],
};

/** math.MaxInt64 as a double: without GOMEMLIMIT (runtime/debug, SetMemoryLimit). */
const noMemoryLimit = 2 ** 62;

type Get = (...names: readonly string[]) => number | null;

function memoryOf(get: Get): Partial<MemoryStatistics> {
  const fields = new Set([...Object.keys(memoryMetrics), ...Object.keys(memoryClasses)] as (keyof MemoryStatistics)[]);
  const known = [...fields].flatMap((field) => {
    const value = get(...(memoryMetrics[field] ?? [])) ?? sumOf(memoryClasses[field] ?? [], get);
    return value === null ? [] : [[field, value] as const];
  });
  const lastGcSeconds = get('go_memstats_last_gc_time_seconds');
  const limit = get('go_gc_gomemlimit_bytes');
  return {
    ...Object.fromEntries(known),
    ...(limit === null || limit >= noMemoryLimit ? {} : { memoryLimit: limit }),
    ...(lastGcSeconds === null ? {} : { lastGcMillis: lastGcSeconds * millisPerSecond }),
  };
}

function sumOf(classes: readonly string[], get: Get): number | null {
  const values = classes.map((name) => get(`go_memory_classes_${name}_bytes`));
  return values.length === 0 || values.includes(null) ? null : values.reduce<number>((sum, one) => sum + (one ?? 0), 0);
}
