import { confidences, type Confidence, type Finding, type IgnoreRule } from '../../shared/model/finding';
import { isInForce } from '../../shared/base/ignoreRules';
import type { JudgedFinding } from './watchReport';

export interface FailureRules {
  /** The least sure verdict that fails; null when nothing fails. */
  readonly failOn: Confidence | null;
  /** With a baseline only what is new or has grown fails. */
  readonly isCompared: boolean;
  readonly ignore: readonly IgnoreRule[];
  readonly nowMillis: number;
}

/** Which findings are ignored, and which make the command fail. What is to be looked at comes first. */
export function judgeFindings(findings: readonly Finding[], rules: FailureRules): readonly JudgedFinding[] {
  const inForce = rules.ignore.filter((rule) => isInForce(rule, rules.nowMillis));
  const ruleById = new Map(inForce.map((rule) => [rule.id, rule]));
  const judged = findings.map((finding) => {
    const ignoredBy = ruleById.get(finding.id) ?? null;
    return { finding, ignoredBy, fails: ignoredBy === null && isFailure(finding, rules) };
  });
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
