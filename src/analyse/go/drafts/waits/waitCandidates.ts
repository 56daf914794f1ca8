import { isBlocked } from '../../base/waitKind';
import type { WaitCount } from '../../history/goroutineReading';
import type { ProcessHistory } from '../../history/history';
import type { WaitKey } from '../../history/seriesKeys';
import { standingRules } from '../../base/goroutineRules';
import { maxFindings } from '../../base/judgeLimits';

/** Waits that may be worth a verdict, most growth first. Cheap: looks at the bounds of each line only. */
export function waitCandidates(history: ProcessHistory): readonly (readonly [key: WaitKey, wait: WaitCount])[] {
  const waits = [...(history.reading?.waits ?? [])];
  return waits
    .map(([key, wait]) => ({ key, wait, growth: growthOf(history, key) }))
    .filter(({ key, wait, growth }) => growth >= 2 || isStanding(wait) || history.leaks.has(key))
    .sort((a, b) => b.growth - a.growth || b.wait.count - a.wait.count)
    .slice(0, maxFindings)
    .map(({ key, wait }) => [key, wait] as const);
}

function growthOf(history: ProcessHistory, key: WaitKey): number {
  return history.byPoll.scales.reduce((most, scale) => Math.max(most, scale.roughGrowth(key)), 0);
}

function isStanding({ kind, count }: WaitCount): boolean {
  return count >= standingRules.fewGoroutines && isBlocked(kind);
}
