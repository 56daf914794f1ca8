import type { GoDoubt } from '../../../../shared/model/go/goDoubt';
import { heapRules } from '../../base/heapRules';

/** A growth that no verdict could be given on, or only a suspicion. */
export interface Untold {
  readonly watchedSeconds: number;
  readonly minimumWatchSeconds: number;
  readonly grown: number;
  /** What sampling could make of it, in the unit of `grown`; 0 where nothing is sampled. */
  readonly noise: number;
  /** Garbage collections meanwhile; null where they do not matter. */
  readonly collections: number | null;
  readonly doubt: GoDoubt | null;
}

/** Doubts that only time lifts: whether it comes and goes, or levels off, is seen in a watch that is longer by far. */
const patience: ReadonlySet<GoDoubt> = new Set([
  'slowing',
  'tides',
  'load',
  'goal',
  'small',
  'filled',
  'standing',
  'input',
]);

/** Lengths of a watch that a person would ask for, seconds. */
const lengths = [30, 45, 60, 90, 120, 180, 300, 600, 900, 1200, 1800, 3600, 7200, 14_400, 43_200, 86_400];

/**
 * How long it must be watched in all for a verdict if it goes on as it does, seconds; null where more than a day would not do.
 * Growth is in proportion to time and noise of sampling to its root, so growth outgrows noise after (noise/growth)² as long.
 * A heap that leaks is collected whenever it has doubled (GOGC), so each collection that is missing takes as long as all before.
 */
export function watchNeeded(about: Untold): number | null {
  const { watchedSeconds: watched, minimumWatchSeconds, grown, noise, collections, doubt } = about;
  const forNoise = grown > 0 ? watched * (noise / grown) ** 2 : Infinity;
  const missing = collections === null ? 0 : Math.max(0, heapRules.leastCollections - collections);
  const forCollections = missing === 0 ? 0 : watched * 2 ** missing;
  const forDoubt = doubt !== null && patience.has(doubt) ? watched * 2 : 0;
  // Less than what was not enough is never advice.
  const least = Math.max(minimumWatchSeconds, watched * 1.25, forNoise, forCollections, forDoubt);
  return lengths.find((seconds) => seconds >= least) ?? null;
}
