import { t } from '@vscode/l10n';
import { useRef } from 'preact/hooks';
import type { PanelTarget } from '../../src/shared/wires/panelMessages';
import type { SeriesTable } from '../../src/shared/model/series/series';
import type { SeriesView } from '../../src/shared/model/series/seriesSpec';
import { bareValue, seriesValue } from '../../src/shared/base/seriesValue';
import { joinSentences, listWords } from './listWords';
import type { PanelStore } from './panelStore';
import { bytesTrend, countTrend } from './rateWords';
import { serviceSummary } from './service/serviceSummary';
import { latestValues } from './readout';

/** A screen reader is told the state of things at most this often; every poll would be a stream of numbers. */
const quietMillis = 15_000;

/** What the charts show, in words, for people who do not see them: a sentence that is announced, and a table to read. */
export function Summary({ store }: { readonly store: PanelStore }) {
  const target = store.target.value;
  const { table } = store.chart.value;
  const newest = table.atMillis.at(-1) ?? 0;
  const told = useRef<Told | null>(null);
  if (target === null || table.atMillis.length === 0) return null;
  const before = told.current;
  if (before?.targetId !== target.id || newest - before.atMillis >= quietMillis) {
    told.current = { targetId: target.id, atMillis: newest, words: summaryWords(target, table), table };
  }
  return (
    <section class="unseen" aria-label={t('Summary')}>
      <p aria-live="polite">{told.current?.words}</p>
      <RangeTable table={told.current?.table ?? table} series={store.views.value} />
    </section>
  );
}

/** What was said last, about which target and at which of its moments. */
interface Told {
  readonly targetId: string;
  readonly atMillis: number;
  readonly words: string;
  readonly table: SeriesTable;
}

/** E.g. `Live heap 84.1 MB, rising 9.1 MB per minute. 412 goroutines, steady. RSS 160 MB.` */
export function summaryWords(target: PanelTarget, series: SeriesTable): string {
  if (target.service !== undefined) return serviceSummary(target.service, series);
  const latest = latestValues(series);
  if (latest === null) return '';
  const told = [
    ...target.series.filter(({ rank }) => rank === 'main'),
    ...target.series.filter(({ rank }) => rank === 'told'),
  ];
  const sentences = told.flatMap((series) => {
    const value = latest.values[series.id] ?? null;
    return value === null ? [] : [t('{0}.', listWords([valueWords(series, value), trendWords(series, target)]))];
  });
  return joinSentences(sentences);
}

/** `Live heap 84.1 MB`, `412 goroutines`. */
function valueWords(series: SeriesView, value: number): string {
  const words = seriesValue(series, value);
  return series.counted === undefined ? t('{0} {1}', series.label, words) : words;
}

function trendWords({ id, unit }: SeriesView, { growth }: PanelTarget): string {
  const perMinute = growth[id] ?? null;
  return unit === 'bytes' ? bytesTrend(perMinute) : countTrend(perMinute);
}

interface RangeProps {
  readonly table: SeriesTable;
  readonly series: readonly SeriesView[];
}

function RangeTable({ table, series: all }: RangeProps) {
  return (
    <table>
      <caption>{t('Values in the chosen time window')}</caption>
      <thead>
        <tr>
          {[t('Series'), t('Latest'), t('Least'), t('Greatest')].map((heading) => (
            <th key={heading} scope="col">
              {heading}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {all.map((series) => {
          const known = (table.values[series.id] ?? []).filter((value) => value !== null);
          const cells = [known.at(-1), least(known), greatest(known)];
          return (
            <tr key={series.id}>
              <th scope="row">{series.label}</th>
              {cells.map((value, index) => (
                <td key={index}>{bareValue(series, value ?? null)}</td>
              ))}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

// Math.min(...values) would overflow the stack on long series.
function least(values: readonly number[]): number | undefined {
  return values.reduce<number | undefined>(
    (found, value) => (found === undefined || value < found ? value : found),
    undefined,
  );
}

function greatest(values: readonly number[]): number | undefined {
  return values.reduce<number | undefined>(
    (found, value) => (found === undefined || value > found ? value : found),
    undefined,
  );
}
