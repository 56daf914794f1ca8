import type { NodeLook } from './nodeMemory';
import type { NodeProcess } from './nodeProcess';

/** A node at one moment, as a snapshot keeps it: `node.json.gz`. */
export interface KeptNode {
  readonly look: NodeLook;
  /** Messages. */
  readonly longestMailbox: number;
}

/** Its processes: `processes.json.gz`. */
export interface KeptProcesses {
  /** All that ran. */
  readonly total: number;
  /** Those with the most memory, where there were more than a snapshot keeps. */
  readonly rows: readonly NodeProcess[];
}

export const keptNodeFile = 'node.json.gz';
export const keptProcessesFile = 'processes.json.gz';
