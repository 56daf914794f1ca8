import type { BuildFacts, LocateFile, PathMapping, PreparedSources, RecordedFiles } from '../model/sourcePaths';
import type { ResolveFile } from './runtime/analyser';

/** Where recorded files are in the workspace; remembered until it changes. */
export interface WorkspacePaths {
  /** @param folders absolute workspace folders, forward slashes */
  setFolders(folders: readonly string[]): void;
  /** Files or modules came or went: look again. */
  forget(): void;
  /** What the person says of paths; what was found without it is looked up again. */
  setMappings(mappings: readonly PathMapping[]): void;
}

/** Where files that Go builds recorded are in the workspace; remembered until the workspace changes. */
export interface SourcePaths extends WorkspacePaths {
  /** Looks up every file that is not known yet; the answer then works without waiting. */
  prepare(files: RecordedFiles): Promise<ResolveFile>;
  /** The same for libraries and Go's own sources as well, which are to be read and never marked. */
  locate(files: RecordedFiles): Promise<LocateFile>;
  /** The same for all functions of a build, and for what lies outside the workspace; says how each file was found and where lines stand. */
  prepareSources(files: RecordedFiles, about: BuildFacts, signal: AbortSignal): Promise<PreparedSources>;
}
