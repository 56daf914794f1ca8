import type { EngineSettings } from './settings';

/** The settings of the engine as package.json names them, and as every editor's configuration does. A test compares both. */
export const engineSettingIds: Readonly<Record<keyof EngineSettings, `leaklens.${string}`>> = {
  pathMappings: 'leaklens.pathMappings',
  pollIntervalSeconds: 'leaklens.poll.intervalSeconds',
  pollMaximumCostPercent: 'leaklens.poll.maximumCostPercent',
  requestTimeoutSeconds: 'leaklens.request.timeoutSeconds',
  maximumResponseMegabytes: 'leaklens.request.maximumResponseMegabytes',
  goroutineDumpLimit: 'leaklens.goroutines.dumpLimit',
  hintsEnabled: 'leaklens.hints.enabled',
  minimumGoroutines: 'leaklens.hints.minimumGoroutines',
  minimumHeapMegabytes: 'leaklens.hints.minimumHeapMegabytes',
  minimumHeapSharePercent: 'leaklens.hints.minimumHeapSharePercent',
  verdictMinimumGoroutines: 'leaklens.verdicts.minimumGoroutines',
  verdictMinimumGrowthMegabytes: 'leaklens.verdicts.minimumGrowthMegabytes',
  verdictMinimumWatchSeconds: 'leaklens.verdicts.minimumWatchSeconds',
  historyIntervalSeconds: 'leaklens.history.intervalSeconds',
  historyMaximumMegabytes: 'leaklens.history.maximumMegabytes',
  archiveHistoryHours: 'leaklens.archive.historyHours',
  memoryLimitMegabytes: 'leaklens.memoryLimitMegabytes',
};
