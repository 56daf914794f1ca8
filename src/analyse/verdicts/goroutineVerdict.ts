import type { WaitFacts } from '../../shared/goSource';
import type { VerdictThresholds } from '../../shared/judge';
import type { WaitKind } from '../../shared/goroutine';
import { isBlocked } from '../waitKind';
import type { CountTrend } from './countTrend';
import type { WaitDetails } from './goroutineReading';
import { goroutineRules as rules, standingRules } from './thresholds';

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
  /** It was judged probable, and grew for so long, until so long ago (ms); null otherwise. */
  readonly held: { readonly grewMillis: number; readonly pausedMillis: number; readonly peak: number } | null;
}

/**
 * `same`: the goroutines that the count says have stayed are the same ones. `others`: they are not, the line is passed
 * through. `some`: a part of them stays, and grows. `unknown`: no two dumps tell.
 */
export type Identity = 'same' | 'others' | 'some' | 'unknown';

export type Tier = 'probable' | 'possible' | null;

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
export function judgeWait(about: WaitCase, thresholds: VerdictThresholds): Tier {
  if (about.count < 2) return null;
  return strongest(grownTier(about, thresholds), heldTier(about), standingTier(about));
}

function grownTier(about: WaitCase, thresholds: VerdictThresholds): Tier {
  const { trend } = about;
  if (trend === null || !trend.goesOn || trend.polls < rules.leastPolls || isYoung(about)) return null;
  if (about.onlyMoved || about.identity === 'others') return null;
  if (about.identity !== 'same' && about.fallEver > Math.max(rules.cleanGoroutines, trend.growth * rules.everShare))
    return null;
  if (trend.growth < Math.min(thresholds.minimumGoroutines, rules.leastPolls)) return null;
  const sooner = isCertain(about);
  const grew = trend.toMillis - trend.fromMillis;
  const watched = Math.min(trend.watchedMillis, grew / rules.growingShare);
  const least = thresholds.minimumWatchSeconds * 1000;
  const isSteady = about.identity === 'same' || ((trend.clean || about.rootClean) && about.identity !== 'some');
  if (!(isSteady || trend.rough) || trend.rises < (sooner ? 2 : 3) || watched < least / 2) return null;
  const enough =
    isSteady &&
    trend.growth >= thresholds.minimumGoroutines &&
    trend.rises >= (sooner ? rules.leastRisesWithPattern : rules.leastRises) &&
    watched >= (sooner ? least / 2 : least);
  return excused(about, enough ? 'probable' : 'possible', watched);
}

/** Load and ways out take a tier away; what is surely load is nothing. */
function excused(about: WaitCase, tier: Tier, watchedMillis: number): Tier {
  const { pattern } = about.facts ?? { pattern: null };
  const isInput = about.kind === 'io' || about.kind === 'syscall' || about.kind === 'other';
  if (isInput && !about.isFile)
    return about.blamable && watchedMillis >= rules.ioWatchMillis && !about.loaded ? 'possible' : null;
  const isHard = pattern !== null && !softPatterns.has(pattern);
  if (about.carried && carriedKinds.has(about.kind) && !isHard) return pattern === null ? null : 'possible';
  if (about.loaded && pattern === null && !isHopeless(about)) return 'possible';
  if (!about.blamable) return tier === 'probable' ? 'possible' : null;
  if (pattern === null && hasWayOut(about.facts, about.kind) && !staysDespite(about, watchedMillis))
    // A way out that goroutines are seen to take is how a wait should be.
    return about.trend?.clean === true || about.identity === 'same' ? 'possible' : null;
  return tier;
}

/** Nobody takes the way out that the source shows: the wait never ends, or of many goroutines none has left for long. */
function staysDespite(about: WaitCase, watchedMillis: number): boolean {
  if (isHopeless(about)) return true;
  const { trend, identity } = about;
  if (trend === null || watchedMillis < rules.despiteWayOutMillis) return false;
  return identity === 'same' || (trend.fall === 0 && trend.growth >= rules.despiteWayOutGoroutines);
}

/** A verdict outlives its growth for a while: what has leaked is still there when the traffic pauses. */
function heldTier({ held, count, facts }: WaitCase): Tier {
  if (held === null || held.grewMillis < rules.holdsFromMillis || count < held.peak * rules.holdsShare) return null;
  return held.pausedMillis <= held.grewMillis || (facts?.pattern ?? null) !== null ? 'probable' : 'possible';
}

/** Goroutines that were there before anybody watched. */
function standingTier(about: WaitCase): Tier {
  const { kind, count, details, facts, concentration, blamable } = about;
  if (!blamable || !isBlocked(kind)) return null;
  if (isHopeless(about)) return count >= standingRules.fewGoroutines ? 'possible' : null;
  if (!shortKinds.has(kind)) return null;
  const minutes = details?.minutes ?? null;
  const isOld = minutes !== null && minutes.min >= standingRules.leastMinutes && details?.young === 0;
  const isMany = count >= standingRules.someGoroutines && concentration >= standingRules.concentration;
  if (isOld && (facts?.pattern ?? null) !== null && count >= standingRules.someGoroutines) return 'probable';
  if (isOld && count >= standingRules.manyGoroutines) return 'probable';
  return isMany || (isOld && count >= standingRules.fewGoroutines) ? 'possible' : null;
}

/** The wait itself says that it never ends. */
function isHopeless({ kind, details }: WaitCase): boolean {
  return kind === 'select-forever' || (details?.state.includes('(nil chan)') ?? false);
}

function isCertain(about: WaitCase): boolean {
  return isHopeless(about) || (about.facts?.pattern ?? null) !== null;
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

function strongest(...tiers: readonly Tier[]): Tier {
  return tiers.find((tier) => tier === 'probable') ?? tiers.find((tier) => tier === 'possible') ?? null;
}
