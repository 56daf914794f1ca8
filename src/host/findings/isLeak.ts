import type { FindingView } from '../../shared/wires/findingView';

/** Open: neither over nor set aside by a person. */
export function isOpen({ status, ignored }: FindingView): boolean {
  return status !== 'fixed' && ignored === null;
}

/** Counted as a leak: proven or probable, open, and of a service that answers. */
export function isLeak(finding: FindingView): boolean {
  if (finding.stage.asOfMillis !== null) return false;
  return isOpen(finding) && (finding.confidence === 'proven' || finding.confidence === 'probable');
}
