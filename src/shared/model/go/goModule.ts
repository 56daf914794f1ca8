import type { GoReplacement, GoModuleVersion } from '../sourcePaths';

/** A Go module of the workspace. */
export interface GoModule {
  /** Module path as in go.mod. */
  readonly path: string;
  /** Absolute folder of go.mod. */
  readonly directory: string;
  /** How it came to be part of the workspace; in or around a folder when absent. */
  readonly joinedBy?: 'go.work' | 'replace';
  /** Of its go.mod and of the go.work that names it. */
  readonly replaces?: readonly GoReplacement[];
  readonly requires?: readonly GoModuleVersion[];
  /** What vendor/modules.txt says lies in its vendor folder. */
  readonly vendored?: readonly GoModuleVersion[];
}
