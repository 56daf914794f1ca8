import { confidences, type Confidence, type Finding } from '../../shared/model/finding';
import type { WatchedFinding } from '../../shared/ports/engine/timedWatch';
import type { JudgedFinding } from './watchReport';

export interface FailureRules {
  /** The least sure verdict that fails; null when nothing fails. */
  readonly failOn: Confidence | null;
  /** With a baseline only what is new or has grown fails. */
  readonly isCompared: boolean;
}

/** Which findings make the command fail. What is to be looked at comes first. */
export function judgeFindings(watched: readonly WatchedFinding[], rules: FailureRules): readonly JudgedFinding[] {
  const judged = watched.map((one) => ({
    ...one,
    fails: one.ignoredBy === null && isFailure(one.finding, rules),
  }));
  return judged.sort((a, b) => lateness(a) - lateness(b));
}

function isFailure({ confidence, status }: Finding, { failOn, isCompared }: FailureRules): boolean {
  // An explanation is no failure, whatever is asked for.
  if (failOn === null || confidence === 'info' || status === 'fixed') return false;
  if (confidences.indexOf(confidence) > confidences.indexOf(failOn)) return false;
  return !isCompared || status === 'new' || status === 'grown' || status === null;
}

function lateness({ finding, ignoredBy }: JudgedFinding): number {
  if (finding.status === 'fixed') return 2;
  return ignoredBy === null ? 0 : 1;
}
