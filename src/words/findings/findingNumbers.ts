import type { EvidenceName, Finding } from '../../shared/model/finding';

/** The number of a finding's evidence; null when it has none of this name. */
export function numberOf(finding: Pick<Finding, 'evidence'>, name: EvidenceName): number | null {
  return finding.evidence.find((one) => one.name === name)?.value ?? null;
}
