import type { Analyser } from '../shared/ports/analyser';
import { goroutineCount, isGoroutineProfile, isHeapProfile, liveHeapBytes } from './observation';
import { isSameProcess, processMarks } from './processIdentity';
import { seriesGrowth } from './seriesGrowth';
import { createSiteTracker } from './siteTracker';
import { pathAnalysis } from './paths/pathAnalysis';
import { thinSeries } from './thinSeries';

/** The room as one value, for the entry files to hand to whoever presents. */
export const analyser: Analyser = {
  createSiteTracker,
  paths: pathAnalysis,
  processMarks,
  isSameProcess,
  liveHeapBytes,
  isHeapProfile,
  goroutineCount,
  isGoroutineProfile,
  seriesGrowth,
  thin: thinSeries,
};
