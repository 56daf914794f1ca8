import { t } from '@vscode/l10n';
import { fineDurationWords } from '../../../shared/base/durationWords';
import { formatBytes, formatCount } from '../../../shared/base/units';
import type { WatchNews } from '../../../shared/ports/engine/timedWatch';

/** How far a watch is, for a person on a terminal. */
export function watchProgress(news: WatchNews, durationMillis: number): string {
  if (news.kind === 'silent') return t('no answer from {0}, trying again', news.targetName);
  if (news.kind === 'replica') {
    return t('reading {0}, replica {1} of {2}', news.name, String(news.at), String(news.of));
  }
  const { goroutines = null, liveHeap = null } = news.point.values;
  const elapsed = fineDurationWords(news.elapsedMillis / 1000, t);
  const whole = fineDurationWords(durationMillis / 1000, t);
  const parts = [
    t('{0} of {1}: {2} polls', elapsed, whole, formatCount(news.polls)),
    // What the service does not tell is not 0.
    goroutines === null ? '' : t('{0} goroutines', formatCount(goroutines)),
    liveHeap === null ? '' : t('{0} of live heap', formatBytes(liveHeap)),
  ];
  return parts.filter((part) => part !== '').join(', ');
}
