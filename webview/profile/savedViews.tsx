import { t } from '@vscode/l10n';
import { plainText } from '../../src/shared/base/said/plainText';
import { Button, Dropdown } from '../base/controls';
import type { ProfileStore } from './profileStore';

/** Longer names make the row of controls two. */
const longestName = 40;

/** Views that somebody gave a name: to be shown, saved and forgotten. */
export function SavedViews({ store }: { readonly store: ProfileStore }) {
  if (!store.hasEditor) return null;
  const views = store.views.value;
  const shown = store.shownView.value;
  return (
    <div class="views">
      {views.length > 0 && (
        <Dropdown
          label={t('Saved views')}
          value={shown}
          options={[
            { value: '', text: t('Saved views') },
            ...views.map(({ name }) => ({ value: name, text: plainText(name, longestName) })),
          ]}
          onChoose={(name) => {
            if (name !== '' && name !== shown) store.showView(name);
          }}
        />
      )}
      {shown === '' ? (
        <Button
          secondary
          label={t('Keep what is counted and the filters under a name')}
          onPress={() => store.saveView()}
        >
          {t('Save View…')}
        </Button>
      ) : (
        <Button
          secondary
          label={t('Forget the saved view {0}', plainText(shown, longestName))}
          onPress={() => store.forgetView(shown)}
        >
          {t('Forget View')}
        </Button>
      )}
    </div>
  );
}
