import { t } from '@vscode/l10n';
import type { Finding } from '../../../shared/model/finding';
import type { SourceFix } from '../../../shared/model/sourceFix';
import { adviceWords } from './adviceWords';

/** What a fix changes: `Make the channel buffered: make(chan quote, 1)`. */
export function fixWords({ kind, writes }: SourceFix): string {
  return kind === 'buffer-channel' ? t('Make the channel buffered: {0}', writes) : t('Add {0}', writes);
}

/** What to do, without why: advice says first what is wrong, then what ends it. */
export function cureWords(finding: Finding): string {
  const advice = adviceWords(finding);
  const [, second] = new Intl.Segmenter(undefined, { granularity: 'sentence' }).segment(advice);
  return second === undefined ? advice : advice.slice(second.index);
}
