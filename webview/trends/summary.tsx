import { t } from '@vscode/l10n';
import { useRef } from 'preact/hooks';
import type { PanelTarget } from '../../src/shared/wires/panelMessages';
import type { SeriesTable } from '../../src/shared/model/series';
import { formatBytes, formatCount } from '../../src/shared/base/units';
import { joinSentences, listWords } from './listWords';
import type { PanelStore } from './panelStore';
import { bytesTrend, countTrend } from './rateWords';
import { latestValues } from './readout';
import { formatValue, legendSeries, seriesInfo } from './seriesInfo';

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
      <RangeTable table={told.current?.table ?? table} />
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
  const latest = latestValues(series);
  if (latest === null) return '';
  const { liveHeap, goroutines, rss } = latest.values;
  const sentence = (parts: readonly string[]) => t('{0}.', listWords(parts));
  return joinSentences([
    liveHeap === null
      ? ''
      : sentence([t('Live heap {0}', formatBytes(liveHeap)), bytesTrend(target.liveHeapPerMinute)]),
    goroutines === null ? '' : sentence([goroutineCount(goroutines), countTrend(target.goroutinesPerMinute)]),
    rss === null ? '' : sentence([t('RSS {0}', formatBytes(rss))]),
  ]);
}

function goroutineCount(count: number): string {
  return count === 1 ? t('1 goroutine') : t('{0} goroutines', formatCount(count));
}

function RangeTable({ table }: { readonly table: SeriesTable }) {
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
        {legendSeries.map((name) => {
          const known = table.values[name].filter((value) => value !== null);
          const cells = [known.at(-1), least(known), greatest(known)];
          return (
            <tr key={name}>
              <th scope="row">{seriesInfo(name).label}</th>
              {cells.map((value, index) => (
                <td key={index}>{formatValue(name, value ?? null)}</td>
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
