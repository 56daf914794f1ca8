/** runtime.MemStats as a service reports it; bytes unless named otherwise. Field names follow the Go names. */
export interface MemoryStatistics {
  readonly totalAlloc: number;
  readonly sys: number;
  readonly mallocs: number;
  readonly frees: number;
  /** Bytes of live objects plus garbage not yet swept. */
  readonly heapAlloc: number;
  readonly heapSys: number;
  readonly heapIdle: number;
  readonly heapInuse: number;
  readonly heapReleased: number;
  readonly heapObjects: number;
  readonly stackInuse: number;
  readonly stackSys: number;
  readonly mspanSys: number;
  readonly mcacheSys: number;
  readonly buckHashSys: number;
  readonly gcSys: number;
  readonly otherSys: number;
  /** Heap size at which the next collection starts. */
  readonly nextGc: number;
  /** End of the last collection, ms since 1970; 0 before the first. */
  readonly lastGcMillis: number;
  readonly numGc: number;
  readonly numForcedGc: number;
  readonly gcCpuFraction: number;
  /**
   * Ends of the most recent collections, ns since 1970: the runtime's ring of 256, where cycle n (1-based) stands at
   * `(n + 255) % 256`. Empty when the service does not tell. A process keeps its entries, another process cannot have
   * them, so they tell a restart from a quiet moment.
   */
  readonly gcEndNanos: readonly bigint[];
  /** Peak resident set size since the process started; null when the service does not tell. */
  readonly maxRss: number | null;
  /** When the process started, ms since 1970, where the page that told the rest tells it: no field of runtime.MemStats. */
  readonly startedAtMillis?: number;
  /** GOMEMLIMIT, where that page tells it, and there is one. No field of runtime.MemStats. */
  readonly memoryLimit?: number;
}

/** A process that has not done anything yet. */
export const emptyMemory: MemoryStatistics = {
  totalAlloc: 0,
  sys: 0,
  mallocs: 0,
  frees: 0,
  heapAlloc: 0,
  heapSys: 0,
  heapIdle: 0,
  heapInuse: 0,
  heapReleased: 0,
  heapObjects: 0,
  stackInuse: 0,
  stackSys: 0,
  mspanSys: 0,
  mcacheSys: 0,
  buckHashSys: 0,
  gcSys: 0,
  otherSys: 0,
  nextGc: 0,
  lastGcMillis: 0,
  numGc: 0,
  numForcedGc: 0,
  gcCpuFraction: 0,
  gcEndNanos: [],
  maxRss: null,
};
