import type { Site } from './sourceLocation';

/** Where a source file lies on this machine, by which rule that is known, and whether its lines are still those of the build. */

/** A prefix of recorded file names and the folder that stands for it here. Forward slashes, no slash at the end. */
export interface PathMapping {
  readonly from: string;
  readonly to: string;
}

/** `replace path version => …` of a go.mod or go.work. */
export interface GoReplacement {
  readonly path: string;
  /** Only this version is replaced; null for every one. */
  readonly version: string | null;
  /** Absolute folder that stands in for the module; null when another module does. */
  readonly directory: string | null;
  /** The module that stands in; null for a folder. */
  readonly module: GoModuleVersion | null;
}

/** A module path with a version: `require` of a go.mod, or a line of vendor/modules.txt. */
export interface GoModuleVersion {
  readonly path: string;
  readonly version: string;
}

/** Where Go keeps what other people wrote. */
export interface GoFolders {
  /** GOROOTs, the likeliest first, with the version that each one's VERSION file names (`go1.26.8`), empty when unknown. */
  readonly roots: readonly { readonly path: string; readonly version: string }[];
  /** GOMODCACHE and its like, the likeliest first. */
  readonly moduleCaches: readonly string[];
}

/** A function as a binary records it. */
export interface RecordedFunction {
  /** Full Go name. */
  readonly name: string;
  /** 1-based line of its `func`; 0 when unknown (Go before 1.20, goroutine dumps). */
  readonly startLine: number;
}

/** Local path of a recorded file, or null when it is not a file of the workspace. Synchronous: looked up beforehand. */
type ResolveFile = (file: string) => string | null;

/** What profiles say of files: the functions of each, as far as they are known. */
export type RecordedFiles = ReadonlyMap<string, readonly RecordedFunction[]>;

/** The rule that found a file. */
export type MappedBy =
  /** The recorded path is that of a file here. */
  | 'exact'
  /** By the path of a module that is open here. */
  | 'module'
  /** A `replace` names a folder. */
  | 'replace'
  /** A module that go.work joins, or another one that is open here. */
  | 'workspace-module'
  | 'vendor'
  | 'module-cache'
  | 'goroot'
  /** The repository that the build names is one that is open here. */
  | 'repository'
  /** Most functions of the build agree which folder stands for which. */
  | 'prefix-votes'
  /** The setting `leaklens.pathMappings`. */
  | 'user-mapping'
  /** The only file whose path ends alike and which declares the functions. */
  | 'suffix';

/** Why a file or a line may be another than the one that runs. */
export type SourceDoubt =
  /** The file does not declare the function. */
  | 'not-declared'
  /** Several files fit as well. */
  | 'several'
  /** The build used another version of the module or of Go. */
  | 'another-version';

/** One place where a recorded file may lie. */
export interface SourcePlace {
  /** Absolute, forward slashes. Several when several modules have the same path, or for a suffix. */
  readonly paths: readonly string[];
  readonly mappedBy: MappedBy;
  /** `exists`: that is enough. `declares`: it has to declare the functions. `only`: and be the only one of `paths` that does. */
  readonly proof: 'exists' | 'declares' | 'only';
  readonly doubt: SourceDoubt | null;
}

/** What a build's own file names teach about the machine it was built on. */
export interface LearnedPaths {
  /** Most votes first; a longer prefix wins over a shorter one. */
  readonly prefixes: readonly (PathMapping & { readonly votes: number })[];
  /** GOROOT of the machine that built it; null when it is not known or was trimmed. */
  readonly goRoot: string | null;
  /** Folder here by import path, as found for other files of the package: that of `main` cannot be known otherwise. */
  readonly packages: ReadonlyMap<string, string>;
}

/** A recorded file, found. */
export interface ResolvedFile {
  /** Absolute, forward slashes. */
  readonly path: string;
  readonly mappedBy: MappedBy;
  /** The rule in its own terms: `from` (recorded) stands for `to` (here). Empty for `exact`. */
  readonly from: string;
  readonly to: string;
  /** False for libraries and Go's own sources: to be opened read-only, and never marked. */
  readonly inWorkspace: boolean;
  readonly sure: boolean;
  /** Null when `sure`. */
  readonly why: SourceDoubt | null;
}

