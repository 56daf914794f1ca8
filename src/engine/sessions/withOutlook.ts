import type { Evidence, Finding } from '../../shared/model/finding';
import { isFatal, nearestOutlook, type Outlook } from '../../shared/model/series/outlook';

/**
 * The findings with the time that is left among their evidence: all that leaks takes memory, and where that ends the process is what a
 * person asks next. Explanations and what is fixed take none.
 */
export function withOutlook(findings: readonly Finding[], outlooks: readonly Outlook[]): readonly Finding[] {
  const nearest = nearestOutlook(outlooks.filter((one) => one.unit === 'bytes' && isFatal(one)));
  if (nearest === null) return findings;
  const evidence = evidenceOf(nearest);
  return findings.map((finding) =>
    finding.confidence === 'info' || finding.status === 'fixed'
      ? finding
      : { ...finding, evidence: [...finding.evidence, ...evidence] },
  );
}

/** The first one has the sentence. */
function evidenceOf({ origin, limit, reaches }: Outlook): readonly Evidence[] {
  const seconds = (millis: number) => Math.round(millis / 1000);
  return [
    { name: `limit-${origin}`, value: limit, unit: 'bytes' },
    { name: 'limit-likely', value: seconds(reaches.likelyMillis), unit: 'seconds' },
    { name: 'limit-earliest', value: seconds(reaches.earliestMillis), unit: 'seconds' },
    { name: 'limit-latest', value: seconds(reaches.latestMillis), unit: 'seconds' },
  ];
}
