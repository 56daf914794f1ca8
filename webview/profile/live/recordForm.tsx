import { t } from '@vscode/l10n';
import { useSignal } from '@preact/signals';
import { recordingSeconds } from '../../../src/shared/model/views/liveProfile';
import { Button, TextField } from '../../base/controls';
import type { ProfileStore } from '../profileStore';

/** Asks for how long a service is to record, and says what that costs it. */
export function RecordForm({ store, seconds }: { readonly store: ProfileStore; readonly seconds: number }) {
  const text = useSignal(String(seconds));
  const { least, most } = recordingSeconds;
  const wanted = Number(text.value);
  const isFit = Number.isInteger(wanted) && wanted >= least && wanted <= most;
  const record = () => {
    if (isFit) store.record(wanted);
  };
  return (
    <section class="record" aria-label={t('Record a CPU profile')}>
      <p>{t('A CPU profile is recorded: the service notes a hundred times a second of processor time where it is.')}</p>
      <p>
        {t(
          'That costs it a few percent of its speed at most, for as long as it records. LeakLens asks it for nothing else meanwhile: its numbers stand still. Cancel ends the recording at the service.',
        )}
      </p>
      <div class="controls">
        <TextField
          label={t('Seconds, {0} to {1}', least, most)}
          value={text.value}
          onInput={(value) => {
            text.value = value;
          }}
          onEnter={record}
        />
        <span>{t('seconds')}</span>
        <Button disabled={!isFit} onPress={record}>
          {t('Record')}
        </Button>
        {!isFit && <span role="status">{t('Give a whole number from {0} to {1}.', least, most)}</span>}
      </div>
    </section>
  );
}
