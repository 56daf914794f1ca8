import { judgeFindings, type FailureRules } from '../../src/cli/findings/judgeFindings';
import type { JudgedFinding } from '../../src/cli/findings/watchReport';
import type { Finding, IgnoreRule } from '../../src/shared/model/finding';

/** Findings as a watch tells them that an ignore file with these rules, all in force, stands beside. */
export function judgedUnder(
  findings: readonly Finding[],
  rules: FailureRules & { readonly ignore?: readonly IgnoreRule[] },
): readonly JudgedFinding[] {
  const watched = findings.map((finding) => ({
    finding,
    ignoredBy: rules.ignore?.find(({ id }) => id === finding.id) ?? null,
  }));
  return judgeFindings(watched, rules);
}
