/** The numbers LeakLens follows over time. All bytes, but for `goroutines` and `gcCycles` (counts). */
export const seriesNames = [
  'liveHeap',
  'heapAlloc',
  'heapInuse',
  'heapIdle',
  'heapReleased',
  'sys',
  'rss',
  'goroutines',
  'gcCycles',
] as const;

export type SeriesName = (typeof seriesNames)[number];

/** One poll's numbers; null where the service does not tell. */
export interface SeriesPoint {
  /** When the poll was answered, ms since 1970. */
  readonly atMillis: number;
  /** Counts the processes seen behind this target, from 0: a restart begins a new life. */
  readonly life: number;
  readonly values: Readonly<Record<SeriesName, number | null>>;
}

/** Points in columns, in order of time, as they cross the wires. */
export interface SeriesTable {
  readonly atMillis: readonly number[];
  readonly life: readonly number[];
  readonly values: Readonly<Record<SeriesName, readonly (number | null)[]>>;
}

export function toSeriesTable(points: readonly SeriesPoint[]): SeriesTable {
  const column = (name: SeriesName) => points.map((point) => point.values[name]);
  return {
    atMillis: points.map((point) => point.atMillis),
    life: points.map((point) => point.life),
    values: Object.fromEntries(seriesNames.map((name) => [name, column(name)])) as Record<
      SeriesName,
      (number | null)[]
    >,
  };
}
