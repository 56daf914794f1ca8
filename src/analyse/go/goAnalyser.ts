import type { Analyser } from '../../shared/ports/analyser';
import { goroutineCount, isGoroutineProfile, isHeapProfile, liveHeapBytes } from './base/observation';
import { compareProcesses, isSameProcess, processMarks } from './base/processIdentity';
import { seriesGrowth } from '../numbers/seriesGrowth';
import { createSiteTracker } from './sites/siteTracker';
import { pathAnalysis } from './paths/pathAnalysis';
import { thinSeries } from '../numbers/thinSeries';

/** The room as one value, for the entry files to hand to whoever presents. */
export const analyser: Analyser = {
  createSiteTracker,
  paths: pathAnalysis,
  processMarks,
  isSameProcess,
  compareProcesses,
  liveHeapBytes,
  isHeapProfile,
  goroutineCount,
  isGoroutineProfile,
  seriesGrowth,
  thin: thinSeries,
};
