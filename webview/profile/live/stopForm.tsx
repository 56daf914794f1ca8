import { t } from '@vscode/l10n';
import { formatCount } from '../../../src/shared/base/units';
import { Button } from '../../base/controls';
import type { ProfileStore } from '../profileStore';

/** Says what it costs a service to write down each of its goroutines, before it is asked to. */
export function StopForm({ store, goroutines }: { readonly store: ProfileStore; readonly goroutines: number | null }) {
  return (
    <section class="record" aria-label={t('List goroutines one by one')}>
      <p>
        {t('The service writes down each goroutine: its number, what it waits for and how long, and what started it.')}
      </p>
      <p>
        {t('It stops while it writes, the longer the more goroutines it has.')}{' '}
        {goroutines !== null && (
          <strong>{goroutines === 1 ? t('It has 1 now.') : t('It has {0} now.', formatCount(goroutines))}</strong>
        )}
      </p>
      <div class="controls">
        <Button onPress={() => store.stopService()}>{t('List Goroutines')}</Button>
      </div>
    </section>
  );
}
