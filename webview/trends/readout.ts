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

/** Of each series the last value up to a row, as long as it is not too old to be said of that moment; null when the table is empty. */
export function latestOfEach(table: SeriesTable, row: number): Readout | null {
  const { atMillis, values } = table;
  if (atMillis.length === 0) return null;
  const now = atMillis[row] ?? 0;
  const oldest = now - Math.max(leastCarriedMillis, ((atMillis.at(-1) ?? now) - (atMillis[0] ?? now)) * carriedShare);
  const carried = (column: readonly (number | null)[]) => {
    for (let at = row; at >= 0 && (atMillis[at] ?? 0) >= oldest; at -= 1) {
      const value = column[at] ?? null;
      if (value !== null) return value;
    }
    return null;
  };
  return { atMillis: now, values: Object.fromEntries(Object.entries(values).map(([id, all]) => [id, carried(all)])) };
}

/** Processes are asked one after the other, and old points are thinned: what was said a moment ago still holds. */
const leastCarriedMillis = 60_000;
const carriedShare = 0.03;

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
