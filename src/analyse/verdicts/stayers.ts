import type { WaitDetails } from './goroutineReading';
import type { WaitKey } from './seriesKeys';

/** Earlier dumps kept: enough for a watch of a minute, and minutes of a longer one. */
const maxDumps = 8;

/** Goroutines of larger dumps are not told apart: their numbers would take more memory than they are worth. */
const maxGoroutines = 50_000;

/** How many goroutines of an earlier moment still wait where they did. */
export interface Stayers {
  readonly atMillis: number;
  readonly then: number;
  readonly stayed: number;
}

/** Tells the same goroutines from others like them: what waits in two dumps under one number has waited all the time between. */
export class StayerBook {
  private readonly dumps: { readonly atMillis: number; readonly waits: ReadonlyMap<WaitKey, WaitDetails> }[] = [];

  note(atMillis: number, waits: ReadonlyMap<WaitKey, WaitDetails>): void {
    let goroutines = 0;
    for (const { ids } of waits.values()) goroutines += ids.size;
    if (goroutines === 0 || goroutines > maxGoroutines) return;
    this.dumps.push({ atMillis, waits });
    // The second goes, so that the oldest remains and the newest are dense.
    if (this.dumps.length > maxDumps) this.dumps.splice(1, 1);
  }

  /** Of each earlier dump, oldest first; empty where there is none to compare. */
  of(key: WaitKey): readonly Stayers[] {
    const newest = this.dumps.at(-1)?.waits.get(key)?.ids;
    if (newest === undefined || newest.size === 0) return [];
    return this.dumps.slice(0, -1).map(({ atMillis, waits }) => {
      const ids = waits.get(key)?.ids ?? new Set<number>();
      let stayed = 0;
      for (const id of ids) if (newest.has(id)) stayed += 1;
      return { atMillis, then: ids.size, stayed };
    });
  }

  get newestMillis(): number {
    return this.dumps.at(-1)?.atMillis ?? -Infinity;
  }
}
