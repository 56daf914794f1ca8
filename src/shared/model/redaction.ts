import type { Target } from './target/target';

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

export const nothingRedacted: RedactionCounts = { calls: 0, labels: 0, accounts: 0, remarks: 0 };

export function addCounts(a: RedactionCounts, b: RedactionCounts): RedactionCounts {
  return {
    calls: a.calls + b.calls,
    labels: a.labels + b.labels,
    accounts: a.accounts + b.accounts,
    remarks: a.remarks + b.remarks,
  };
}

/** A target that says nothing of where the service runs. */
export const redactedTarget: Target = { id: 'service', name: 'service', url: 'http://service.invalid/debug/pprof/' };
