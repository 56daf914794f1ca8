import { t } from '@vscode/l10n';
import type { CapabilityWords } from '../../../shared/ports/runtime/runtime';
import { whyWords } from '../../base/whyWords';

/** What a Go process can be asked for. */
export function goCapabilityWords(kind: string): CapabilityWords {
  switch (kind) {
    case 'heap':
      return {
        name: t('heap profile'),
        short: t('no heap'),
        refused: (why) => t('No heap profile here: {0}.', whyWords(why)),
      };
    case 'goroutines':
      return {
        name: t('goroutine profile'),
        short: t('no goroutines'),
        refused: (why) => t('No goroutine profile here: {0}.', whyWords(why)),
      };
    case 'memory':
      return {
        name: t('memory statistics'),
        short: null,
        refused: (why) => t('No memory statistics here: {0}.', whyWords(why)),
      };
    case 'stacks':
      return {
        name: t('goroutine stacks'),
        short: null,
        refused: (why) => t('No goroutine stacks with states and ages here: {0}.', whyWords(why)),
      };
    default:
      return { name: kind, short: null, refused: (why) => t('Not offered here: {0} ({1}).', kind, whyWords(why)) };
  }
}
