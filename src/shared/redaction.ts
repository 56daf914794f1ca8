import type { SnapshotFileName } from './snapshot';
import type { Target } from './target';

/** How much a redaction took out. */
export interface RedactionCounts {
  /** Calls of which the arguments are gone. */
  readonly calls: number;
  /** Values of pprof labels. */
  readonly labels: number;
  /** Names of accounts in paths: `/home/anna/shop` is `/home/user/shop`. */
  readonly accounts: number;
  /** Comments and lines that are no part of a profile. */
  readonly remarks: number;
}

export interface Redacted {
  readonly bytes: Uint8Array;
  readonly counts: RedactionCounts;
}

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
  /** A target that says nothing of where the service runs. */
  readonly target: Target;
}

export const nothingRedacted: RedactionCounts = { calls: 0, labels: 0, accounts: 0, remarks: 0 };

export function addCounts(a: RedactionCounts, b: RedactionCounts): RedactionCounts {
  return {
    calls: a.calls + b.calls,
    labels: a.labels + b.labels,
    accounts: a.accounts + b.accounts,
    remarks: a.remarks + b.remarks,
  };
}
