import { t } from '@vscode/l10n';
import { notKept } from '../../shared/model/archive/archive';

/**
 * Why something is not offered, for the middle of a sentence. A service's own words may bring a full stop of their own; those that were
 * redacted are empty.
 */
export function whyWords(said: string): string {
  if (said === notKept) return t('a continuous profiler does not keep it');
  return said.replace(/[.\s]+$/, '') || t('not offered');
}
