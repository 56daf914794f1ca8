import type { ResolveFile } from '../../shared/analyser';
import type { LeakObservation } from '../../shared/judge';
import type { MemoryStatistics } from '../../shared/memoryStatistics';
import { CodeOwners, goRootOf } from './codeOwners';
import { readDump, readGoroutines, type GoroutineReading, type WaitCount, type WaitDetails } from './goroutineReading';
import { readHeap, type HeapReading } from './heapReading';
import { SeriesSet } from './seriesSet';

/** Lines of a heap profile that are followed, the largest; more are not worth their memory. */
const maxHeapSites = 10_000;

/** A dump's ages are true for so long; its states and creators longer. */
const detailMillis = 15 * 60_000;

/** Process-wide series, beside those of lines. A line's key never begins with `#`. */
export const processSeries = {
  connections: '#connections',
  goroutines: '#goroutines',
  /** Allocations of the program, and their bytes: without those that asking it for goroutines cost. */
  mallocs: '#mallocs',
  allocated: '#allocated',
  live: '#live',
  objects: '#objects',
  stacks: '#stacks',
  resident: '#resident',
  go: '#go',
} as const;

/**
 * What a goroutine profile costs the service: the runtime prints the stack of every goroutine to tell equal ones
 * (runtime/pprof.printCountProfile), two or three allocations a frame; doubled, because dumps and other readers ask as well.
 * Without this, a leak of goroutines would look like load that rises with it.
 */
const askingCost = { mallocsEachFrame: 6, bytesEachFrame: 128 } as const;

/** What was named by the runtime's leak detector. */
export interface LeakRecord {
  readonly wait: WaitCount;
  /** The most of any capture. */
  readonly count: number;
  readonly firstMillis: number;
  readonly lastMillis: number;
}

/** Series key of the goroutines that were started with a function. */
export function rootKey(root: string): string {
  return `root ${root}`;
}

/** Key of a wait's count in the heap's series: as it was when the collection was seen. */
export function countAtCollection(key: string): string {
  return `wait ${key}`;
}

/** All that is remembered of one process: the newest readings, and numbers over time. Bounded. */
export class ProcessHistory {
  /** One point a poll. */
  readonly goroutines = new SeriesSet();
  /** One point a collection: between two, a heap profile stands still. */
  readonly heap = new SeriesSet();
  readonly leaks = new Map<string, LeakRecord>();
  firstMillis = -1;
  lastMillis = -1;
  /** When the last collection was seen. */
  collectedMillis = -1;
  reading: GoroutineReading | null = null;
  heapReading: HeapReading | null = null;
  memory: MemoryStatistics | null = null;
  residentBytes: number | null = null;
  private details: ReadonlyMap<string, WaitDetails> = new Map();
  private goRoot: string | null = null;
  private framesAsked = 0;
  private cycle = -1;

  observe(observation: LeakObservation, resolve: ResolveFile): void {
    const { atMillis, memory } = observation;
    if (this.firstMillis < 0) this.firstMillis = atMillis;
    this.lastMillis = atMillis;
    this.goRoot = goRootOf(observation.goroutines) ?? this.goRoot ?? goRootOf(observation.heap);
    const owners = new CodeOwners(resolve, this.goRoot);
    this.memory = memory;
    this.residentBytes = observation.residentBytes;
    if (observation.dump !== null) this.details = readDump(observation.dump, owners, atMillis);
    this.recordGoroutines(observation, owners);
    if (observation.leaked !== null) this.recordLeaks(readGoroutines(observation.leaked, owners), atMillis);
    this.recordHeap(observation, owners);
  }

  /** What the last dump told of a wait; null when it is too old, or did not have it. */
  detailsOf(key: string): WaitDetails | null {
    const details = this.details.get(key) ?? null;
    return details !== null && this.lastMillis - details.atMillis <= detailMillis ? details : null;
  }

  private recordGoroutines({ atMillis, goroutines, memory, residentBytes }: LeakObservation, owners: CodeOwners): void {
    const reading = readGoroutines(goroutines, owners);
    this.reading = reading;
    const values = new Map<string, number>();
    for (const [key, { count }] of reading.waits) values.set(key, count);
    for (const [root, count] of reading.roots) values.set(rootKey(root), count);
    values.set(processSeries.connections, reading.connections);
    values.set(processSeries.goroutines, reading.total);
    this.framesAsked += reading.frames;
    this.addLoad(values, memory);
    values.set(processSeries.stacks, memory.stackInuse);
    values.set(processSeries.go, memory.sys - memory.heapReleased);
    if (residentBytes !== null) values.set(processSeries.resident, residentBytes);
    this.goroutines.record(atMillis, values);
  }

  private recordHeap({ atMillis, heap, memory }: LeakObservation, owners: CodeOwners): void {
    const reading = readHeap(heap, owners);
    this.heapReading = reading;
    if (memory.numGc === this.cycle) return;
    this.cycle = memory.numGc;
    this.collectedMillis = atMillis;
    const largest = [...reading.sites].sort(([, a], [, b]) => b.bytes - a.bytes).slice(0, maxHeapSites);
    const values = new Map(largest.map(([key, { bytes }]) => [key, bytes]));
    values.set(processSeries.live, reading.bytes);
    values.set(processSeries.objects, memory.heapObjects);
    this.addLoad(values, memory);
    values.set(processSeries.connections, this.reading?.connections ?? 0);
    values.set(processSeries.goroutines, this.reading?.total ?? 0);
    for (const [key, { count }] of this.reading?.waits ?? []) values.set(countAtCollection(key), count);
    this.heap.record(atMillis, values);
  }

  private addLoad(values: Map<string, number>, { mallocs, totalAlloc }: MemoryStatistics): void {
    values.set(processSeries.mallocs, mallocs - this.framesAsked * askingCost.mallocsEachFrame);
    values.set(processSeries.allocated, totalAlloc - this.framesAsked * askingCost.bytesEachFrame);
  }

  private recordLeaks(reading: GoroutineReading, atMillis: number): void {
    for (const [key, wait] of reading.waits) {
      const known = this.leaks.get(key);
      this.leaks.set(key, {
        wait,
        count: Math.max(known?.count ?? 0, wait.count),
        firstMillis: known?.firstMillis ?? atMillis,
        lastMillis: atMillis,
      });
    }
  }
}
