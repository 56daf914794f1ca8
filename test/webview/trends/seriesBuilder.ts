import { goSeriesIds, type GoSeriesId } from '../../../src/follow/go/goSeries';
import { toSeriesTable, type SeriesPoint, type SeriesTable } from '../../../src/shared/model/series/series';

/** What a test says of a point; the rest is unknown. Times are seconds after a fixed moment. */
export interface PointSpec extends Partial<Record<GoSeriesId, number | null>> {
  readonly at: number;
  readonly life?: number;
  readonly build?: number;
}

/** A moment to count seconds from, ms since 1970. */
export const startMillis = Date.UTC(2026, 0, 2, 12);

export function point({ at, life = 0, build = 0, ...known }: PointSpec): SeriesPoint {
  const values = Object.fromEntries(goSeriesIds.map((name) => [name, known[name] ?? null]));
  return { atMillis: startMillis + at * 1000, life, build, values };
}

export function table(...specs: readonly PointSpec[]): SeriesTable {
  return toSeriesTable(specs.map(point));
}

/** One row every `stepSeconds`, each with what `spec` says of it. */
export function rows(count: number, stepSeconds: number, spec: (row: number) => Omit<PointSpec, 'at'>): SeriesTable {
  return table(...Array.from({ length: count }, (_, row) => ({ at: row * stepSeconds, ...spec(row) })));
}

/** Times of a table as seconds after the fixed moment. */
export function secondsOf({ atMillis }: SeriesTable): number[] {
  return atMillis.map((millis) => (millis - startMillis) / 1000);
}
