import type { TrendPoint } from '../../../numbers/trend';
import type { ProcessHistory } from '../../history/history';
import { liveTrend, valueAt, type LiveTrend } from '../../../numbers/liveTrend';
import { collectionSeries, pollSeries, type PollKey } from '../../history/seriesKeys';
import type { Scale } from '../../../history/seriesSet';
import { heapRules as rules } from '../../base/heapRules';

/** A goal at its least says nothing of what is alive (runtime.heapMinimum, at the usual GOGC). */
const leastGoal = 4 * 1024 * 1024;

/** How the live heap of the process grows by the collector's goal: exact, but for what is alive in passing. */
export interface GoalTrend {
  readonly trend: LiveTrend;
  /** One a collection. */
  readonly points: readonly TrendPoint[];
  /** Standard deviation of one point about the trend, bytes: what each collection happens to find of requests in flight. */
  readonly noise: number;
  /** The goal stands still though more is alive: GOMEMLIMIT holds it down. */
  readonly limited: boolean;
}

/** What the goal tells of one process at one moment. */
export interface CollectorGoal {
  /** GOGC was raised: the goal has risen against what is alive. It falls against it in health, from the least heap of 4 MB on. */
  readonly tuned: boolean;
  /** For each scale of time; null where there is no goal (GOGC=off), and where it was tuned meanwhile. */
  readonly trends: readonly (GoalTrend | null)[];
}

/**
 * The goal is what the last collection found alive, and GOGC's share on top (runtime/mgcpacer.go, commit: goal = live +
 * (live + stacks + globals)·GOGC/100). One point a collection. Amounts are those of the live heap: the goal's, times the share
 * of it that is alive.
 */
export function readGoal(history: ProcessHistory): CollectorGoal {
  const ratio = goalRatio(history);
  const limited = (hasFallen(ratio) && hasFallen(exactRatio(history))) || ratio.newest * rules.limitedShare < 1;
  const tuned = ratio.newest > ratio.least * rules.tunedRise;
  const trends = history.byPoll.scales.map((scale) => (tuned ? null : goalTrend(history, scale, limited)));
  return { tuned, trends };
}

function goalTrend({ memory, heapReading }: ProcessHistory, scale: Scale<PollKey>, limited: boolean): GoalTrend | null {
  if (memory === null || heapReading === null || memory.nextGc <= leastGoal || !scale.tells) return null;
  const collections = scale.points(pollSeries.collections);
  const alive = Math.min(1, heapReading.bytes / memory.nextGc);
  const points = scale
    .points(pollSeries.goal)
    .filter((_, at) => at > 0 && collections[at]?.value !== collections[at - 1]?.value)
    .map(({ atMillis, value }): TrendPoint => ({ atMillis, value: value * alive }));
  return exactTrend(points, limited);
}

/** Null with fewer than two points. */
export function exactTrend(points: readonly TrendPoint[], limited: boolean): GoalTrend | null {
  const trend = liveTrend(points, { deviation: () => 0, allocated: [] });
  return trend === null ? null : { trend, points, noise: noiseOf(points), limited };
}

/**
 * From how far each point lies off the line between its neighbours, which has 3/2 of a point's variance; by the median, which a
 * few steps do not move (1.4826 times the median deviation is the standard deviation of a normal distribution).
 */
function noiseOf(points: readonly TrendPoint[]): number {
  const off = points
    .slice(1, -1)
    .map(({ value }, at) => Math.abs(value - ((points[at]?.value ?? 0) + (points[at + 2]?.value ?? 0)) / 2))
    .sort((a, b) => a - b);
  return ((off[off.length >> 1] ?? 0) * 1.4826) / Math.sqrt(1.5);
}

/** The goal, divided by what was alive at the collection that set it: 2 by default, 1 + GOGC/100. */
interface GoalRatio {
  readonly least: number;
  readonly most: number;
  readonly newest: number;
}

function hasFallen({ most, newest }: GoalRatio): boolean {
  return newest * rules.limitedFall < most;
}

/** What is alive at a collection is known one collection later, and takes two to be believed, so a change is seen then. */
function goalRatio(history: ProcessHistory): GoalRatio {
  const goals = history.byPoll.scales[0]?.points(pollSeries.goal) ?? [];
  const live = history.byCollection.scales[0]?.points(collectionSeries.live) ?? [];
  const ratios: number[] = [];
  let next = 0;
  for (const { atMillis, value } of live) {
    while (next < goals.length && (goals[next]?.atMillis ?? 0) < atMillis) next += 1;
    const goal = goals[next]?.value ?? 0;
    if (value >= rules.tunedBytes && goal > 0) ratios.push(goal / value);
  }
  return steadied(ratios);
}

/**
 * The same by the least HeapAlloc that a poll saw after each collection: without the luck of sampling, which stays with a heap
 * for as long as its objects, but with the garbage since.
 */
function exactRatio({ byPoll }: ProcessHistory): GoalRatio {
  const [scale] = byPoll.scales;
  const collections = scale?.points(pollSeries.collections) ?? [];
  const inUse = scale?.points(pollSeries.inUse) ?? [];
  const ratios = new Map<number, number>();
  for (const [at, { value: goal }] of (scale?.points(pollSeries.goal) ?? []).entries()) {
    const cycle = collections[at]?.value ?? 0;
    const bytes = inUse[at]?.value ?? 0;
    if (bytes > 0) ratios.set(cycle, Math.max(ratios.get(cycle) ?? 0, goal / bytes));
  }
  return steadied([...ratios.values()]);
}

function steadied(ratios: readonly number[]): GoalRatio {
  const steady = ratios.slice(2).map((_, at) => medianOfThree(ratios.slice(at, at + 3)));
  return { least: Math.min(...steady), most: Math.max(...steady), newest: steady.at(-1) ?? 0 };
}

/** Sampling makes single ones tremble by a quarter. */
function medianOfThree(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[1] ?? 0;
}

/** The whole heap grows as a leak does, exactly, and much of it on this line, whose own numbers sampling makes too coarse to tell. */
export function vouchesFor({ trend: goal, noise }: GoalTrend, line: LiveTrend, leastCollections: number): boolean {
  if (!goal.rises || !goal.goesOn || goal.collections < leastCollections) return false;
  const tremble = noise * rules.vouchedDeviations;
  if (lateGrowth(goal) < tremble || goal.fallEver > Math.max(goal.growth * rules.vouchedFallShare, tremble))
    return false;
  return line.growth >= goal.growth * rules.vouchedShare && line.z >= rules.vouchedZ;
}

/**
 * The line seems to grow, in all or to its end, but only as sampling flatters it: meanwhile the heap as a whole grew by not nearly as much.
 * A goal that is held down says nothing.
 */
export function speaksAgainst({ trend, points, noise, limited }: GoalTrend, line: LiveTrend): boolean {
  if (limited || trend.collections < rules.vetoCollections) return false;
  const tremble = noise * rules.vouchedDeviations;
  const grown = valueAt(points, line.toMillis) - valueAt(points, line.toMillis - line.watchedMillis);
  if (line.growth > (Math.max(0, grown) + tremble) * rules.vetoTimes) return true;
  const third = (line.toMillis - line.fromMillis) / 3;
  const claimed = (line.growth / line.watchedMillis) * line.lateShare * third;
  const shown = valueAt(points, line.toMillis) - valueAt(points, line.toMillis - third);
  return claimed > (Math.max(0, shown) + tremble) * rules.vetoTimes;
}

/** What the last third brings at its own pace, bytes. */
function lateGrowth({ growth, lateShare }: LiveTrend): number {
  return (growth / 3) * lateShare;
}
