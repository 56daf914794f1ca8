import { t } from '@vscode/l10n';
import type { Finding } from '../../../shared/model/finding';
import type { HintRoom } from '../../../shared/model/hint';
import { listWords } from '../../base/amountWords';
import { rowParts, rowWords, saysLeak } from './rowWords';

/**
 * For the end of a line: that it leaks, how much there is of it, how fast it grows, what it keeps. `leak: 1,119 stuck ↑296/min · 45.0 MB`,
 * and `leak? …` where it is no more than possible. All else stands in the hover. Where room is scarce the number and the bytes stay.
 */
export function hintWords(finding: Finding, room: HintRoom = 'ample'): string {
  const { number, bytes, what } = rowParts(finding);
  const words = listWords(room === 'scarce' ? [number, bytes] : [rowWords(finding), bytes, what]);
  if (finding.status === 'fixed') return t('fixed: {0}', words);
  if (!saysLeak(finding)) return words;
  return finding.confidence === 'possible' ? t('leak? {0}', words) : t('leak: {0}', words);
}
