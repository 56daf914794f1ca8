import { t } from '@vscode/l10n';
import { ignoreFileName } from '../../shared/base/ignoreRules';
import type { IgnoreRule } from '../../shared/model/finding';
import { longestSentence } from '../../shared/base/said/cutText';
import { markdownText } from '../../shared/base/said/markdownText';

/** By what a finding is ignored, until when, and why, as somebody wrote it: one paragraph of Markdown. */
export function ignoredHover({ reason, until }: IgnoreRule): string {
  return markdownText(reason === '' ? withoutReason(until) : withReason(reason, until), longestSentence);
}

function withoutReason(until: IgnoreRule['until']): string {
  return until === null
    ? t('Ignored by a rule in {0}.', ignoreFileName)
    : t('Ignored until {0} by a rule in {1}.', until, ignoreFileName);
}

function withReason(reason: string, until: IgnoreRule['until']): string {
  return until === null
    ? t('Ignored by a rule in {0}: {1}', ignoreFileName, reason)
    : t('Ignored until {0} by a rule in {1}: {2}', until, ignoreFileName, reason);
}
