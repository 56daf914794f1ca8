import type { Analyser } from '../../shared/ports/runtime/analyser';
import { goroutineCount, isGoroutineProfile, isHeapProfile, liveHeapBytes } from './base/observation';
import { compareProcesses, isSameProcess, processMarks } from './base/processIdentity';
import { createSiteTracker } from './sites/siteTracker';
import { pathAnalysis } from './paths/pathAnalysis';

/** The room as one value, for the entry files to hand to whoever presents. */
export const goAnalyser: Analyser = {
  createSiteTracker,
  paths: pathAnalysis,
  processMarks,
  isSameProcess,
  compareProcesses,
  liveHeapBytes,
  isHeapProfile,
  goroutineCount,
  isGoroutineProfile,
};
