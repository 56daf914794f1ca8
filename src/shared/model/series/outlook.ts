import type { SeriesId } from './series';

/** Who sets a limit: a person's setting, the process's cgroup, its pod, GOMEMLIMIT, the machine's memory, an Erlang node's own limits. */
export type LimitOrigin = 'setting' | 'cgroup' | 'pod' | 'go' | 'machine' | 'node';

/** What a source knows of the memory that its process may take. */
export interface MemoryLimit {
  readonly bytes: number;
  readonly origin: LimitOrigin;
}

/** A number over time that must stay below something. */
export interface SeriesLimit {
  /** What counts against the limit. */
  readonly series: SeriesId;
  /** What of it does not: pages that are back with the operating system. Null where all of it counts. */
  readonly less: SeriesId | null;
  readonly unit: 'bytes' | 'count';
  readonly limit: number;
  readonly origin: LimitOrigin;
}

/** When a number reaches its limit, should it go on as it did. */
export interface Outlook extends SeriesLimit {
  /** Of the newest point that it rests on, ms since 1970. */
  readonly asOfMillis: number;
  /** Where the trend stands by then. */
  readonly now: number;
  readonly perMinute: number;
  /** From `asOfMillis` on, ms. */
  readonly reaches: Reaches;
}

export interface Reaches {
  readonly likelyMillis: number;
  readonly earliestMillis: number;
  readonly latestMillis: number;
}

/** Nobody foresees more than so many times what was seen. */
export const foreseeableTimes = 100;

/** An outlook in words. */
export interface OutlookText {
  /** `512 MB in 3 h 10 min` */
  readonly short: string;
  readonly sentence: string;
}

/** As it crosses the wires. */
export type OutlookView = Outlook & OutlookText;

/** One that ends the process: at GOMEMLIMIT the collector only works harder. */
export function isFatal({ origin }: Pick<SeriesLimit, 'origin'>): boolean {
  return origin !== 'go';
}

/** What comes first; null where nothing is in sight. */
export function nearestOutlook(outlooks: readonly Outlook[]): Outlook | null {
  return outlooks.reduce<Outlook | null>(
    (nearest, one) => (nearest !== null && nearest.reaches.likelyMillis <= one.reaches.likelyMillis ? nearest : one),
    null,
  );
}
