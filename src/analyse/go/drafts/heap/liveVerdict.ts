import type { GoDoubt } from '../../../../shared/model/go/goDoubt';
import type { Turnover } from '../../../../shared/model/turnover';
import type { VerdictThresholds } from '../../../../shared/model/verdictThresholds';
import { leastLateShare } from '../../../judge/borneOut';
import { speaksAgainst, vouchesFor, type GoalTrend } from './collectorGoal';
import type { Judgement } from '../base/judgement';
import type { LiveTrend } from '../../../numbers/liveTrend';
import { heapRules as rules } from '../../base/heapRules';
import { sampledRules } from '../../../numbers/sampledRules';

/** What speaks for and against growth of live bytes over one window. */
export interface LiveCase {
  readonly trend: LiveTrend;
  /** When the last poll was: later than the last collection. */
  readonly nowMillis: number;
  /** The deepest fall that any scale of time has seen. */
  readonly fallEver: number;
  /** What happened since the profile was made gives no reason to think that the growth is over. */
  readonly unseen: boolean;
  /** The last collection found no more alive than the one before. */
  readonly still: boolean;
  /** What is held is the room of a slice, buffer or map. */
  readonly room: boolean;
  readonly loaded: boolean;
  /** The source deletes from what grows. */
  readonly deletes: boolean;
  /** The source bounds all that keeps it: until it is full it grows as a leak does. */
  readonly bounded: boolean;
  /** The source shows a mistake that no healthy program makes: what comes of it may well make the load. */
  readonly mistaken: boolean;
  /** The growth of the whole live heap, which is exact; null where it is not known. */
  readonly goal: GoalTrend | null;
  /** What came and went on the line; null where that is not known, or too little came to tell. */
  readonly turnover: Turnover | null;
  /** Samples that came, of which none went (`unfreedSamples`). */
  readonly unfreed: number;
}

/** Judges live bytes: does what is kept grow, and go on growing? */
export function judgeLive(about: LiveCase, thresholds: VerdictThresholds): Judgement {
  const { trend } = about;
  const noise = trend.noise * sampledRules.noiseDeviations;
  const watched = trend.watchedMillis;
  const least = thresholds.minimumWatchSeconds * 1000 * (keepsAll(about) ? rules.keepsAllWatch : 1);
  const isVouched = isVouchedFor(about);
  if (!isVouched && about.goal !== null && trend.growth > 0 && speaksAgainst(about.goal, trend)) return no('goal');
  if (!isVouched && !about.room && trend.growth > 0 && about.still) return no('goal');
  if (!isVouched && !growsByItself(about)) return no(trend.rises ? 'slowing' : null);
  if (trend.collections < rules.leastCollections - 1) return no('few');
  if (about.fallEver > Math.max(trend.growth * rules.everShare, noise)) return no('tides');
  if (watched < least / 2) return no('short');
  if (trend.growth < thresholds.minimumGrowthBytes) return no('small');
  const age = about.nowMillis - (trend.toMillis - watched);
  const mayLeave = about.deletes && watched < rules.despiteDeletesMillis;
  if (mayLeave && age < rules.settledMillis) return no('way-out');
  if (mayLeave && trend.lateShare < rules.unsettledLateShare) return no('slowing');
  if (trend.grown < leastGrown(about))
    return isVouched && trend.grown >= noise * rules.vouchedNoise ? perhaps('noise') : no('noise');
  if (watched < least) return perhaps('short');
  if (trend.collections < rules.leastCollections) return perhaps('few');
  if (about.bounded) return perhaps('bounded');
  if (age < rules.settledMillis && trend.lateShare < rules.unsettledLateShare) return perhaps('slowing');
  if (trend.lateShare < leastLateShare && !doubles(about)) return perhaps('slowing');
  if (!about.mistaken && about.loaded) return perhaps('load');
  if (mayLeave) return perhaps('way-out');
  return { tier: 'probable', doubt: null };
}

/** Next to nothing of what came was freed: a line that works and lets go looks otherwise after a few collections. */
function keepsAll({ turnover }: LiveCase): boolean {
  return turnover !== null && turnover.freedBytes <= turnover.allocatedBytes * rules.keepsAllShare;
}

function no(doubt: GoDoubt | null): Judgement {
  return { tier: null, doubt };
}

function perhaps(doubt: GoDoubt): Judgement {
  return { tier: 'possible', doubt };
}

/**
 * What a growth must exceed not to be noise of sampling, bytes. Less where that something grows is exact, and of so many samples that
 * came here not one went: that is no luck of sampling any more.
 */
export function leastGrown(about: LiveCase): number {
  const noise = about.trend.noise * sampledRules.noiseDeviations;
  return isUnfreed(about) && isVouchedFor(about) ? noise * rules.vouchedNoise : noise;
}

function isUnfreed({ unfreed }: Pick<LiveCase, 'unfreed'>): boolean {
  return unfreed >= rules.unfreedSamples;
}

function isVouchedFor(about: LiveCase): boolean {
  const { goal, trend, nowMillis, turnover } = about;
  if (goal === null || !isFresh(goal.trend.toMillis, goal.trend.fromMillis, nowMillis)) return false;
  if (turnover !== null && turnover.freedBytes > turnover.allocatedBytes * rules.vouchedFreed) return false;
  return vouchesFor(goal, trend, isUnfreed(about) ? rules.vouchedUnfreedCollections : rules.vouchedCollections);
}

/** By its own numbers: they rise, and nothing says that it is over. */
function growsByItself(about: LiveCase): boolean {
  const { trend, nowMillis } = about;
  if (!trend.rises) return false;
  if (doubles(about)) return true;
  return trend.goesOn && (isFresh(trend.toMillis, trend.fromMillis, nowMillis) || about.unseen);
}

/** Its room grows by doubling, and what fills it may well go on though it stands still. */
export function doubles(about: Pick<LiveCase, 'room' | 'trend' | 'nowMillis' | 'unseen'>): boolean {
  const { trend, nowMillis, room } = about;
  if (!room || !trend.rises) return false;
  return nowMillis <= trend.roomUntilMillis || (trend.toMillis <= trend.roomUntilMillis && about.unseen);
}

/** The last collection itself lies in the last part of the window: nothing is known of the time after it. */
export function isFresh(collectedMillis: number, fromMillis: number, nowMillis: number): boolean {
  return nowMillis - collectedMillis <= (nowMillis - fromMillis) * rules.freshShare;
}
