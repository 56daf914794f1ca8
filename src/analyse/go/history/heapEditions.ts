import type { MemoryStatistics } from '../../../shared/model/process/memoryStatistics';
import type { HeapReading } from './heapReading';

/** Size of the runtime's ring of collection ends (runtime/mstats.go). */
const ringSize = 256;

/**
 * Tells of which moment a heap profile is. The runtime publishes allocations one collection late: after collection n a profile
 * shows what was alive at the end of n−1, unless the program asked for the collection itself (runtime/mprof.go, the comment on
 * memRecord and mProf_PostSweep). With collections that become rarer as the heap grows, taking it for the present would make
 * every steady growth look like one that slows down.
 */
export class HeapEditions {
  private edition = -1;
  private cycle = -1;
  private forced = 0;
  private previousEndMillis = 0;
  private lastEndMillis = 0;
  private newestMillis = -Infinity;
  /** When this edition was first seen. */
  private seenMillis = 0;

  /**
   * The moment by LeakLens' clock, ms since 1970; always later than the one before. Null when the profile says nothing new: it
   * is the same edition, and not so many collections have gone by that sameness were news.
   */
  validMillis(
    reading: Pick<HeapReading, 'edition' | 'madeMillis'>,
    memory: MemoryStatistics | null,
    atMillis: number,
  ): number | null {
    const valid = memory === null ? this.withoutMemory(reading, atMillis) : this.byMemory(reading, memory, atMillis);
    if (reading.edition !== this.edition) {
      this.edition = reading.edition;
      this.seenMillis = atMillis;
    }
    if (valid === null) return null;
    this.newestMillis = Math.max(valid, this.newestMillis + 1);
    return this.newestMillis;
  }

  /** What was alive when the edition before appeared: the collection that published that one is the one that this one shows. */
  private withoutMemory(reading: Pick<HeapReading, 'edition'>, atMillis: number): number | null {
    if (reading.edition === this.edition) return null;
    return this.edition < 0 ? atMillis : this.seenMillis;
  }

  private byMemory(
    reading: Pick<HeapReading, 'edition' | 'madeMillis'>,
    memory: MemoryStatistics,
    atMillis: number,
  ): number | null {
    const isFirst = this.cycle < 0;
    const isAsked = memory.numForcedGc > this.forced;
    if (memory.lastGcMillis !== this.lastEndMillis) this.previousEndMillis = this.lastEndMillis;
    this.lastEndMillis = memory.lastGcMillis;
    this.forced = memory.numForcedGc;
    const isStill = reading.edition === this.edition;
    if (isStill && memory.numGc - this.cycle < 2) return null;
    this.cycle = memory.numGc;
    // A tie is as good as new: nothing changed until now. So is the first profile, which has no collection before it to name.
    const ended = isAsked && !isFirst ? memory.lastGcMillis : this.endOf(memory, memory.numGc - 1);
    const offset = reading.madeMillis > 0 ? atMillis - reading.madeMillis : 0;
    return isFirst || ended <= 0 ? atMillis : Math.min(atMillis, ended + offset);
  }

  /** When a collection ended by the service's clock, ms since 1970; 0 when not known. */
  private endOf({ gcEndNanos, numGc }: MemoryStatistics, cycle: number): number {
    if (cycle < 1) return 0;
    if (gcEndNanos.length !== ringSize) return numGc - cycle === 1 ? this.previousEndMillis : 0;
    return Number((gcEndNanos[(cycle + ringSize - 1) % ringSize] ?? 0n) / 1_000_000n);
  }
}
