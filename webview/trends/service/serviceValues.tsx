import { t } from '@vscode/l10n';
import { bareValue } from '../../../src/shared/base/seriesValue';
import { plainText } from '../../../src/shared/base/said/plainText';
import type { SeriesView } from '../../../src/shared/model/series/seriesSpec';
import type { PanelReplica } from '../../../src/shared/wires/panelMessages';
import type { ChartValuesProps } from '../charts/chartValues';
import { LineSample } from '../charts/lineSample';
import type { PanelStore } from '../panelStore';
import { replicaValues } from './replicaValues';

/** Above a chart of a service: what it is of, each process that stands out by name with its value, and from where to where the others are. */
export function ServiceValues({ store, times, chart }: ChartValuesProps) {
  const service = store.service.value;
  const number = service?.numbers.find(({ look }) => look.chart === chart);
  if (service === null || number === undefined) return <div class="chart-title" />;
  const shown = service.replicas.filter(({ lines }) => !store.hidden.value.includes(lines[number.id] ?? ''));
  const exceptions = shown.filter(({ exception }) => exception !== '');
  const others = shown.filter(({ exception }) => exception === '');
  const readout = store.readout.value;
  return (
    <div class="chart-title">
      <span class="chart-name">{number.label}</span>
      {exceptions.map((replica) => (
        <Exception key={replica.targetId} replica={replica} number={number} store={store} />
      ))}
      <Others others={others} areAll={exceptions.length === 0} number={number} store={store} />
      {store.cursor.value !== null && chart === 'upper' && readout !== null && (
        <time class="chart-note">{times.moment(readout.atMillis)}</time>
      )}
    </div>
  );
}

interface ExceptionProps {
  readonly replica: PanelReplica;
  readonly number: SeriesView;
  readonly store: PanelStore;
}

function Exception({ replica, number, store }: ExceptionProps) {
  const [value = null] = replicaValues([replica], number, store.readout.value);
  const line = store.views.value.find(({ id }) => id === replica.lines[number.id]);
  return (
    <span class="chart-value">
      {line !== undefined && <LineSample series={line} theme={store.theme.value} />}
      <span class="chart-name">{plainText(replica.name)}</span>
      <span class="chart-number">{bareValue(number, value)}</span>
    </span>
  );
}

interface OthersProps {
  readonly others: readonly PanelReplica[];
  /** None stands out. */
  readonly areAll: boolean;
  readonly number: SeriesView;
  readonly store: PanelStore;
}

/** `4 others 10.1 MB to 12.3 MB`: as many as have a value at that moment. */
function Others({ others, areAll, number, store }: OthersProps) {
  const known = replicaValues(others, number, store.readout.value).filter((value) => value !== null);
  if (known.length === 0) return null;
  const [least, most] = [Math.min(...known), Math.max(...known)].map((value) => bareValue(number, value));
  return (
    <span class="chart-value">
      <span class="chart-note">{areAll ? replicaCount(known.length) : otherCount(known.length)}</span>
      <span class="chart-number">{least === most ? least : t('{0} to {1}', least ?? '', most ?? '')}</span>
    </span>
  );
}

function replicaCount(count: number): string {
  return count === 1 ? t('1 replica') : t('{0} replicas', count);
}

function otherCount(count: number): string {
  return count === 1 ? t('1 other') : t('{0} others', count);
}
