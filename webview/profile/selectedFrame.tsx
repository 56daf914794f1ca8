import { t } from '@vscode/l10n';
import type { FrameKey } from '../../src/shared/model/views/viewFrames';
import type { RefinementKind } from '../../src/shared/model/views/viewScope';
import { Button } from '../base/controls';
import { frameName, framePattern, placeText } from './frameWords';
import type { ProfileStore } from './profileStore';

/** The frame that is selected in whichever tab, and what can be done with it. */
export function SelectedFrame({ store }: { readonly store: ProfileStore }) {
  const { selected } = store.state.value;
  if (selected === null) return <footer class="frame-bar empty">{t('Select a frame to look closer.')}</footer>;
  return (
    <footer class="frame-bar">
      <div class="frame-name">
        <strong>{frameName(selected)}</strong> <span>{placeText(selected)}</span>
      </div>
      <div class="frame-actions">
        {store.hasEditor && selected.file !== '' && (
          <Button label={t('Show the line in the editor')} onPress={() => store.goTo(selected)}>
            {t('Open Source')}
          </Button>
        )}
        <Button secondary label={t('Who calls it, and what it calls')} onPress={() => store.showTab('peek')}>
          {t('Callers and Callees')}
        </Button>
        {canBeRefined(store) && <RefineActions store={store} frame={selected} />}
      </div>
    </footer>
  );
}

/** A package stands in no frame's name or file as it is. */
function canBeRefined(store: ProfileStore): boolean {
  return store.scope.value.granularity !== 'package';
}

function RefineActions({ store, frame }: { readonly store: ProfileStore; readonly frame: FrameKey }) {
  const refine = (kind: RefinementKind) => () => store.refine({ kind, pattern: framePattern(frame) });
  return (
    <>
      <Button secondary label={t('Only stacks with this frame')} onPress={refine('focus')}>
        {t('Focus')}
      </Button>
      <Button secondary label={t('No stacks with this frame')} onPress={refine('ignore')}>
        {t('Ignore')}
      </Button>
      <Button secondary label={t('Leave this frame out of all stacks')} onPress={refine('hide')}>
        {t('Hide')}
      </Button>
      <Button secondary label={t('Begin stacks at this frame')} onPress={refine('show_from')}>
        {t('Show From')}
      </Button>
    </>
  );
}
