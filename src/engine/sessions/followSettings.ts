import { costBudgets, shortWatchMillis } from '../../shared/model/target/pollPace';
import type { EngineSettings } from '../../shared/model/settings/settings';
import type { FollowSettings } from '../../shared/ports/runtime/follower';
import type { WatchRequest } from '../../shared/ports/engine/timedWatch';

/** A service is followed for hours: two such lists a minute tell enough. */
const listIntervalMillis = 30_000;
const leastListIntervalMillis = 10_000;

/** How a target is followed that a person connects. */
export function followSettings(settings: EngineSettings): FollowSettings {
  return {
    intervalMillis: settings.pollIntervalSeconds * 1000,
    costBudget: settings.pollMaximumCostPercent / 100,
    listLimit: settings.goroutineDumpLimit,
    listIntervalMillis,
    leastOnLine: settings.minimumGoroutines,
    memoryLimitBytes: settings.memoryLimitMegabytes > 0 ? settings.memoryLimitMegabytes * 1024 * 1024 : null,
    maxAnswerBytes: settings.maximumResponseMegabytes * 1024 * 1024,
    thresholds: {
      minimumGoroutines: settings.verdictMinimumGoroutines,
      minimumGrowthBytes: settings.verdictMinimumGrowthMegabytes * 1024 * 1024,
      minimumWatchSeconds: settings.verdictMinimumWatchSeconds,
    },
  };
}

/** The same for one that is watched for a time: a short watch has fewer polls to be as sure, so it may ask, and cost, more. */
export function watchSettings(
  settings: EngineSettings,
  { durationMillis, intervalMillis }: Pick<WatchRequest, 'durationMillis' | 'intervalMillis'>,
): FollowSettings {
  const followed = followSettings(settings);
  const { costBudget } = followed;
  return {
    ...followed,
    intervalMillis,
    costBudget: durationMillis <= shortWatchMillis ? Math.max(costBudget, costBudgets.shortWatch) : costBudget,
    listIntervalMillis: Math.min(listIntervalMillis, Math.max(leastListIntervalMillis, durationMillis / 6)),
  };
}
