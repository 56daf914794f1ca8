import type { Confidence, Finding, IgnoreRule } from '../../shared/model/finding';
import type { Grown } from '../../shared/model/told';
import type { PollCost, PollPace } from '../../shared/model/target/pollPace';
import type { Runtime } from '../../shared/ports/runtime';
import type { SeriesPoint } from '../../shared/model/series';
import type { Target } from '../../shared/model/target/target';

/** A finding, and what that means for the exit status. */
export interface JudgedFinding {
  readonly finding: Finding;
  /** The rule of the ignore file that silences it. */
  readonly ignoredBy: IgnoreRule | null;
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

/** How a watch came to its end. */
export type WatchEnding =
  | 'complete'
  /** The person stopped it. */
  | 'interrupted'
  /** The service answers no more. */
  | 'lost';

/** All that a watch has to say, for the writers of each format. */
export interface WatchReport {
  readonly target: Target;
  /** Of the target. */
  readonly runtime: Pick<Runtime, 'series' | 'reported' | 'words'>;
  readonly startedAtMillis: number;
  readonly endedAtMillis: number;
  readonly ending: WatchEnding;
  readonly polls: number;
  readonly restarts: number;
  /** Of all polls together. */
  readonly cost: PollCost;
  /** How often the service was asked at the end; null when it never answered. */
  readonly pace: PollPace | null;
  readonly points: readonly SeriesPoint[];
  /** Worst first; ignored ones, then fixed ones last. */
  readonly findings: readonly JudgedFinding[];
  /** What was probable or proven meanwhile and is told no more, with what became of it. */
  readonly takenBack: readonly Finding[];
  /** What grew and is no finding. */
  readonly grown: readonly Grown[];
  readonly failOn: Confidence | null;
  readonly baseline: WatchBaseline | null;
  readonly ignoreFile: string | null;
  /** Rules of the ignore file whose day is over. */
  readonly expiredRules: readonly IgnoreRule[];
}

export function secondsWatched({ startedAtMillis, endedAtMillis }: WatchReport): number {
  return Math.max(0, endedAtMillis - startedAtMillis) / 1000;
}
