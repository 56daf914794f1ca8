import { t } from '@vscode/l10n';
import type { Finding } from '../../../shared/model/finding';
import type { HintRoom } from '../../../shared/model/hint';
import { listWords } from '../../base/amountWords';
import { rowParts, rowWords, saysLeak } from './rowWords';

/**
 * For the end of a line: that it leaks, how much there is of it, how fast it grows, what it keeps. `leak: 1,119 stuck ↑296/min · 45.0 MB`,
 * and `leak? …` where it is no more than possible. All else stands in the hover. Where its end may be out of sight number and bytes come
 * before all else, and where room is scarce they stay alone.
 */
export function hintWords(finding: Finding, room: HintRoom = 'ample'): string {
  const words = listWords(partsIn(finding, room));
  if (finding.status === 'fixed') return t('fixed: {0}', words);
  if (!saysLeak(finding)) return words;
  return finding.confidence === 'possible' ? t('leak? {0}', words) : t('leak: {0}', words);
}

function partsIn(finding: Finding, room: HintRoom): readonly (string | null)[] {
  const { number, rate, bytes, what } = rowParts(finding);
  switch (room) {
    case 'ample':
      return [rowWords(finding), bytes, what];
    case 'narrow':
      // A rate that follows its number directly is the number's; behind the bytes it would be theirs.
      return bytes === null ? [rowWords(finding), what] : [number, bytes, rate, what];
    case 'scarce':
      return [number, bytes];
  }
}
