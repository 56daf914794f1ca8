import { LeakLensError } from '../../../shared/model/errors';
import type { MemoryStatistics } from '../../../shared/model/process/memoryStatistics';
import type { Analyser } from '../../../shared/ports/runtime/analyser';

/** Replicas behind one address are fewer, or come back before so many others have answered. */
const mostRemembered = 32;

/** So many answers of one process in a row, and somebody has found a way to it alone: of two, one is picked so often by chance once in 500 times. */
const settledAfter = 10;

/**
 * Tells processes that answer in turns, as replicas behind a load balancer do, from one that is replaced by the next: a process that has
 * been replaced does not come back. What it knows is proved by the memory statistics (`compareProcesses`), never guessed from counters.
 */
export class ProcessesSeen {
  private readonly compare: Analyser['compareProcesses'];
  private current: MemoryStatistics | null = null;
  private left: MemoryStatistics[] = [];
  private several = 0;
  private inARow = 0;

  constructor(compare: Analyser['compareProcesses']) {
    this.compare = compare;
  }

  /** @param memory of a round; null where it was not asked */
  note(memory: MemoryStatistics | null): void {
    if (memory === null) return;
    const { current } = this;
    this.current = memory;
    if (current === null || this.compare(current, memory) !== 'other') {
      this.inARow += 1;
      if (this.inARow >= settledAfter) this.settle();
      return;
    }
    this.inARow = 1;
    const others = this.left.filter((one) => this.compare(one, memory) !== 'same');
    const isBack = others.length < this.left.length;
    this.left = [...others, current].slice(-mostRemembered);
    if (isBack || this.several > 0) this.several = Math.max(this.several, this.left.length + 1);
  }

  /** Whether more than one answers. */
  get areSeveral(): boolean {
    return this.several > 0;
  }

  /** @throws LeakLensError `several-processes`, while more than one answers */
  check(subject: string): void {
    if (!this.areSeveral) return;
    const detail = `${this.several} processes or more answer in turns`;
    throw new LeakLensError({ kind: 'several-processes', subject, detail });
  }

  private settle(): void {
    this.several = 0;
    this.left = [];
  }
}
