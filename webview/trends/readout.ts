import { t } from '@vscode/l10n';
import type { SeriesId, SeriesTable } from '../../src/shared/model/series/series';
import type { SeriesView } from '../../src/shared/model/series/seriesSpec';
import { bareValue } from '../../src/shared/base/seriesValue';
import { listWords } from './listWords';
import type { TimeWords } from './timeWords';

/** All values of one moment. */
export interface Readout {
  readonly atMillis: number;
  readonly values: Readonly<Record<SeriesId, number | null>>;
}

export function valuesAt(table: SeriesTable, row: number): Readout {
  return {
    atMillis: table.atMillis[row] ?? 0,
    values: Object.fromEntries(Object.entries(table.values).map(([id, column]) => [id, column[row] ?? null])),
  };
}

/** The newest row; null when the table is empty. */
export function latestValues(table: SeriesTable): Readout | null {
  return table.atMillis.length === 0 ? null : valuesAt(table, table.atMillis.length - 1);
}

/** A readout in words, for the screen reader's cursor: the time, then each shown series. */
export function readoutWords(readout: Readout, shown: readonly SeriesView[], times: TimeWords): string {
  const values = shown.flatMap((series) => {
    const value = readout.values[series.id] ?? null;
    return value === null ? [] : [`${series.label} ${bareValue(series, value)}`];
  });
  return t('{0}: {1}', times.moment(readout.atMillis), listWords(values));
}
