import type { MemoryStatistics } from '../../../shared/model/process/memoryStatistics';
import type { MemoryAccounting } from '../../../shared/ports/processReports';

/**
 * Where all memory of a Go runtime went. Sys is the sum of HeapSys, StackSys and what the runtime needs itself; HeapSys is
 * HeapInuse and HeapIdle, which holds HeapReleased (runtime/mstats.go). A part is null when a statistic it is made of is
 * missing: it is not known, which is not the same as nothing.
 */
export function accountMemory(statistics: Partial<MemoryStatistics>, liveBytes: number | null): MemoryAccounting {
  const { sys, heapAlloc, heapInuse, heapIdle, heapReleased, stackSys } = statistics;
  const live = liveBytes === null ? heapAlloc : Math.min(liveBytes, heapAlloc ?? liveBytes);
  return {
    live: live ?? null,
    garbage: less(heapInuse, live),
    idle: less(heapIdle, heapReleased),
    released: heapReleased ?? null,
    stacks: stackSys ?? null,
    runtime: less(sys, heapInuse, heapIdle, stackSys),
    total: sys ?? null,
    maxRss: statistics.maxRss ?? null,
  };
}

function less(whole: number | undefined, ...parts: readonly (number | undefined)[]): number | null {
  let rest = whole;
  for (const part of parts) rest = rest === undefined || part === undefined ? undefined : rest - part;
  return rest ?? null;
}
