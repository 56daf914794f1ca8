import type { Redacted } from '../model/redaction';
import type { SnapshotFileName } from '../model/snapshot';

/**
 * Takes out of a snapshot what can be private: arguments of calls, values of labels, account names in paths, comments, and
 * the name and address of the service. Names of functions, packages, files and labels stay, as do all numbers that are
 * measured: without them nothing could be found.
 */
export interface Redactor {
  /**
   * The result reads like the original, with the same stacks and totals. Pure.
   * @param maxBytes cap on the bytes after unpacking
   * @throws LeakLensError as decoding it does
   */
  file(name: SnapshotFileName, bytes: Uint8Array, maxBytes?: number): Redacted;
}
