import { t } from '@vscode/l10n';
import { useSignal } from '@preact/signals';
import { longestSentence } from '../../../src/shared/base/said/cutText';
import { plainText } from '../../../src/shared/base/said/plainText';
import { bareValue } from '../../../src/shared/base/seriesValue';
import type { PanelReplica, PanelService } from '../../../src/shared/wires/panelMessages';
import { LegendHead, type LegendProps } from '../legend';
import { joinSentences } from '../listWords';
import { Swatch } from '../charts/swatch';
import type { PanelStore } from '../panelStore';
import { replicaValues } from './replicaValues';

/** Every process of a service with its values, those that stand out first. A row shows or hides its lines and says how it stands with it. */
export function ReplicaLegend({ store, times }: LegendProps) {
  const service = store.service.value;
  if (service === null) return null;
  return (
    <section class="legend" aria-label={t('Replicas')}>
      <LegendHead store={store} times={times} />
      <ul>
        {service.replicas.map((replica) => (
          <ReplicaRow key={replica.targetId} replica={replica} service={service} store={store} />
        ))}
      </ul>
    </section>
  );
}

interface RowProps {
  readonly replica: PanelReplica;
  readonly service: PanelService;
  readonly store: PanelStore;
}

function ReplicaRow({ replica, service, store }: RowProps) {
  const { name, condition, exception, ahead } = replica;
  const dismissed = useSignal(false);
  const lines = Object.values(replica.lines);
  const shown = lines.some((id) => !store.hidden.value.includes(id));
  const look = store.views.value.find(({ id }) => id === lines[0]);
  const tipId = `explain-${lines[0] ?? ''}`;
  const forget = () => {
    dismissed.value = false;
  };
  return (
    <li
      class={dismissed.value ? 'row replica dismissed' : 'row replica'}
      onMouseLeave={forget}
      onFocusOut={forget}
      onKeyDown={(event) => {
        if (event.key === 'Escape') dismissed.value = true;
      }}
    >
      <button type="button" aria-pressed={shown} aria-describedby={tipId} onClick={() => store.toggle(...lines)}>
        {look !== undefined && <Swatch series={look} store={store} shown={shown} />}
        <span class={exception === '' ? 'name' : 'name exceptional'}>{plainText(name)}</span>
        <span class="value">{valuesOf(replica, service, store)}</span>
      </button>
      <div class="tip" role="tooltip" id={tipId}>
        <p>
          {joinSentences([
            t('{0}.', plainText(condition)),
            plainText(exception, longestSentence),
            plainText(ahead?.sentence ?? '', longestSentence),
          ])}
        </p>
        <p class="tip-unit">{shown ? t('Press to hide it.') : t('Press to show it.')}</p>
      </div>
    </li>
  );
}

/** `84.1 MB · 412`, in the order of the charts, and when it is at its limit. */
function valuesOf(replica: PanelReplica, { numbers }: PanelService, store: PanelStore): string {
  const readout = store.readout.value;
  const values = numbers.map((number) => bareValue(number, replicaValues([replica], number, readout)[0] ?? null));
  // What comes is told of now, and not of a moment that is looked at.
  const ahead = store.cursor.value === null ? plainText(replica.ahead?.short ?? '') : '';
  return [...values, ...(ahead === '' ? [] : [ahead])].join(' · ');
}
