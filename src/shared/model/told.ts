import type { AmountUnit, FindingSite, Doubt, Finding } from './finding';

/** Something that grew while it was watched and is no finding. */
export interface Grown {
  /** `live-heap`, `goroutines`, or what grew on a line: `line`, `wait`. Which there are is the runtime's business. */
  readonly what: string;
  /** Null for the whole process. */
  readonly site: FindingSite | null;
  readonly unit: AmountUnit;
  readonly before: number;
  readonly now: number;
  /** Why there is no verdict on it; null where nothing is known to speak against one. */
  readonly doubt: Doubt | null;
  /** How long it must be watched in all for a verdict, if it goes on; null where more than a day would not do. */
  readonly needsSeconds: number | null;
}

/** What a round tells. */
export interface Told {
  /** Worst first. */
  readonly findings: readonly Finding[];
  /** What was probable or proven once in this process and is not told any more; its `course` says what became of it. */
  readonly takenBack: readonly Finding[];
  /** What was told of an earlier process, while this one has not been watched for long enough to tell; its `course` says so. */
  readonly earlier: readonly Finding[];
  readonly grown: readonly Grown[];
}
