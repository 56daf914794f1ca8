import { t } from '@vscode/l10n';
import type { FindingStage } from '../../shared/model/findingStage';
import { asOfWords, changedText, clockWords } from '../base/momentWords';

/** What may be said of a finding now, in a few words; empty where its title says all. */
export function stageWords(stage: FindingStage): string {
  const { asOfMillis } = stage;
  // What it did then is in its title: that it may be otherwise now comes first, where there is room for one thing.
  return asOfMillis === null ? wordsOf(stage) : asOfWords(asOfMillis);
}

function wordsOf({ stage, sinceMillis }: FindingStage): string {
  switch (stage) {
    case 'fixed':
      return sinceMillis === null ? t('fixed') : t('fixed at {0}', clockWords(sinceMillis));
    case 'again':
      return t('growing again');
    case 'earlier':
      return t('from before the restart');
    case 'edited':
      return changedText();
    case 'possible':
    case 'growing':
    case 'stands':
    case 'explanation':
      return '';
  }
}
