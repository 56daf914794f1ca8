import type { MemoryStatistics } from '../../src/shared/memoryStatistics';

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
