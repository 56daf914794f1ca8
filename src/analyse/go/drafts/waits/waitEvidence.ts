import type { Evidence } from '../../../../shared/model/finding';
import type { VerdictThresholds } from '../../../../shared/model/verdictThresholds';
import type { CountTrend } from '../../../numbers/countTrend';
import { evidenceList, piece } from '../../../judge/findingOf';
import { hasWayOut, type WaitCase } from './goroutineVerdict';
import type { LeakRecord } from '../../history/history';
import type { Best } from './bestScale';

/** The numbers of a wait, in the order in which a person should read them. */
export function evidenceOf(about: WaitCase, context: { leak: LeakRecord | null; isGrowing: boolean }): Evidence[] {
  const { trend, facts, details, count } = about;
  const { leak, isGrowing } = context;
  return evidenceList(
    piece('leaked-by-runtime', leak?.count ?? (details?.leaked || null), 'goroutines'),
    piece('leaked-last-seen', leak?.lastMillis ?? null, 'millis'),
    piece('count', count, 'goroutines'),
    ...(trend === null ? [] : trendEvidence(trend, isGrowing)),
    piece('age', details?.minutes?.max ?? null, 'minutes'),
    piece('concentration', about.concentration, 'ratio'),
    piece('pattern', (facts?.pattern ?? null) === null ? null : 1, 'none'),
    piece('way-out', hasWayOut(facts, about.kind) ? 1 : null, 'none'),
  );
}

/** Why it is no more than possible, where time will tell. */
export function shortEvidence(
  { judged, about: { trend } }: Best,
  { minimumWatchSeconds }: VerdictThresholds,
): Evidence[] {
  const { tier, doubt } = judged;
  if (tier !== 'possible') return [];
  const watched = (trend?.watchedMillis ?? 0) / 1000;
  if (watched < minimumWatchSeconds)
    return evidenceList(piece('short', watched, 'seconds'), piece('needs-watch', minimumWatchSeconds, 'seconds'));
  // The sentence on a way out stands among the evidence already.
  return doubt === null || doubt === 'way-out' ? [] : evidenceList(piece(`doubt-${doubt}`, 1, 'none'));
}

function trendEvidence(trend: CountTrend, isGrowing: boolean): (Evidence | null)[] {
  return [
    piece('count-before', trend.before, 'goroutines'),
    piece('rate', isGrowing ? trend.ratePerMinute : null, 'per-minute'),
    piece('polls', trend.polls, 'count'),
    piece('watched', trend.watchedMillis / 1000, 'seconds'),
    piece('mann-kendall', trend.z, 'none'),
    piece('late-slope-share', isGrowing ? trend.lateShare : null, 'ratio'),
  ];
}
