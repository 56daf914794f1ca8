import type { MemoryStatistics } from '../shared/memoryStatistics';
import type { MemoryAccounting } from '../shared/processReports';

/**
 * Where all memory of a Go runtime went. Sys is the sum of HeapSys, StackSys and what the runtime needs itself; HeapSys is
 * HeapInuse and HeapIdle, which holds HeapReleased (runtime/mstats.go). A statistic that a service does not tell counts 0,
 * and what then is missing of Sys counts as the runtime's.
 */
export function accountMemory(statistics: MemoryStatistics, liveBytes: number | null): MemoryAccounting {
  const { sys, heapAlloc, heapInuse, heapIdle, heapReleased, stackSys } = statistics;
  const live = Math.min(liveBytes ?? heapAlloc, heapAlloc);
  return {
    live,
    garbage: heapInuse - live,
    idle: heapIdle - heapReleased,
    released: heapReleased,
    stacks: stackSys,
    runtime: sys - heapInuse - heapIdle - stackSys,
    total: sys,
    maxRss: statistics.maxRss,
  };
}
