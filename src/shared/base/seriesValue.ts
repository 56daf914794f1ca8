import type { SeriesView } from '../model/series/seriesSpec';
import { formatBytes, formatCount } from './units';

/** A value as it stands alone: `84.1 MB`, `1,204 goroutines`; a bare number where the count says not of what. */
export function seriesValue({ unit, counted }: Pick<SeriesView, 'unit' | 'counted'>, value: number): string {
  if (unit === 'bytes') return formatBytes(value);
  if (counted === undefined) return formatCount(value);
  return value === 1 ? counted.one : counted.many.replace('{0}', formatCount(value));
}

/** A value in a column of its series: `84.1 MB` or `412`; a dash where the service does not tell. */
export function bareValue({ unit }: Pick<SeriesView, 'unit'>, value: number | null): string {
  if (value === null) return '–';
  return unit === 'bytes' ? formatBytes(value) : formatCount(value);
}
