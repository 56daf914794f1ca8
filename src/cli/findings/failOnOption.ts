import { t } from '@vscode/l10n';
import type { Confidence } from '../../shared/model/finding';

/** An explanation never fails. */
export const failingTiers = ['proven', 'probable', 'possible'] as const satisfies readonly Confidence[];

/** For commands that tell what leaks. */
export function failOnOption() {
  return {
    name: 'fail-on',
    value: failingTiers.join('|'),
    summary: t('exit status 1 for a finding at least as sure as this'),
  };
}
