import type { VerdictThresholds } from '../../shared/judge';
import { speaksAgainst, vouchesFor, type GoalTrend } from './collectorGoal';
import type { LiveTrend } from './liveTrend';
import { heapRules as rules } from './thresholds';

/** What speaks for and against growth of live bytes over one window. */
export interface LiveCase {
  readonly trend: LiveTrend;
  /** Standard deviation of sampling at the present size, bytes. */
  readonly deviation: number;
  /** When the last poll was: later than the last collection. */
  readonly nowMillis: number;
  /** The deepest fall that any scale of time has seen. */
  readonly fallEver: number;
  /** What happened since the profile was made gives no reason to think that the growth is over. */
  readonly unseen: boolean;
  /** What is held is the room of a slice, buffer or map. */
  readonly room: boolean;
  readonly loaded: boolean;
  /** The source deletes from what grows. */
  readonly deletes: boolean;
  /** The growth of the whole live heap, which is exact; null where it is not known. */
  readonly goal: GoalTrend | null;
}

/** Judges live bytes: does what is kept grow, and go on growing? */
export function judgeLive(about: LiveCase, thresholds: VerdictThresholds): 'probable' | 'possible' | null {
  const { trend, deviation } = about;
  const watched = trend.watchedMillis;
  const least = thresholds.minimumWatchSeconds * 1000;
  const isVouched = isVouchedFor(about);
  if (!isVouched && (!growsByItself(about) || (about.goal !== null && speaksAgainst(about.goal, trend)))) return null;
  if (trend.collections < rules.leastCollections - 1) return null;
  if (about.fallEver > Math.max(trend.growth * rules.everShare, deviation * rules.noiseDeviations)) return null;
  const floor = Math.max(thresholds.minimumGrowthBytes, isVouched ? 0 : deviation * rules.noiseDeviations);
  if (watched < least / 2 || trend.growth < floor) return null;
  if (watched < least || trend.collections < rules.leastCollections) return 'possible';
  const age = about.nowMillis - (trend.toMillis - watched);
  if (age < rules.settledMillis && trend.lateShare < rules.unsettledLateShare) return 'possible';
  if (about.loaded || (about.deletes && watched < rules.despiteDeletesMillis)) return 'possible';
  return 'probable';
}

function isVouchedFor({ goal, trend, nowMillis }: LiveCase): boolean {
  return goal !== null && vouchesFor(goal, trend, isFresh(goal.trend.toMillis, goal.trend.fromMillis, nowMillis));
}

/** By its own numbers: they rise, and nothing says that it is over. */
function growsByItself(about: LiveCase): boolean {
  const { trend, nowMillis } = about;
  if (!trend.rises) return false;
  if (about.room && (nowMillis <= trend.roomUntilMillis || (trend.toMillis <= trend.roomUntilMillis && about.unseen)))
    return true;
  return trend.goesOn && (isFresh(trend.toMillis, trend.fromMillis, nowMillis) || about.unseen);
}

/** The last collection itself lies in the last part of the window: nothing is known of the time after it. */
export function isFresh(collectedMillis: number, fromMillis: number, nowMillis: number): boolean {
  return nowMillis - collectedMillis <= (nowMillis - fromMillis) * rules.freshShare;
}
