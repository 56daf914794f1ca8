import { describe, expect, it } from 'vitest';
import { toEngineSettings } from '../../../../src/host/engine/engineSettings';
import { defaultSettings } from '../../../../src/shared/model/settings/settings';

describe('settings for the engine', () => {
  it('are what the person chose under the names of package.json', () => {
    const values: Record<string, unknown> = {
      'leaklens.pathMappings': [{ from: '/app', to: '/home/me/shop' }],
      'leaklens.poll.intervalSeconds': 2.5,
      'leaklens.request.timeoutSeconds': 3,
      'leaklens.request.maximumResponseMegabytes': 4,
      'leaklens.goroutines.dumpLimit': 5,
      'leaklens.hints.enabled': false,
      'leaklens.hints.minimumGoroutines': 6,
      'leaklens.hints.minimumHeapMegabytes': 7,
      'leaklens.hints.minimumHeapSharePercent': 8,
      'leaklens.verdicts.minimumGoroutines': 9,
      'leaklens.verdicts.minimumGrowthMegabytes': 10,
      'leaklens.verdicts.minimumWatchSeconds': 11,
      'leaklens.history.intervalSeconds': 12,
      'leaklens.history.maximumMegabytes': 13,
      'leaklens.archive.historyHours': 48,
      'leaklens.memoryLimitMegabytes': 14,
    };
    expect(toEngineSettings((id) => values[id])).toEqual({
      pathMappings: [{ from: '/app', to: '/home/me/shop' }],
      pollIntervalSeconds: 2.5,
      pollMaximumCostPercent: 1,
      requestTimeoutSeconds: 3,
      maximumResponseMegabytes: 4,
      goroutineDumpLimit: 5,
      hintsEnabled: false,
      minimumGoroutines: 6,
      minimumHeapMegabytes: 7,
      minimumHeapSharePercent: 8,
      verdictMinimumGoroutines: 9,
      verdictMinimumGrowthMegabytes: 10,
      verdictMinimumWatchSeconds: 11,
      historyIntervalSeconds: 12,
      historyMaximumMegabytes: 13,
      archiveHistoryHours: 48,
      memoryLimitMegabytes: 14,
    });
  });

  it('are the defaults where settings.json holds something else', () => {
    expect(toEngineSettings(() => 'unusable')).toEqual(defaultSettings);
  });
});
