import type { LeakPattern, WaitFacts } from '../../../../shared/model/go/goSource';
import type { VerdictThresholds } from '../../../../shared/model/verdictThresholds';
import type { GoDoubt } from '../../../../shared/model/go/goDoubt';
import type { Judgement, Tier } from '../base/judgement';
import type { WaitKind } from '../../../../shared/model/go/goroutine';
import { isBlocked } from '../../base/waitKind';
import type { CountTrend } from '../../../numbers/countTrend';
import type { WaitDetails } from '../../history/goroutineReading';
import { goroutineRules as rules, standingRules } from '../../base/goroutineRules';
import { countRules } from '../../../numbers/countRules';

/** What speaks for and against a leak at one wait, over one window. */
export interface WaitCase {
  readonly kind: WaitKind;
  readonly count: number;
  readonly trend: CountTrend | null;
  readonly facts: WaitFacts | null;
  readonly details: WaitDetails | null;
  /** The line is the program's own, or a library's: not the standard library's. */
  readonly blamable: boolean;
  /** They wait for a pipe, or what else is a file, not for a connection. */
  readonly isFile: boolean;
  /** Goroutines started in the same way did not become more: they only came here from elsewhere. */
  readonly onlyMoved: boolean;
  /** Goroutines started in the same way never became fewer, however this line's count trembles. */
  readonly rootClean: boolean;
  /** Connections grow along. */
  readonly carried: boolean;
  /** What dumps say of the very goroutines that the count says have stayed. */
  readonly identity: Identity;
  /** The deepest fall that any scale of time has seen. */
  readonly fallEver: number;
  /** The rate of allocations grows along. */
  readonly loaded: boolean;
  /** Share of all waiting goroutines, 0 to 1. */
  readonly concentration: number;
}

/**
 * `same`: the goroutines that the count says have stayed are the same ones. `others`: they are not, the line is passed
 * through. `some`: a part of them stays, and grows. `unknown`: no two dumps tell.
 */
export type Identity = 'same' | 'others' | 'some' | 'unknown';

const nothing: Judgement = { tier: null, doubt: null };

/** Waits in which a server keeps one goroutine for each connection; nobody keeps a connection in a lock or a send. */
const carriedKinds: ReadonlySet<WaitKind> = new Set(['chan-receive', 'select', 'cond', 'sleep', 'io']);

/** Waits that a healthy program leaves soon: nobody parks idle workers there. */
const shortKinds: ReadonlySet<WaitKind> = new Set(['chan-send', 'mutex', 'rwmutex', 'waitgroup', 'semaphore']);

/** Shapes that healthy code has, too: they explain a growth, and do not make one of load. */
const softPatterns: ReadonlySet<string> = new Set([
  'range-never-closed',
  'no-way-out',
  'unstopped-ticker',
  'endless-sleep-loop',
]);

/** Judges the goroutines that wait on one line: do they leave again? */
export function judgeWait(about: WaitCase, thresholds: VerdictThresholds): Judgement {
  if (about.count < 2) return nothing;
  const tier = standingTier(about);
  return surest(grown(about, thresholds), { tier, doubt: tier === 'possible' ? 'standing' : null });
}

function grown(about: WaitCase, thresholds: VerdictThresholds): Judgement {
  const { trend } = about;
  if (about.identity === 'others') return against('turnover');
  if (trend === null || trend.polls < rules.leastPolls || isYoung(about)) return nothing;
  if (!trend.goesOn) return leaves(about, trend) ? against('tides') : nothing;
  if (about.onlyMoved) return against('moved');
  if (about.identity !== 'same' && about.fallEver > Math.max(countRules.cleanCount, trend.growth * rules.everShare))
    return against('tides');
  if (trend.growth < Math.min(thresholds.minimumGoroutines, rules.leastPolls)) return against('small');
  const sooner = isCertain(about);
  const grew = trend.toMillis - trend.fromMillis;
  const watched = Math.min(trend.watchedMillis, grew / rules.growingShare);
  const least = thresholds.minimumWatchSeconds * 1000;
  const isSteady = about.identity === 'same' || ((trend.clean || about.rootClean) && about.identity !== 'some');
  if (!(isSteady || trend.rough) || trend.rises < (sooner ? 2 : 3) || watched < least / 2) return against('short');
  const enough =
    isSteady &&
    trend.growth >= thresholds.minimumGoroutines &&
    trend.rises >= (sooner ? rules.leastRisesWithPattern : rules.leastRises) &&
    watched >= (sooner ? least / 2 : least);
  const isShort = watched < (sooner ? least / 2 : least);
  const doubt = isShort ? 'short' : isSteady ? 'small' : 'tides';
  return excused(about, enough ? { tier: 'probable', doubt: null } : { tier: 'possible', doubt }, watched);
}

/** It stands still in sum only: goroutines come and leave, more than pass through a line on their way. */
function leaves({ identity, rootClean }: WaitCase, { fall, now }: CountTrend): boolean {
  if (identity === 'same' || rootClean) return false;
  return fall > Math.max(countRules.cleanCount, now * rules.leavesShare);
}

