import type { ProcessReports } from '../../../shared/ports/processReports';
import { accountMemory } from './accountMemory';
import { gcRuns, gcTrend } from './gcTrend';
import { dumpGroups, profileGroups } from './waitingGroups';

/** The reports on a whole process as one value, for the entry file to hand on. */
export const processReports: ProcessReports = {
  goroutines: dumpGroups,
  goroutineProfile: profileGroups,
  memory: accountMemory,
  gcTrend,
  gcRuns,
};
