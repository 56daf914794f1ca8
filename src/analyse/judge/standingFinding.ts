import type { Doubt, Evidence, EvidenceName, Finding } from '../../shared/model/finding';
import { evidenceList, piece } from './findingOf';

/** Numbers of a growth: not those of something that stands still. */
const ofGrowth: ReadonlySet<EvidenceName> = new Set<EvidenceName>([
  'rate',
  'late-slope-share',
  'mann-kendall',
  'polls',
  'short',
  'watched',
  'collections',
  'sampling-noise',
  'room',
  'needs-watch',
]);

/** The numbers that say how much there is now. */
const ofAmount: ReadonlySet<EvidenceName> = new Set<EvidenceName>(['count', 'bytes']);

/** A finding that is as sure as it was, of what has not grown since and is still there. */
export function standingFinding(finding: Finding, amount: number): Finding {
  const { unit } = finding.amount;
  const [leaked, rest] = parted(finding.evidence.filter(({ name }) => !ofGrowth.has(name) && name !== 'stands'));
  const evidence = rest.map((one) => withAmount(one, { value: amount, unit }));
  const since = piece('stands', finding.course?.sinceMillis ?? null, 'millis');
  return {
    ...finding,
    rate: null,
    amount: { value: finding.confidence === 'proven' ? Math.max(amount, finding.amount.value) : amount, unit },
    evidence: [...leaked, ...evidenceList(since), ...evidence],
  };
}

/** A suspicion that this round does not share, and the last one did. */
export function heldFinding(finding: Finding, amount: number): Finding {
  const evidence = finding.evidence
    .filter(({ name }) => name === 'short' || !ofGrowth.has(name))
    .map((one) => withAmount(one, { ...finding.amount, value: amount }));
  return { ...finding, rate: null, amount: { ...finding.amount, value: amount }, evidence };
}

/** How much there is now: of goroutines that hold memory the evidence has both, and the amount is one of them. */
function withAmount(evidence: Evidence, { value, unit }: Finding['amount']): Evidence {
  return ofAmount.has(evidence.name) && evidence.unit === unit ? { ...evidence, value } : evidence;
}

/** What the runtime says comes first. */
function parted(evidence: readonly Evidence[]): [Evidence[], Evidence[]] {
  const isLeaked = ({ name }: Evidence) => name === 'leaked-by-runtime' || name === 'leaked-last-seen';
  return [evidence.filter(isLeaked), evidence.filter((one) => !isLeaked(one))];
}

/** A finding that was surer once. */
export function withDoubt(finding: Finding, doubt: Doubt): Finding {
  const name = `doubt-${doubt}` as const;
  if (finding.evidence.some((one) => one.name === name)) return finding;
  return { ...finding, evidence: [...finding.evidence, ...evidenceList(piece(name, 1, 'none'))] };
}

/** A finding of what is gone. */
export function fixedFinding(finding: Finding, before: number, now: number): Finding {
  const { unit } = finding.amount;
  return {
    ...finding,
    confidence: 'info',
    status: 'fixed',
    amount: { value: now, unit },
    heldBytes: 0,
    rate: null,
    evidence: evidenceList(piece('fixed-before', before, unit), piece('fixed-after', now, unit)),
  };
}

/** A finding of an earlier process, of which this one has shown nothing yet. Its `since` is when it was told last. */
export function earlierFinding(finding: Finding, now: number): Finding {
  const { course } = finding;
  return {
    ...finding,
    confidence: 'info',
    status: null,
    amount: { ...finding.amount, value: now },
    heldBytes: 0,
    rate: null,
    evidence: [],
    fixes: [],
    course: course === null ? null : { ...course, standing: 'earlier' },
  };
}
