import type { TrendPoint } from '../../../numbers/trend';
import type { LiveTrend } from '../../../numbers/liveTrend';
import { within } from '../../history/load';
import type { ProcessHistory } from '../../history/history';
import { pollSeries } from '../../history/seriesKeys';
import { heapRules as rules } from '../../base/heapRules';

/**
 * True when a growth is over that the profile still shows: it tells what was alive two collections ago (runtime/mprof.go), the goal what was alive at the
 * last one, exactly. Where the goal rose with the line until then, and between the last two collections stood where it was, nothing has come since. A goal
 * that fell tells nothing: something else went.
 */
export function stoodStill(history: ProcessHistory, trend: LiveTrend): boolean {
  const [scale] = history.byPoll.scales;
  const counts = within(scale?.points(pollSeries.collections) ?? [], trend.fromMillis);
  const goals = within(scale?.points(pollSeries.goal) ?? [], trend.fromMillis);
  const last = firstSeen(counts, counts.at(-1)?.value);
  if (last === null || last.atMillis < trend.toMillis) return false;
  const earlier = counts.filter(({ value }) => value < last.value);
  const before = firstSeen(earlier, earlier.at(-1)?.value);
  const [start, from, to] = [goals[0], goalAt(goals, before), goalAt(goals, last)];
  if (start === undefined || before === null || from === null || to === null) return false;
  const millis = last.atMillis - before.atMillis;
  if (millis < rules.stillMillis || from - start.value < trend.growth * rules.stillGoal) return false;
  return Math.abs(to - from) < (trend.ratePerMinute / 60_000) * millis * rules.stillShare;
}

/** The poll that saw so many collections first. */
function firstSeen(counts: readonly TrendPoint[], count: number | undefined): TrendPoint | null {
  return counts.find(({ value }) => value === count) ?? null;
}

function goalAt(goals: readonly TrendPoint[], poll: TrendPoint | null): number | null {
  return goals.find(({ atMillis }) => atMillis === poll?.atMillis)?.value ?? null;
}