/** A recorded file, or null when it is not on this machine where source may be read. Synchronous: looked up beforehand. */
export type LocateFile = (file: string) => ResolvedFile | null;

/** Lines of the text built (`old`) that others (`new`) have replaced. 1-based; a count of 0 stands after the line named. As `git diff -U0`. */
export interface LineHunk {
  readonly oldStart: number;
  readonly oldCount: number;
  readonly newStart: number;
  readonly newCount: number;
}

/** A function's lines: of its `func` and of its closing brace. 1-based. */
export interface LineRange {
  readonly first: number;
  readonly last: number;
}

/** Why a line is, or is not, taken to be that of the build. */
export type LineReason =
  /** The function begins where the build says. */
  | 'same-start'
  /** The build does not say where functions begin (Go before 1.20); the line lies in the function. */
  | 'no-start-line'
  /** Git says what has changed since the build's revision. */
  | 'revision'
  /** The whole function has moved. */
  | 'moved'
  /** Nothing can be read here: no Go source, or it does not parse. */
  | 'unread'
  /** The lines of the function, or those right behind it, are more or fewer than in the build. */
  | 'edited'
  /** The file was saved after the program was built, and nothing behind the line says that it has not moved. */
  | 'saved-after-build'
  /** The function is not in the file any more. */
  | 'function-gone'
  /** The line would lie outside the function. */
  | 'outside-function'
  /** The line itself has changed since the build's revision. */
  | 'line-changed';

/** Where a line of the build stands in the file as it is on disk. */
export interface LineVerdict {
  /** 1-based; for `stale` the recorded line, which is not to be marked. */
  readonly line: number;
  readonly certainty: 'exact' | 'shifted' | 'unsure' | 'stale';
  readonly why: LineReason;
}

/** A place in a recorded file. */
export interface RecordedPlace extends RecordedFunction {
  readonly file: string;
  /** 1-based. */
  readonly line: number;
}

/** A recorded place, found. Null where there is no such file. Synchronous: looked up beforehand. */
export type ResolveSource = (site: Site) => ResolvedSource | null;

export interface ResolvedSource extends ResolvedFile {
  readonly verdict: LineVerdict;
}

/** Why a line may not be the one that runs. */
export type LineDoubt = NonNullable<ResolvedSource['why']> | LineVerdict['why'];

/** A repository, and the folder in it where a program has its source. */
export interface RepositoryPlace {
  /** As whoever built the program wrote it: `https://github.com/acme/shop`. */
  readonly repository: string;
  /** Relative to the top of the repository, forward slashes; empty for the top itself. */
  readonly rootPath: string;
}

/** What is known of a build besides its profiles. */
export interface BuildFacts {
  /** Names the build: what is learned about one is not used for another. */
  readonly build: string;
  /** Import path of the main package; null when not known. */
  readonly mainPackage: string | null;
  /** `go1.26.8`; null when not known. */
  readonly goVersion: string | null;
  /** The commit that was built; null when not known, and when the working copy is known to have differed. */
  readonly revision: string | null;
  /** The build says that nothing but the commit was built. False where it does not say: then its functions have to prove it. */
  readonly isRevisionClean: boolean;
  /** Whoever deploys the program names the commit: where its functions begin as they do there, all that is between them is of it, too. */
  readonly isRevisionDeployed?: true;
  /** When the program was written, ms since 1970; null when not known. */
  readonly builtAtMillis: number | null;
  /** Where its source is kept; absent where nobody says. */
  readonly keptIn?: RepositoryPlace;
}

/** The files of one round, looked up. */
export interface PreparedSources {
  /** Files of the workspace alone. */
  readonly resolve: ResolveFile;
  /** Every file, libraries and Go's own included, with the rule that found it, and the line as it is now. */
  readonly source: ResolveSource;
  /** Local files whose text was looked at for the first time in this build: lines are told for the text they had then. */
  readonly firstSeen: readonly string[];
  /** Folders of the workspace that hold Go files. */
  readonly folders: readonly string[];
  /** Recorded files of the main package or of a module that is open, which were not found: the person can say where they are. */
  readonly missing: readonly string[];
  /**
   * Settles when a parser has said where the functions of the files first seen stand, with whether that was news: `source` then answers
   * by it. Null where nobody was asked. Never rejects.
   */
  readonly parsed: Promise<boolean> | null;
}
