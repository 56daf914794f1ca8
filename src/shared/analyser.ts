import type { GoroutineDump } from './goroutine';
import type { MemoryStatistics } from './memoryStatistics';
import type { GoModule } from './ports';
import type { Profile } from './profile';
import type { SeriesPoint } from './series';
import type { SiteReport } from './siteReport';

/** Local path of a recorded file, or null when it is not a file of the workspace. Synchronous: looked up beforehand. */
export type ResolveFile = (file: string) => string | null;

/** What path resolution knows of the workspace. Paths are absolute, with forward slashes. */
export interface WorkspaceLayout {
  readonly folders: readonly string[];
  readonly modules: readonly GoModule[];
}

/** Where a recorded file may lie, in order of trust. */
export interface PathCandidates {
  /** Certain by rule, if the file exists: the first that exists is it. */
  readonly certain: readonly string[];
  /**
   * Guesses by common suffix, longest suffix first. A list counts only if exactly one of its paths exists and declares the
   * function.
   */
  readonly guesses: readonly (readonly string[])[];
}

/** What one poll brought, decoded. */
export interface Observation {
  /** When the poll was answered, ms since 1970. */
  readonly atMillis: number;
  readonly memory: MemoryStatistics;
  readonly heap: Profile;
  readonly goroutines: Profile;
  /** Only when one was asked for in this poll. */
  readonly dump: GoroutineDump | null;
}

/** Follows the sites of one process over its polls. Bounded: forgets sites and points that are long gone. */
export interface SiteTracker {
  /** Takes in one poll and reports on all sites as they now stand. */
  observe(observation: Observation, resolve: ResolveFile): SiteReport;
}

/** The analyse room as the others see it: no promise, no clock, no outside. */
export interface Analyser {
  createSiteTracker(): SiteTracker;
  /** Files that a profile or dump names, each with one of its functions. */
  recordedFiles(observation: Pick<Observation, 'heap' | 'goroutines' | 'dump'>): ReadonlyMap<string, string>;
  candidatePaths(file: string, functionName: string, layout: WorkspaceLayout): PathCandidates;
  /** True when Go source text declares the function, or is not proved not to: what a guessed path has to pass. */
  declaresFunction(source: string, functionName: string): boolean;
  /** True when both readings can come from one process. */
  isSameProcess(earlier: MemoryStatistics, later: MemoryStatistics): boolean;
  /** All bytes in use by a heap profile: what survived the last collection, as sampled. */
  liveHeapBytes(heap: Profile): number;
  goroutineCount(goroutines: Profile): number;
  /** Per minute, over the newest life and the last minutes of a series; null when there is nothing to say. */
  seriesGrowth(points: readonly SeriesPoint[], name: 'liveHeap' | 'goroutines'): number | null;
  /** At most `maxPoints`, each series' extremes kept. */
  thin(points: readonly SeriesPoint[], maxPoints: number): readonly SeriesPoint[];
}
