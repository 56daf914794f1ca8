import type { MemoryStatistics } from './memoryStatistics';

/**
 * What a page tells of a Go process: Prometheus text (`/metrics`, of client_golang's Go and process collectors), expvar's
 * `/debug/vars`, or the end of pprof's `heap?debug=1`. Everything is null where the page does not tell.
 */
export interface RuntimeMetrics {
  readonly format: 'prometheus' | 'expvar' | 'heap-text';
  /** What the page knows of runtime.MemStats, in the same units. expvar and the heap's text know all of it, Prometheus most. */
  readonly memory: Partial<MemoryStatistics>;
  /** `/gc/heap/live:bytes`: what the last collection found alive. Only Prometheus with the newer collectors tells. */
  readonly liveHeap: number | null;
  readonly goroutines: number | null;
  readonly threads: number | null;
  /** `go1.26.8` */
  readonly goVersion: string | null;
  readonly residentBytes: number | null;
  readonly virtualBytes: number | null;
  readonly openFiles: number | null;
  readonly cpuSeconds: number | null;
  /** ms since 1970: another value is another process. */
  readonly startedAtMillis: number | null;
  /** The command line; empty when the page does not tell. */
  readonly commandLine: readonly string[];
  /**
   * The numbers of the page by their own names: Prometheus samples go_* and process_* as written (`go_info{version="…"}`), expvar
   * variables by their path (`memstats.HeapAlloc`).
   */
  readonly numbers: ReadonlyMap<string, number>;
}
