import type { Confidence, IgnoreRule } from '../../shared/model/finding';
import { isFatal, type Outlook } from '../../shared/model/series/outlook';
import type { Runtime } from '../../shared/ports/runtime/runtime';
import type { Watched, WatchedFinding } from '../../shared/ports/engine/timedWatch';

/** A finding, and what that means for the exit status. */
export interface JudgedFinding extends WatchedFinding {
  /** It makes the command fail. */
  readonly fails: boolean;
}

/** What the findings were compared with. */
export interface WatchBaseline {
  readonly directory: string;
  readonly setAtMillis: number;
  /** This watch wrote it: there was nothing to compare with. */
  readonly isNew: boolean;
}

/** All that a watch has to say, for the writers of each format. */
export interface WatchReport extends Omit<Watched, 'runtime' | 'findings' | 'failure' | 'asBaseline' | 'heaps'> {
  /** Of the target. */
  readonly runtime: Pick<Runtime, 'series' | 'reported' | 'capabilities' | 'words'>;
  /** Worst first; ignored ones, then fixed ones last. */
  readonly findings: readonly JudgedFinding[];
  /** What the service did not offer, and why, in words. */
  readonly missing: readonly string[];
  readonly failOn: Confidence | null;
  /** What reaches a limit that ends the process within so long makes the command fail, ms; null for nothing. */
  readonly oomWithinMillis: number | null;
  readonly baseline: WatchBaseline | null;
  readonly ignoreFile: string | null;
  /** Rules of the ignore file whose day is over. */
  readonly expiredRules: readonly IgnoreRule[];
}

/** What ends the process too soon for `--fail-on-oom-within`. */
export function endsTooSoon({
  outlooks = [],
  oomWithinMillis = null,
}: Partial<Pick<WatchReport, 'outlooks' | 'oomWithinMillis'>>): readonly Outlook[] {
  if (oomWithinMillis === null) return [];
  return outlooks.filter((one) => isFatal(one) && one.reaches.likelyMillis <= oomWithinMillis);
}

/** What code scanning and servers of test results want to know of a report. */
export interface ResultsReport extends Pick<
  WatchReport,
  'startedAtMillis' | 'endedAtMillis' | 'ending' | 'baseline' | 'findings' | 'takenBack'
> {
  readonly target: Pick<WatchReport['target'], 'name' | 'url'>;
  /** Absent where nothing was polled. */
  readonly polls?: number;
  /** Absent where nobody asks for a limit. */
  readonly outlooks?: WatchReport['outlooks'];
  readonly oomWithinMillis?: WatchReport['oomWithinMillis'];
  readonly runtime?: WatchReport['runtime'];
}

export function secondsWatched({
  startedAtMillis,
  endedAtMillis,
}: Pick<WatchReport, 'startedAtMillis' | 'endedAtMillis'>): number {
  return Math.max(0, endedAtMillis - startedAtMillis) / 1000;
}
