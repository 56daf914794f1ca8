import type { Evidence } from '../../../../shared/model/finding';
import type { VerdictThresholds } from '../../../../shared/model/verdictThresholds';
import type { CountTrend } from '../../../numbers/countTrend';
import { evidenceList } from '../../../judge/findingOf';
import { goPiece } from '../../base/goPiece';
import { hasWayOut, type WaitCase } from './goroutineVerdict';
import type { LeakRecord } from '../../history/history';
import type { Best } from './bestScale';

/** The numbers of a wait, in the order in which a person should read them. */
export function evidenceOf(about: WaitCase, context: { leak: LeakRecord | null; isGrowing: boolean }): Evidence[] {
  const { trend, facts, details, count } = about;
  const { leak, isGrowing } = context;
  return evidenceList(
    goPiece('leaked-by-runtime', leak?.count ?? (details?.leaked || null), 'goroutines'),
    goPiece('leaked-last-seen', leak?.lastMillis ?? null, 'millis'),
    goPiece('count', count, 'goroutines'),
    ...(trend === null ? [] : trendEvidence(trend, isGrowing)),
    goPiece('age', details?.minutes?.max ?? null, 'minutes'),
    goPiece('concentration', about.concentration, 'ratio'),
    goPiece('pattern', (facts?.pattern ?? null) === null ? null : 1, 'none'),
    goPiece('way-out', hasWayOut(facts, about.kind) ? 1 : null, 'none'),
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
    return evidenceList(goPiece('short', watched, 'seconds'), goPiece('needs-watch', minimumWatchSeconds, 'seconds'));
  // The sentence on a way out stands among the evidence already.
  return doubt === null || doubt === 'way-out' ? [] : evidenceList(goPiece(`doubt-${doubt}`, 1, 'none'));
}

function trendEvidence(trend: CountTrend, isGrowing: boolean): (Evidence | null)[] {
  return [
    goPiece('count-before', trend.before, 'goroutines'),
    goPiece('rate', isGrowing ? trend.ratePerMinute : null, 'per-minute'),
    goPiece('polls', trend.polls, 'count'),
    goPiece('watched', trend.watchedMillis / 1000, 'seconds'),
    goPiece('mann-kendall', trend.z, 'none'),
    goPiece('late-slope-share', isGrowing ? trend.lateShare : null, 'ratio'),
  ];
}