/** That no time ends a call is so in many a healthy program, whose calls are answered: it explains a growth, and speaks for none. */
function mistakeOf({ facts }: Pick<WaitCase, 'facts'>): LeakPattern | null {
  const pattern = facts?.pattern ?? null;
  return pattern === 'call-without-timeout' ? null : pattern;
}

function against(doubt: GoDoubt): Judgement {
  return { tier: null, doubt };
}

/** Load and ways out take a tier away; what is surely load is nothing. */
function excused(about: WaitCase, judged: Judgement, watchedMillis: number): Judgement {
  const pattern = mistakeOf(about);
  const suspicion = (doubt: GoDoubt): Judgement => ({ tier: 'possible', doubt });
  const isInput = about.kind === 'io' || about.kind === 'syscall' || about.kind === 'other';
  const isHard = hasHardPattern(about);
  if (isInput && !about.isFile && !isHard)
    return about.blamable && watchedMillis >= rules.ioWatchMillis && !about.loaded
      ? suspicion('input')
      : against('input');
  if (about.carried && carriedKinds.has(about.kind) && !isHard)
    return pattern === null ? against('load') : suspicion('load');
  if (about.loaded && pattern === null && !isHopeless(about)) return suspicion('load');
  if (!about.blamable) return judged.tier === 'probable' ? suspicion('library') : against('library');
  if (pattern === null && hasWayOut(about.facts, about.kind) && !staysDespite(about, watchedMillis))
    return isWayOutTaken(about) ? against('way-out') : suspicion('way-out');
  return judged;
}

/** A way out that goroutines are seen to take is how a wait should be, and so is a crowd that was there and grew by a part of itself. */
function isWayOutTaken({ trend, identity }: WaitCase): boolean {
  if (identity === 'same') return false;
  return trend === null || !trend.clean || trend.growth < trend.before * rules.despiteWayOutShare;
}

/** Nobody takes the way out that the source shows: the wait never ends, or of many goroutines none has left for long. */
function staysDespite(about: WaitCase, watchedMillis: number): boolean {
  if (isHopeless(about)) return true;
  const { trend, identity } = about;
  if (trend === null || watchedMillis < rules.despiteWayOutMillis) return false;
  return identity === 'same' || (trend.fall === 0 && trend.growth >= rules.despiteWayOutGoroutines);
}

/** Goroutines that were there before anybody watched. */
function standingTier(about: WaitCase): Tier {
  const { kind, count, details, concentration, blamable } = about;
  if (!blamable || !isBlocked(kind)) return null;
  if (isHopeless(about)) return count >= standingRules.fewGoroutines ? 'possible' : null;
  if (!shortKinds.has(kind)) return null;
  const minutes = details?.minutes ?? null;
  const isOld = minutes !== null && minutes.min >= standingRules.leastMinutes && details?.young === 0;
  const isMany = count >= standingRules.someGoroutines && concentration >= standingRules.concentration;
  if (isOld && mistakeOf(about) !== null && count >= standingRules.someGoroutines) return 'probable';
  if (isOld && count >= standingRules.manyGoroutines) return 'probable';
  return isMany || (isOld && count >= standingRules.fewGoroutines) ? 'possible' : null;
}

/** The wait itself says that it never ends. */
function isHopeless({ kind, details }: Pick<WaitCase, 'kind' | 'details'>): boolean {
  return kind === 'select-forever' || (details?.state.includes('(nil chan)') ?? false);
}

/** True where healthy programs park workers. */
export function mayIdle(kind: WaitKind): boolean {
  return !shortKinds.has(kind) && kind !== 'select-forever';
}

/** True where the wait itself or its source shows a mistake that no healthy program makes. */
export function isCertain(about: Pick<WaitCase, 'kind' | 'details' | 'facts'>): boolean {
  return isHopeless(about) || hasHardPattern(about);
}

function hasHardPattern(about: Pick<WaitCase, 'facts'>): boolean {
  const pattern = mistakeOf(about);
  return pattern !== null && !softPatterns.has(pattern);
}

/** Where the watch is long, its first goroutines must have grown old, if they are still there. A loop's waits are never old. */
function isYoung({ kind, trend, details, facts }: WaitCase): boolean {
  if (trend === null || details === null || details.leaked > 0 || trend.before < 1) return false;
  const watched = trend.toMillis - trend.fromMillis;
  if (watched < rules.ageTellsMillis || !(shortKinds.has(kind) || facts?.inLoop === false)) return false;
  return (details.minutes?.max ?? 0) < watched / 60_000 - rules.ageSlackMinutes;
}

/** True when the source shows how the wait ends by itself. A timer in a loop without end is what drives the loop. */
export function hasWayOut(facts: WaitFacts | null, kind: WaitKind): boolean {
  if (facts === null || facts.endless) return false;
  if (facts.closes && kind === 'chan-receive') return true;
  return facts.waysOut.some((way) => way !== 'timer' || !facts.inLoop);
}

/** The surer one; of equally sure ones the first. */
function surest(...judged: readonly Judgement[]): Judgement {
  const of = (wanted: Tier) => judged.find(({ tier }) => tier === wanted);
  return of('probable') ?? of('possible') ?? judged[0] ?? nothing;
}
