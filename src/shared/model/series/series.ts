/** What a program calls one number that is followed over time: `liveHeap`. Which ones there are is the runtime's business. */
export type SeriesId = string;

/** Short, as a field of a line of JSON, and none of those that say when. */
export function isSeriesId(text: string): boolean {
  return /^[a-z][A-Za-z0-9]{0,39}$/.test(text) && !['at', 'life', 'build'].includes(text);
}

/** One poll's numbers; null or absent where the service does not tell. */
export interface SeriesPoint {
  /** When the poll was answered, ms since 1970. */
  readonly atMillis: number;
  /** Counts the processes seen behind this target, from 0: a restart begins a new life. */
  readonly life: number;
  /** Counts the builds among them, from 0, as far as they are known to be other ones; absent in points of earlier versions. */
  readonly build?: number;
  readonly values: Readonly<Record<SeriesId, number | null>>;
}

/** Points in columns, in order of time, as they cross the wires. A series that no point tells of has no column. */
export interface SeriesTable {
  readonly atMillis: readonly number[];
  readonly life: readonly number[];
  readonly build: readonly number[];
  readonly values: Readonly<Record<SeriesId, readonly (number | null)[]>>;
}

export function toSeriesTable(points: readonly SeriesPoint[]): SeriesTable {
  const column = (id: SeriesId) => points.map(({ values }) => values[id] ?? null);
  return {
    atMillis: points.map((point) => point.atMillis),
    life: points.map((point) => point.life),
    build: points.map((point) => point.build ?? 0),
    values: Object.fromEntries(seriesOf(points).map((id) => [id, column(id)])),
  };
}

/** The series that any of the points tells of, in order of appearance. */
export function seriesOf(points: readonly SeriesPoint[]): readonly SeriesId[] {
  const ids = new Set<SeriesId>();
  for (const { values } of points) for (const id in values) ids.add(id);
  return [...ids];
}
