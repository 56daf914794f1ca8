import type { Finding } from './finding';
import type { SnapshotFileName } from './snapshot';

/** The file of a snapshot that holds what was found by then. It is the engine's, whatever the runtime; snapshots of earlier versions have none. */
export const findingsFile: SnapshotFileName = 'findings.json';

/** What was found in a service when a snapshot of it was captured. */
export interface KeptFindings {
  /** Of the round that they are of, ms since 1970. */
  readonly atMillis: number;
  /** Worst first. Without what only an editor needs: other places, fixes, the picture. */
  readonly findings: readonly Finding[];
}
