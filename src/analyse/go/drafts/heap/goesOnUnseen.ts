import type { TrendPoint } from '../../../numbers/trend';
import type { ProcessHistory } from '../../history/history';
import type { LiveTrend } from '../../../numbers/liveTrend';
import { isFresh } from './liveVerdict';
import { within } from '../../history/load';
import { pollSeries } from '../../history/seriesKeys';
import { heapRules as rules } from '../../base/heapRules';
import { sampledRules } from '../../../numbers/sampledRules';

/**
 * True when the growth can be taken to have gone on since the profile was made, though no newer one tells: the last collection
 * found the whole heap grown as fast, and since then the program allocates at the pace that it had when it kept what it keeps.
 */
export function goesOnUnseen(history: ProcessHistory, trend: LiveTrend, isRoom: boolean): boolean {
  const [scale] = history.byPoll.scales;
  const goals = within(scale?.points(pollSeries.goal) ?? [], trend.fromMillis);
  const allocated = within(scale?.points(pollSeries.allocated) ?? [], trend.fromMillis);
  const then = goals.find(({ atMillis }) => atMillis >= trend.toMillis)?.value ?? 0;
  const goal = goals.at(-1)?.value ?? 0;
  if (goals.length < 2 || allocated.length < 2 || then <= 0) return false;
  const collected = goals.findLastIndex(({ value }) => value !== goal) + 1;
  const before = changeOf(goals.filter(({ atMillis }) => atMillis <= trend.toMillis));
  const after = changeOf(goals.filter(({ atMillis }, at) => atMillis >= trend.toMillis && at <= collected));
  if (after.value * before.millis < before.value * after.millis * sampledRules.lateShare) return false;
  if (isFresh(goals[collected]?.atMillis ?? 0, trend.fromMillis, history.lastMillis)) return true;
  const liveShare = (history.heapReading?.bytes ?? 0) / then;
  const allocatedBefore = changeOf(allocated.slice(0, collected + 1));
  const allocatedSince = changeOf(allocated.slice(collected));
  const kept = ((goal - (goals[0]?.value ?? 0)) * liveShare) / allocatedBefore.value;
  if (!(kept >= rules.keptShare)) return false;
  const pace = (allocatedSince.value * allocatedBefore.millis) / (allocatedBefore.value * allocatedSince.millis);
  // Had it stopped to keep, the pace would have fallen by the share that was kept. Rooms are allocated in leaps.
  const least = isRoom ? rules.roomPace : 1 - Math.min(kept, 1) / 2;
  return allocatedSince.millis === 0 || pace >= least;
}

function changeOf(points: readonly TrendPoint[]): { value: number; millis: number } {
  const first = points[0];
  const last = points.at(-1);
  if (first === undefined || last === undefined) return { value: 0, millis: 0 };
  return { value: last.value - first.value, millis: last.atMillis - first.atMillis };
}
