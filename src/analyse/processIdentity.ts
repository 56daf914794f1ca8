import type { MemoryStatistics } from '../shared/memoryStatistics';

/**
 * Tells whether two readings can come from one process. pprof names no process, but counters that only rise fall when
 * it was replaced, and the ring of past collection ends (runtime/mstats.go: cycle n at `(n+255)%256`) belongs to one process
 * alone: if the entry of the earlier reading's last cycle has changed while the ring cannot have come round, it is another.
 */
export function isSameProcess(earlier: MemoryStatistics, later: MemoryStatistics): boolean {
  if (later.totalAlloc < earlier.totalAlloc || later.mallocs < earlier.mallocs || later.numGc < earlier.numGc)
    return false;
  return !ringContradicts(earlier, later);
}

function ringContradicts(earlier: MemoryStatistics, later: MemoryStatistics): boolean {
  const size = 256;
  if (earlier.gcEndNanos.length !== size || later.gcEndNanos.length !== size) return false;
  if (earlier.numGc === 0 || later.numGc - earlier.numGc >= size) return false;
  const slot = (earlier.numGc + size - 1) % size;
  return earlier.gcEndNanos[slot] !== later.gcEndNanos[slot];
}
