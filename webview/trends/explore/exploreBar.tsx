import { t } from '@vscode/l10n';
import { Button } from '../../base/controls';
import type { TimeWords } from '../timeWords';
import type { Explorer } from './explorer';

export interface ExploreBarProps {
  readonly explorer: Explorer;
  readonly times: TimeWords;
}

/** What can be done with the moment that is looked at, and with the range between the handles. */
export function ExploreBar({ explorer, times }: ExploreBarProps) {
  const { selected, ends, moments } = explorer;
  const at = selected.value;
  if (moments.value.length === 0) {
    return (
      <p class="explore-bar explore-note">
        {t('Profiles are kept from the next polls on: then any moment can be opened.')}
      </p>
    );
  }
  return (
    <div class="explore-bar">
      <span class="explore-note" aria-live="polite">
        {at === null ? t('Choose a moment: click it, or move the cursor there and press Space.') : times.moment(at)}
      </span>
      <Button secondary disabled={at === null} onPress={() => explorer.open()}>
        {t('Open Profile')}
      </Button>
      <Button secondary disabled={at === null} onPress={() => explorer.travel()}>
        {t('Show on Lines')}
      </Button>
      <Button secondary disabled={at === null} onPress={() => at !== null && explorer.setEnd(0, at)}>
        {t('Range Starts Here')}
      </Button>
      <Button secondary disabled={at === null} onPress={() => at !== null && explorer.setEnd(1, at)}>
        {t('Range Ends Here')}
      </Button>
      {ends.value !== null && (
        <Button
          disabled={false}
          label={t('Compare {0} with {1}', times.moment(ends.value[0]), times.moment(ends.value[1]))}
          onPress={() => explorer.compare()}
        >
          {t('Compare Ends of Range')}
        </Button>
      )}
    </div>
  );
}

/** While the lines in the editor are of then. */
export function TravelBanner({ explorer, times }: ExploreBarProps) {
  const at = explorer.travelled.value;
  if (at === null) return null;
  return (
    <div class="travel-banner" role="status">
      <span>{t('The lines in the editor are as they were at {0}.', times.moment(at))}</span>
      <Button disabled={false} onPress={() => void explorer.backToNow()}>
        {t('Back to Now')}
      </Button>
    </div>
  );
}

/** In, out, aside and all. */
export function ZoomBar({ explorer }: { readonly explorer: Explorer }) {
  const isAll = explorer.span.value === null;
  const tools = [
    ['+', t('Zoom in'), () => explorer.zoom(0.5), false],
    ['−', t('Zoom out'), () => explorer.zoom(2), isAll],
    ['‹', t('Earlier'), () => explorer.pan(-0.5), isAll],
    ['›', t('Later'), () => explorer.pan(0.5), isAll],
  ] as const;
  return (
    <div class="zoom-bar" role="toolbar" aria-label={t('Zoom')}>
      {tools.map(([sign, label, press, disabled]) => (
        <Button key={sign} secondary label={label} disabled={disabled} onPress={press}>
          {sign}
        </Button>
      ))}
      <Button secondary disabled={isAll} onPress={() => explorer.showAll()}>
        {t('Show All')}
      </Button>
    </div>
  );
}
