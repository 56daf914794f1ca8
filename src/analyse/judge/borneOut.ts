import type { Confidence, EvidenceName, Finding } from '../../shared/model/finding';

/** Least share of the whole rate that the last third goes on with, for something that is said to grow. */
export const leastLateShare = 0.25;

/**
 * How sure a finding may be by its own numbers. Whoever reads “0 B when watching began, 3 MB now, below 4 MB could be noise”
 * must not read “probable” above it, however good the reasons were. What only stands makes no claim to grow. The runtime’s word
 * needs no numbers.
 */
export function borneOut(finding: Pick<Finding, 'confidence' | 'evidence' | 'rate'>): Confidence {
  return finding.confidence === 'probable' && isContradicted(finding) ? 'possible' : finding.confidence;
}

function isContradicted({ evidence, rate }: Pick<Finding, 'evidence' | 'rate'>): boolean {
  const of = (name: EvidenceName) => evidence.find((one) => one.name === name)?.value ?? null;
  const noise = of('sampling-noise');
  const grown = (of('bytes') ?? 0) - (of('bytes-before') ?? 0);
  const told = ((of('rate') ?? 0) * (of('watched') ?? 0)) / 60;
  if (noise !== null && Math.min(grown, told) < noise) return true;
  if (rate === null) return false;
  return rate.value <= 0 || (of('late-slope-share') ?? 1) < leastLateShare;
}
