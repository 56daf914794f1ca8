import type { ResolveFile } from '../../../shared/ports/runtime/analyser';
import type { LeakObservation } from '../../../shared/ports/runtime/judge';
import type { MemoryStatistics } from '../../../shared/model/process/memoryStatistics';
import type { CodeOwners } from '../sites/codeOwners';
import { ProcessOwners } from '../sites/processOwners';
import { readDump, readGoroutines, type GoroutineReading, type WaitCount, type WaitDetails } from './goroutineReading';
import { HeapEditions } from './heapEditions';
import { heldBytes, readHeap, type HeapReading } from './heapReading';
import { allocatedKey, collectionSeries, pollSeries, rootKey } from './seriesKeys';
import type { CollectionKey, PollKey, WaitKey } from './seriesKeys';
import { LibraryCalls } from './libraryCalls';
import { levelsBetween, type LevelsAt } from './levelsBetween';
import { valueAt } from '../../numbers/liveTrend';
import { SeriesSet } from '../../history/seriesSet';
import { DumpsCompared } from './dumpsCompared';

/** Lines of a heap profile that are followed, the largest; more are not worth their memory. */
const maxHeapSites = 10_000;

/** Of so many of them, the largest, it is followed as well how much comes and goes. */
const maxTurnover = 1000;

/** A dump's ages are true for so long; its states and creators longer. */
const detailMillis = 15 * 60_000;

/**
 * What a goroutine profile costs the service: the runtime prints the stack of every goroutine to tell equal ones
 * (runtime/pprof.printCountProfile). Measured with Go 1.26: one and a half to two allocations and 50 bytes a frame; and for each round
 * of heap and goroutines 1,000 to 1,500 allocations and 2.6 MB, most of it the two writers of gzip (compress/flate), which are 1.9 MB
 * in Go 1.27: bytes are known within a third (`askedDoubt`).
 */
const askingCost = {
  mallocsEachFrame: 2,
  bytesEachFrame: 56,
  mallocsEachRound: 1200,
  bytesEachRound: 2_600_000,
} as const;

/** For whoever looks for load that rises: no leak of goroutines may look like it because each is more to print. */
const cautiously = 3;

/** The two moments of which all lines were known last. */
interface LastLevels<Key extends string> {
  readonly newest: LevelsAt<Key> | null;
  readonly earlier: LevelsAt<Key> | null;
}

/** What was named by the runtime's leak detector. */
export interface LeakRecord {
  readonly wait: WaitCount;
  /** The most of any capture. */
  readonly count: number;
  readonly firstMillis: number;
  readonly lastMillis: number;
}

/** All that is remembered of one process: the newest readings, and numbers over time. Bounded. */
export class ProcessHistory {
  /** One point a poll. */
  readonly byPoll = new SeriesSet<PollKey>();
  /** One point a collection: between two, a heap profile stands still. */
  readonly byCollection = new SeriesSet<CollectionKey>();
  readonly leaks = new Map<WaitKey, LeakRecord>();
  firstMillis = -1;
  lastMillis = -1;
  /** Of the newest poll; null when it brought no such profile. */
  reading: GoroutineReading | null = null;
  heapReading: HeapReading | null = null;
  /** The newest that was asked for. */
  memory: MemoryStatistics | null = null;
  residentBytes: number | null = null;
  /** Local path of the file of `main.main`, once a stack has shown it. */
  mainPath: string | null = null;
  readonly stayers = new DumpsCompared();
  /** When goroutines that a verdict was sure of were found elsewhere: no fall of a tide. ms since 1970. */
  readonly movedAway = new Map<WaitKey, number>();
  /** Where the workspace calls libraries whose goroutines pile up. */
  readonly libraryCalls = new LibraryCalls();
  private details: ReadonlyMap<WaitKey, WaitDetails> = new Map();
  private readonly owners = new ProcessOwners();
  private framesAsked = 0;
  private rounds = 0;
  private readonly editions = new HeapEditions();
  /** Of history alone. */
  private polled: LastLevels<PollKey> = { newest: null, earlier: null };
  private collected: LastLevels<CollectionKey> = { newest: null, earlier: null };

  observe(observation: LeakObservation, resolve: ResolveFile): void {
    const { atMillis, memory } = observation;
    if (this.firstMillis < 0) this.firstMillis = atMillis;
    this.lastMillis = atMillis;
    const owners = this.owners.of(observation, resolve);
    this.memory = memory ?? this.memory;
    this.residentBytes = observation.residentBytes;
    if (observation.dump !== null) {
      this.details = readDump(observation.dump, owners, atMillis);
      this.stayers.note(atMillis, this.details);
    }
    this.recordPoll(observation, owners);
    if (observation.leaked !== null) this.recordLeaks(readGoroutines(observation.leaked, owners), atMillis);
    this.recordHeap(observation, owners);
  }

  /** What the last dump told of a wait; null when it is too old, or did not have it. */
  detailsOf(key: WaitKey): WaitDetails | null {
    const details = this.details.get(key) ?? null;
    return details !== null && this.lastMillis - details.atMillis <= detailMillis ? details : null;
  }

  /** Bytes by which the live heap grew in a window, ms since 1970; 0 where it did not, or is not known. */
  liveGrowth(fromMillis: number, untilMillis: number): number {
    const { scales } = this.byCollection;
    const live = (scales.findLast(({ tells }) => tells) ?? scales[0])?.points(collectionSeries.live) ?? [];
    return Math.max(0, valueAt(live, untilMillis) - valueAt(live, fromMillis));
  }

