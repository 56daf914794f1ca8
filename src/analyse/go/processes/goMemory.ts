import type { MemoryStatistics } from '../../../shared/model/process/memoryStatistics';
import type { SeriesId } from '../../../shared/model/series/series';
import type { RuntimeMemory } from '../../../shared/ports/runtime/runtimeMemory';
import { accountMemory } from './accountMemory';

/** The memory of a Go process: the parts of runtime.MemStats, and what the process has beside them. */
export const goMemory: RuntimeMemory = {
  parts: [
    { id: 'live', isResident: true, color: 'charts-blue' },
    { id: 'garbage', isResident: true, color: 'charts-yellow' },
    { id: 'stacks', isResident: true, color: 'charts-foreground' },
    { id: 'runtime', isResident: true, color: 'charts-purple' },
    { id: 'idle', isResident: true, color: 'charts-green' },
    { id: 'released', isResident: false, color: 'descriptionForeground' },
    { id: 'outside', isResident: true, color: 'charts-red' },
  ],
  account(numbers) {
    const { live, garbage, idle, released, stacks, runtime, total } = accountMemory(
      statisticsOf(numbers),
      numbers['liveHeap'] ?? null,
    );
    const known = { live, garbage, idle, released, stacks, runtime, outside: outside(numbers, total, released) };
    if (stacks !== null || total === null) return known;
    // Of moments for which stacks were not kept they are what is left, too.
    const rest = [live, garbage, idle, released].reduce<number | null>((left, part) => minus(left, part), total);
    return { ...known, runtime: rest };
  },
};

function statisticsOf(numbers: Readonly<Record<SeriesId, number | null>>): Partial<MemoryStatistics> {
  const names = ['sys', 'heapAlloc', 'heapInuse', 'heapIdle', 'heapReleased', 'stackSys'] as const;
  const known = names.map((name) => [name, numbers[name] ?? null] as const);
  return Object.fromEntries(known.filter(([, bytes]) => bytes !== null));
}

/** Of the resident memory what is not the runtime's: pages that it took and never touched make it less than nothing, which is told as none. */
function outside(
  { rss = null }: Readonly<Record<SeriesId, number | null>>,
  total: number | null,
  released: number | null,
): number | null {
  const left = minus(rss, minus(total, released));
  return left === null ? null : Math.max(0, left);
}

function minus(whole: number | null, part: number | null): number | null {
  return whole === null || part === null ? null : whole - part;
}
