import { t } from '@vscode/l10n';
import { plainText } from '../../../src/shared/base/said/plainText';
import type { LiveTitle } from '../../../src/shared/wires/profileMessages';
import { Button } from '../../base/controls';
import type { ProfileStore } from '../profileStore';
import { clockTime } from '../../base/clockTime';

/** Of when a profile of a running service is, and how to see what is now. */
export function LiveBar({ store, live }: { readonly store: ProfileStore; readonly live: LiveTitle }) {
  const { about } = store;
  if (about === null) return null;
  const following = store.isFollowing.value;
  return (
    <>
      <span class="detail">{takenWords(about.collectedAtMillis, about.durationMillis)}</span>
      {about.samples === 0 && <span class="detail">{plainText(live.whenEmpty)}</span>}
      <span class="live-actions">
        <Button secondary label={refreshLabel(live)} onPress={() => store.reload()}>
          {live.isRecorded ? t('Record Again') : t('Refresh')}
        </Button>
        {!live.isRecorded && !live.stopsProcess && (
          <Button
            secondary={!following}
            label={t(
              'Show what each poll finds; the service is asked for nothing that the polls do not ask, where they ask for the same',
            )}
            onPress={() => store.follow(!following)}
          >
            {following ? t('Following') : t('Follow')}
          </Button>
        )}
        <ChangesButtons store={store} live={live} />
      </span>
    </>
  );
}

/** From what is seen to what is now, and back to what is now alone. */
function ChangesButtons({ store, live }: { readonly store: ProfileStore; readonly live: LiveTitle }) {
  if (live.changes === 'none') return null;
  return (
    <>
      <Button
        secondary
        label={t('Ask the service for what is now, and show what has changed since what is seen here')}
        onPress={() => store.showChanges(true)}
      >
        {t('Changes Since Then')}
      </Button>
      {live.changes === 'shown' && (
        <Button secondary label={t('Show this alone, compared with nothing')} onPress={() => store.showChanges(false)}>
          {t('Without Changes')}
        </Button>
      )}
    </>
  );
}

function refreshLabel({ isRecorded, stopsProcess }: LiveTitle): string {
  if (stopsProcess) return t('Ask the service for what is now: it stops while it writes');
  return isRecorded ? t('Record once more for as long') : t('Ask the service for what is now');
}

/** Clocks of services differ from this machine's, so that it says what the profile says. */
function takenWords(atMillis: number | null, durationMillis: number | null): string {
  if (atMillis === null) return '';
  const time = clockTime(atMillis);
  if (durationMillis === null || durationMillis < 1000) return t('as of {0}', time);
  return t('{0} s from {1}', Math.round(durationMillis / 1000), time);
}
