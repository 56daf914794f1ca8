import type { KeptNode, KeptProcesses } from '../model/beam/keptNode';
import type { Redacted } from '../model/redaction';

/** A file of a snapshot, as it is read. */
export interface NodeFile {
  readonly bytes: Uint8Array;
  /** For errors. */
  readonly subject: string;
  /** Cap on the bytes after unpacking. */
  readonly maxBytes: number;
}

/** The files in which moments of nodes are kept: JSON, packed. What is read may be anything. */
export interface NodeFiles {
  writeNode(kept: KeptNode): Uint8Array;
  writeProcesses(kept: KeptProcesses): Uint8Array;
  /** @throws LeakLensError `unreadable`, `too-large` */
  readNode(file: NodeFile): KeptNode;
  /** @throws LeakLensError `unreadable`, `too-large` */
  readProcesses(file: NodeFile): KeptProcesses;
  /** Without names of machines, and names of accounts in paths. @throws LeakLensError as reading does */
  redact(name: string, file: NodeFile): Redacted;
}
