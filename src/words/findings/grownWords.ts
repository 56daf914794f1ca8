import { t } from '@vscode/l10n';
import { durationWords } from '../../shared/base/durationWords';
import type { Grown } from '../../shared/model/told';
import { formatBytes, formatCount } from '../../shared/base/units';
import type { KindWords } from '../../shared/ports/words/findingWords';
import { placeWords } from '../base/placeWords';

/** `live heap grew by 24.5 MB: 14.7 MB → 39.2 MB. There were too few garbage collections to tell. Watch for 3 min in all.` */
export function grownWords(grown: Grown, doubtWords: KindWords['doubt']): string {
  const { unit, before, now, doubt, needsSeconds } = grown;
  const all = unit === 'bytes' ? formatBytes : formatCount;
  const change = t('{0} grew by {1}: {2} → {3}.', nameOf(grown), all(now - before), all(before), all(now));
  const why = (doubt && doubtWords(doubt)) ?? '';
  const next =
    needsSeconds === null
      ? t('It is too slow for a watch of a day.')
      : t('Watch for {0} in all to tell.', durationWords(needsSeconds, t));
  return [change, why, next].filter((part) => part !== '').join(' ');
}

/** Within a sentence: `live heap from 14.7 MB to 39.2 MB`. */
export function growingWords(grown: Grown): string {
  const all = grown.unit === 'bytes' ? formatBytes : formatCount;
  return t('{0} from {1} to {2}', nameOf(grown), all(grown.before), all(grown.now));
}

function nameOf({ what, site }: Grown): string {
  const place = site === null ? '?' : placeWords(site);
  switch (what) {
    case 'live-heap':
      return t('live heap');
    case 'goroutines':
      return t('the number of goroutines');
    case 'line':
      return t('what is allocated at {0}', place);
    case 'wait':
      return t('the number of goroutines at {0}', place);
    default:
      return site === null ? what : `${what} (${place})`;
  }
}
