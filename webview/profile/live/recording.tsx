import { t } from '@vscode/l10n';
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { Button } from '../../base/controls';
import type { ProfileStore } from '../profileStore';

const stepMillis = 250;

/** A service records: how far it is, and a way to stop it. */
export function Recording({ store, seconds }: { readonly store: ProfileStore; readonly seconds: number }) {
  const passed = useSignal(0);
  useEffect(() => {
    const timer = setInterval(() => {
      passed.value = Math.min(seconds, passed.value + stepMillis / 1000);
    }, stepMillis);
    return () => clearInterval(timer);
  }, [seconds]);
  const left = Math.ceil(seconds - passed.value);
  return (
    <section class="record" aria-label={t('The service records')}>
      <progress
        max={seconds}
        value={passed.value}
        aria-label={t('{0} of {1} s recorded', Math.floor(passed.value), seconds)}
      />
      <p role="status">{left > 0 ? t('The service records for {0} s.', seconds) : t('Waiting for the recording…')}</p>
      {left > 0 && <p class="detail">{left === 1 ? t('1 s left') : t('{0} s left', left)}</p>}
      <Button secondary onPress={() => store.cancel()}>
        {t('Cancel')}
      </Button>
    </section>
  );
}