  private recordPoll(observation: LeakObservation, owners: CodeOwners): void {
    const { atMillis, goroutines, memory, residentBytes, between } = observation;
    const values = new Map<PollKey, number>();
    this.reading = goroutines === null ? null : readGoroutines(goroutines, owners);
    if (this.reading !== null) this.addGoroutines(values, this.reading);
    this.rounds += 1;
    if (memory !== null) this.addMemory(values, memory);
    if (residentBytes !== null) values.set(pollSeries.resident, residentBytes);
    if (between !== undefined && this.reading !== null) this.recordPollsBetween(between, values, atMillis);
    // Without a goroutine profile nothing is known of any wait: that is no 0.
    this.byPoll.record(atMillis, values, { linesAreKnown: this.reading !== null });
  }

  private recordPollsBetween(
    between: NonNullable<LeakObservation['between']>,
    values: ReadonlyMap<PollKey, number>,
    atMillis: number,
  ): void {
    const after = { atMillis, values, sum: values.get(pollSeries.goroutines) ?? 0 };
    const { newest: before, earlier } = this.polled;
    const told = before === null ? null : levelsBetween({ earlier, before, after });
    for (const { atMillis: at, goroutines: sum } of between) {
      if (sum === null || told === null) continue;
      this.byPoll.record(at, told({ atMillis: at, sum }).set(pollSeries.goroutines, sum));
    }
    this.polled = { newest: after, earlier: before };
  }

  private recordCollectionsBetween(
    { between = [], atMillis }: LeakObservation,
    values: ReadonlyMap<CollectionKey, number>,
    sum: number,
  ): void {
    const after = { atMillis, values, sum };
    const { newest: before, earlier } = this.collected;
    const told = before === null ? null : levelsBetween({ earlier, before, after });
    for (const { atMillis: at, liveBytes } of between) {
      if (liveBytes === null || told === null) continue;
      // Scrapes that say the same are of one collection.
      const validMillis = this.editions.validMillis({ edition: liveBytes, madeMillis: 0 }, null, at);
      if (validMillis === null) continue;
      const levels = told({ atMillis: at, sum: liveBytes }).set(collectionSeries.live, liveBytes);
      this.byCollection.record(Math.max(validMillis, this.firstMillis), levels);
    }
    this.collected = { newest: after, earlier: before };
  }

  private addGoroutines(values: Map<PollKey, number>, reading: GoroutineReading): void {
    this.mainPath = reading.mainPath ?? this.mainPath;
    for (const [key, { count }] of reading.waits) values.set(key, count);
    for (const [root, count] of reading.roots) values.set(rootKey(root), count);
    values.set(pollSeries.connections, reading.connections);
    values.set(pollSeries.goroutines, reading.total);
    this.framesAsked += reading.frames;
  }

  private recordHeap(observation: LeakObservation, owners: CodeOwners): void {
    const { atMillis, heap, memory, between } = observation;
    const reading = heap === null ? null : readHeap(heap, owners);
    this.heapReading = reading;
    if (reading === null) return;
    if (between !== undefined) {
      this.recordCollectionsBetween(observation, lineValues(reading, memory), reading.edition);
    }
    const validMillis = this.editions.validMillis(reading, memory, atMillis);
    if (validMillis === null) return;
    this.byCollection.record(Math.max(validMillis, this.firstMillis), lineValues(reading, memory));
  }

  private addMemory(values: Map<PollKey, number>, memory: MemoryStatistics): void {
    const { mallocsEachFrame, bytesEachFrame, mallocsEachRound, bytesEachRound } = askingCost;
    const { framesAsked, rounds } = this;
    values.set(pollSeries.mallocs, memory.mallocs - framesAsked * mallocsEachFrame * cautiously);
    values.set(pollSeries.allocated, memory.totalAlloc - framesAsked * bytesEachFrame * cautiously);
    values.set(pollSeries.workMallocs, memory.mallocs - framesAsked * mallocsEachFrame - rounds * mallocsEachRound);
    const askedBytes = framesAsked * bytesEachFrame + rounds * bytesEachRound;
    values.set(pollSeries.workBytes, memory.totalAlloc - askedBytes);
    values.set(pollSeries.askedBytes, askedBytes);
    values.set(pollSeries.stacks, memory.stackInuse);
    values.set(pollSeries.goal, memory.nextGc);
    values.set(pollSeries.collections, memory.numGc);
    values.set(pollSeries.inUse, memory.heapAlloc);
    values.set(pollSeries.go, memory.sys - memory.heapReleased);
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

function lineValues(reading: HeapReading, memory: MemoryStatistics | null): ReadonlyMap<CollectionKey, number> {
  const largest = [...reading.sites]
    .filter(([, { bytes }]) => bytes > 0)
    .sort(([, a], [, b]) => b.bytes - a.bytes)
    .slice(0, maxHeapSites);
  const values = new Map<CollectionKey, number>(largest.map(([key, amount]) => [key, heldBytes(amount)]));
  for (const [key, { allocated }] of largest.slice(0, maxTurnover)) values.set(allocatedKey(key), allocated);
  values.set(collectionSeries.live, reading.bytes);
  if (memory !== null) values.set(collectionSeries.objects, memory.heapObjects);
  return values;
}
