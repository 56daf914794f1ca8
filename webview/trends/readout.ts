import { t } from '@vscode/l10n';
import type { SeriesName, SeriesTable } from '../../src/shared/model/series';
import { seriesNames } from '../../src/shared/model/series';
import { listWords } from './listWords';
import { formatValue, legendSeries, seriesInfo } from './seriesInfo';
import type { TimeWords } from './timeWords';

/** All values of one moment. */
export interface Readout {
  readonly atMillis: number;
  readonly values: Readonly<Record<SeriesName, number | null>>;
}

export function valuesAt(table: SeriesTable, row: number): Readout {
  return {
    atMillis: table.atMillis[row] ?? 0,
    values: Object.fromEntries(seriesNames.map((name) => [name, table.values[name][row] ?? null])) as Readout['values'],
  };
}

/** The newest row; null when the table is empty. */
export function latestValues(table: SeriesTable): Readout | null {
  return table.atMillis.length === 0 ? null : valuesAt(table, table.atMillis.length - 1);
}

/** A readout in words, for the screen reader's cursor: the time, then each shown series. */
export function readoutWords(readout: Readout, hidden: readonly SeriesName[], times: TimeWords): string {
  const shown = legendSeries.filter((name) => !hidden.includes(name) && readout.values[name] !== null);
  const values = shown.map((name) => `${seriesInfo(name).label} ${formatValue(name, readout.values[name])}`);
  return t('{0}: {1}', times.moment(readout.atMillis), listWords(values));
}
