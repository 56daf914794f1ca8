import { costBudgets } from '../target/pollPace';
import { defaultThresholds } from '../verdictThresholds';
import type { PathMapping } from '../sourcePaths';

/** The settings the engine reads, under `leaklens.` in package.json; every editor's client sends them as they are there. */
export interface EngineSettings {
  /** What a person says of recorded paths; before every rule. */
  readonly pathMappings: readonly PathMapping[];
  readonly pollIntervalSeconds: number;
  /** What LeakLens may cost a service, in percent of one core: pauses are stretched to keep to it. */
  readonly pollMaximumCostPercent: number;
  readonly requestTimeoutSeconds: number;
  readonly maximumResponseMegabytes: number;
  /** goroutine?debug=2 is asked only of processes with fewer goroutines. */
  readonly goroutineDumpLimit: number;
  readonly hintsEnabled: boolean;
  readonly minimumGoroutines: number;
  readonly minimumHeapMegabytes: number;
  readonly minimumHeapSharePercent: number;
  /** Fewer goroutines on one line are never more than a possible leak. */
  readonly verdictMinimumGoroutines: number;
  /** Smaller growth is never more than a possible leak. */
  readonly verdictMinimumGrowthMegabytes: number;
  /** After less time no verdict is more than possible. */
  readonly verdictMinimumWatchSeconds: number;
  /** Between two moments of which the profiles are kept that polls were answered. */
  readonly historyIntervalSeconds: number;
  /** Of one target; 0 for none. */
  readonly historyMaximumMegabytes: number;
  /** How far back the history of a service is looked at that an archive keeps. */
  readonly archiveHistoryHours: number;
  /** What the memory of a service is limited to; 0 for what can be found out. */
  readonly memoryLimitMegabytes: number;
}

type NumericSetting = Exclude<keyof EngineSettings, 'hintsEnabled' | 'pathMappings'>;

/** Least and greatest value of each number, as package.json declares them (a test compares them). */
export const settingBounds: Readonly<Record<NumericSetting, readonly [least: number, greatest: number]>> = {
  pollIntervalSeconds: [1, 3600],
  pollMaximumCostPercent: [0.1, 100],
  requestTimeoutSeconds: [1, 600],
  maximumResponseMegabytes: [1, 4096],
  goroutineDumpLimit: [0, 1_000_000],
  minimumGoroutines: [1, 1_000_000],
  minimumHeapMegabytes: [0, 1_048_576],
  minimumHeapSharePercent: [0, 100],
  verdictMinimumGoroutines: [2, 1_000_000],
  verdictMinimumGrowthMegabytes: [1, 1_048_576],
  verdictMinimumWatchSeconds: [10, 86_400],
  historyIntervalSeconds: [5, 3600],
  historyMaximumMegabytes: [0, 1024],
  archiveHistoryHours: [1, 720],
  memoryLimitMegabytes: [0, 1_048_576],
};

/** Same values as the defaults in package.json (a test compares them). */
export const defaultSettings: EngineSettings = {
  pathMappings: [],
  pollIntervalSeconds: 5,
  pollMaximumCostPercent: costBudgets.followed * 100,
  requestTimeoutSeconds: 10,
  maximumResponseMegabytes: 256,
  goroutineDumpLimit: 10_000,
  hintsEnabled: true,
  minimumGoroutines: 3,
  minimumHeapMegabytes: 1,
  minimumHeapSharePercent: 1,
  verdictMinimumGoroutines: defaultThresholds.minimumGoroutines,
  verdictMinimumGrowthMegabytes: defaultThresholds.minimumGrowthBytes / 2 ** 20,
  verdictMinimumWatchSeconds: defaultThresholds.minimumWatchSeconds,
  historyIntervalSeconds: 120,
  historyMaximumMegabytes: 32,
  archiveHistoryHours: 24,
  memoryLimitMegabytes: 0,
};

/**
 * Settings as a client sends them, made whole: what is missing or no number has its default, what is out of bounds the
 * nearest bound. A pause of zero or NaN seconds would ask a service without end.
 */
export function completeSettings(given: unknown): EngineSettings {
  const values: Readonly<Record<string, unknown>> = typeof given === 'object' && given !== null ? { ...given } : {};
  const number = (name: NumericSetting): number => {
    const value = values[name];
    const [least, greatest] = settingBounds[name];
    if (typeof value !== 'number' || Number.isNaN(value)) return defaultSettings[name];
    return Math.min(Math.max(value, least), greatest);
  };
  return {
    pathMappings: toMappings(values['pathMappings']),
    pollIntervalSeconds: number('pollIntervalSeconds'),
    pollMaximumCostPercent: number('pollMaximumCostPercent'),
    requestTimeoutSeconds: number('requestTimeoutSeconds'),
    maximumResponseMegabytes: number('maximumResponseMegabytes'),
    goroutineDumpLimit: number('goroutineDumpLimit'),
    hintsEnabled: typeof values['hintsEnabled'] === 'boolean' ? values['hintsEnabled'] : defaultSettings.hintsEnabled,
    minimumGoroutines: number('minimumGoroutines'),
    minimumHeapMegabytes: number('minimumHeapMegabytes'),
    minimumHeapSharePercent: number('minimumHeapSharePercent'),
    verdictMinimumGoroutines: number('verdictMinimumGoroutines'),
    verdictMinimumGrowthMegabytes: number('verdictMinimumGrowthMegabytes'),
    verdictMinimumWatchSeconds: number('verdictMinimumWatchSeconds'),
    historyIntervalSeconds: number('historyIntervalSeconds'),
    historyMaximumMegabytes: number('historyMaximumMegabytes'),
    archiveHistoryHours: number('archiveHistoryHours'),
    memoryLimitMegabytes: number('memoryLimitMegabytes'),
  };
}

/** More mappings than a person writes. */
const mostMappings = 200;

/** What is no mapping is left out: one typing error must not undo the others. */
function toMappings(given: unknown): PathMapping[] {
  if (!Array.isArray(given)) return [];
  return given.slice(0, mostMappings).flatMap((item: unknown) => {
    const { from, to } = (typeof item === 'object' && item !== null ? item : {}) as Partial<PathMapping>;
    if (typeof from !== 'string' || typeof to !== 'string' || from === '' || to === '') return [];
    return [{ from: trimmed(from), to: trimmed(to) }];
  });
}

function trimmed(path: string): string {
  const slashes = path.replaceAll('\\', '/');
  return slashes.length > 1 ? slashes.replace(/\/+$/, '') : slashes;
}
