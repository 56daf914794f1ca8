import { t } from '@vscode/l10n';

/**
 * Why something is not offered, for the middle of a sentence. A service's own words may bring a full stop of their own; those that were
 * redacted are empty.
 */
export function whyWords(said: string): string {
  return said.replace(/[.\s]+$/, '') || t('not offered');
}
