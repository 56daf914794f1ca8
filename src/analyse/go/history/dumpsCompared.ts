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
export class DumpsCompared {
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
      return { atMillis, then: ids.size, stayed: common(ids, newest) };
    });
  }

  /** Of those that waited there in the last dump up to the moment named: how many the newest dump has, on whatever line. */
  survivors(key: WaitKey, untilMillis: number): { readonly then: number; readonly alive: number } | null {
    const ids = this.idsAt(key, untilMillis);
    if (ids === null) return null;
    let alive = 0;
    for (const { ids: now } of this.dumps.at(-1)?.waits.values() ?? []) alive += common(ids, now);
    return { then: ids.size, alive };
  }

  /** The other line on which most of them wait in the newest dump; null where it is less than half. */
  whereNow(key: WaitKey, untilMillis: number): WaitKey | null {
    const ids = this.idsAt(key, untilMillis);
    for (const [other, { ids: now }] of this.dumps.at(-1)?.waits ?? [])
      if (ids !== null && other !== key && common(ids, now) * 2 >= ids.size) return other;
    return null;
  }

  private idsAt(key: WaitKey, untilMillis: number): ReadonlySet<number> | null {
    const dump = this.dumps.findLast(
      ({ atMillis, waits }) => atMillis <= untilMillis && (waits.get(key)?.ids.size ?? 0) > 0,
    );
    return dump?.waits.get(key)?.ids ?? null;
  }

  get newestMillis(): number {
    return this.dumps.at(-1)?.atMillis ?? -Infinity;
  }
}

function common(some: ReadonlySet<number>, others: ReadonlySet<number>): number {
  let both = 0;
  for (const one of some) if (others.has(one)) both += 1;
  return both;
}
