import type { GoroutineDump } from '../../model/go/goroutine';
import type { MemoryStatistics } from '../../model/process/memoryStatistics';
import type { GoModule } from '../../model/go/goModule';
import type { Profile } from '../../model/profile';
import type { SiteReport } from '../../model/siteReport';
import type {
  GoFolders,
  LearnedPaths,
  LineHunk,
  LineRange,
  LineVerdict,
  PathMapping,
  RecordedFiles,
  RecordedFunction,
  RecordedPlace,
  SourcePlace,
} from '../../model/sourcePaths';

/** Local path of a recorded file, or null when it is not a file of the workspace. Synchronous: looked up beforehand. */
export type ResolveFile = (file: string) => string | null;

/** What path resolution knows of the workspace. Paths are absolute, with forward slashes. */
export interface WorkspaceLayout {
  readonly folders: readonly string[];
  readonly modules: readonly GoModule[];
  /** Folders with Go files, where a file of another machine may be found by the end of its path. */
  readonly sourceFolders?: readonly string[];
}

/** All that decides where a recorded file lies. */
export interface PathContext {
  readonly layout: WorkspaceLayout;
  readonly go: GoFolders;
  /** What the person says; comes first. */
  readonly mappings: readonly PathMapping[];
  readonly learned: LearnedPaths;
  /** `go1.26.8`; null when the build does not say. */
  readonly goVersion: string | null;
  /** Folders here where the program has its source, by the repository that it names; absent where nobody says. */
  readonly repositoryFolders?: readonly string[];
}

/** A file as it is now, for the lines of a build. */
export interface SourceNow {
  /** Null when it could not be read. */
  readonly lines: readonly string[] | null;
  readonly declared: ReadonlyMap<string, LineRange>;
  /** Functions that the build records in this file. */
  readonly recorded: readonly RecordedFunction[];
  /** What has changed since the build's revision; null when it is not known. */
  readonly hunks: readonly LineHunk[] | null;
  /** The build says that nothing but its revision was built. */
  readonly isRevisionClean: boolean;
  /** Whoever deploys the program names its revision. */
  readonly isRevisionDeployed?: true;
  /** The file was saved after the program was built; false also where that is not known. */
  readonly isSavedAfterBuild: boolean;
}

/** Rules that find recorded files and lines: pure, the looking is done by who asks. */
export interface PathAnalysis {
  /** All files that an observation names, each with its functions, as many as are worth looking at. */
  recordedFunctions(observation: Pick<Observation, 'heap' | 'goroutines' | 'dump'>): RecordedFiles;
  /** Where a recorded file may lie, in order of trust; libraries and Go's own sources included. */
  sourcePlaces(file: string, functions: readonly RecordedFunction[], context: PathContext): readonly SourcePlace[];
  /** True for files that a person works on: in a folder or module that is open, and in none of Go's own folders. */
  isWorkspaceFile(path: string, context: Pick<PathContext, 'layout' | 'go'>): boolean;
  /** What a build's names say about the machine that built it. @param found local paths in the workspace by recorded file */
  learnPaths(files: RecordedFiles, found: ReadonlyMap<string, string>, layout: WorkspaceLayout): LearnedPaths;
  /** True for a recorded file that should be in the workspace: of the main package, or of a module that is open. */
  isOwnName(file: string, functions: readonly RecordedFunction[], layout: WorkspaceLayout): boolean;
  /** A recorded name and the path found for it, without the end that they share. */
  explainMapping(file: string, path: string): PathMapping;
  /** The share of functions, 0 to 1, that are declared, of those that say anything; null when none does. */
  declaredShare(declared: ReadonlyMap<string, LineRange>, functions: readonly RecordedFunction[]): number | null;
  /** Declarations of a Go text with their lines, `Name` or `T.Name`; for texts that no parser has read. */
  declaredFunctions(source: string): ReadonlyMap<string, LineRange>;
  /** The lines of the declaration that a symbol name comes from; null when it is not there, undefined when no source declares such a name. */
  functionRange(declared: ReadonlyMap<string, LineRange>, functionName: string): LineRange | null | undefined;
  /** What has changed from one text to another, by lines; empty when nothing has, null when that is too much to be told. */
  lineHunks(before: string, after: string): readonly LineHunk[] | null;
  /** Where a line of the build stands now. */
  placeLine(place: RecordedPlace, source: SourceNow): LineVerdict;
}

/** What one poll brought, decoded. */
export interface Observation {
  /** When the poll was answered, ms since 1970. */
  readonly atMillis: number;
  /** Null when it was not asked for in this poll, or when the service does not tell. */
  readonly memory: MemoryStatistics | null;
  /** Null when the service does not offer it. */
  readonly heap: Profile | null;
  /** Null when the service does not offer it. */
  readonly goroutines: Profile | null;
  /** Only when one was asked for in this poll. */
  readonly dump: GoroutineDump | null;
}

/** What tells the processes apart that answer at one address. */
export interface ProcessMarks {
  /** The newest that was asked for; null when none was. */
  readonly memory: MemoryStatistics | null;
  /** Ever allocated by the heap profile, as sampled; null when it does not say. */
  readonly allocatedBytes: number | null;
  /** The program as it lies in memory, by each profile: two kinds of text need not name it alike. Null when it does not say. */
  readonly heapImage: ProgramImage | null;
  readonly goroutineImage: ProgramImage | null;
}

/** The first mapping of a profile, which is the program itself. */
export interface ProgramImage {
  /** Empty when the profile does not say. */
  readonly buildId: string;
  /** Where it was loaded: another place for every process of a program that is position independent. */
  readonly start: bigint;
}

/** Follows the sites of one process over its polls. Bounded: forgets sites and points that are long gone. */
export interface SiteTracker {
  /** Takes in one poll and reports on all sites as they now stand. */
  observe(observation: Observation, resolve: ResolveFile): SiteReport;
}

/** What the analyse room knows of Go processes: no promise, no clock, no outside. */
export interface Analyser {
  createSiteTracker(): SiteTracker;
  readonly paths: PathAnalysis;
  /** What a poll says of the process that answered it. */
  processMarks(observation: Pick<Observation, 'memory' | 'heap' | 'goroutines'>): ProcessMarks;
  /** True when both polls can be of one process. */
  isSameProcess(earlier: ProcessMarks, later: ProcessMarks): boolean;
  /** What the statistics of two answers prove of the processes that gave them, in whatever order. */
  readonly compareProcesses: (one: MemoryStatistics, two: MemoryStatistics) => 'same' | 'other' | 'unknown';
  /** All bytes in use by a heap profile: what survived the last collection, as sampled. */
  liveHeapBytes(heap: Profile): number;
  /** True for a profile that says what is in use, whatever it calls it. */
  isHeapProfile(profile: Profile): boolean;
  goroutineCount(goroutines: Profile): number;
  /** True for a profile that counts goroutines. */
  isGoroutineProfile(profile: Profile): boolean;
}
