import { t } from '@vscode/l10n';
import { fineDurationWords } from '../../shared/base/durationWords';
import { formatBytes, formatCount } from '../../shared/base/units';
import type { WatchNews } from '../../shared/ports/timedWatch';

/** How far a watch is, for a person on a terminal. */
export function watchProgress(news: WatchNews, durationMillis: number): string {
  if (news.kind === 'silent') return t('no answer from {0}, trying again', news.targetName);
  const { values } = news.point;
  return t(
    '{0} of {1}: {2} polls, {3} goroutines, {4} of live heap',
    fineDurationWords(news.elapsedMillis / 1000, t),
    fineDurationWords(durationMillis / 1000, t),
    formatCount(news.polls),
    formatCount(values.goroutines ?? 0),
    formatBytes(values.liveHeap ?? 0),
  );
}
