import { t } from '@vscode/l10n';
import type { IgnoreRule } from '../../shared/model/finding';

/** The day as it stands in the rule. */
export function ignoredWords(until: IgnoreRule['until']): string {
  return until === null ? t('ignored') : t('ignored until {0}', until);
}
