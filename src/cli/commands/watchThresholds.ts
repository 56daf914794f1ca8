import type { VerdictThresholds } from '../../shared/judge';
import { defaultSettings } from '../../shared/settings';

/** The command line judges as an editor does whose settings nobody changed. */
export const watchThresholds: VerdictThresholds = {
  minimumGoroutines: defaultSettings.verdictMinimumGoroutines,
  minimumGrowthBytes: defaultSettings.verdictMinimumGrowthMegabytes * 2 ** 20,
  minimumWatchSeconds: defaultSettings.verdictMinimumWatchSeconds,
};
