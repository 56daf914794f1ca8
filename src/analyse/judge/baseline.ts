import type { Baseline, BaselineEntry, Finding, FindingStatus } from '../../shared/model/finding';
import { evidenceList, findingOf, piece } from './findingOf';

/** Growth since the baseline that is more than a count's or a sample's trembling: a tenth, and so much at the least. */
const grownShare = 1.1;
const grownLeast = { counted: 2, bytes: 1024 * 1024 } as const;

/** What a later look will be compared with. Findings that are over belong to the past already. */
export function baselineOf(findings: readonly Finding[], targetUrl: string, atMillis: number): Baseline {
  const entries = findings
    .filter(({ status }) => status !== 'fixed')
    .map(({ id, kind, confidence, amount, rate, site }): BaselineEntry => ({
      id,
      kind,
      confidence,
      amount: amount.value,
      unit: amount.unit,
      ratePerMinute: rate?.value ?? null,
      site,
    }));
  return { setAtMillis: atMillis, targetUrl, entries };
}

/**
 * The findings with what became of them since the baseline. Entries that are gone come back as fixed; explanations (`info`)
 * that are gone were never a fault.
 */
export function compare(findings: readonly Finding[], baseline: Baseline): readonly Finding[] {
  const entries = new Map(baseline.entries.map((entry) => [entry.id, entry]));
  const compared = findings.map((finding) => sinceBaseline(finding, entries.get(finding.id)));
  const present = new Set(findings.map(({ id }) => id));
  const gone = baseline.entries.filter(({ id, confidence }) => !present.has(id) && confidence !== 'info');
  return [...compared, ...gone.map((entry) => fixedSince(entry, baseline))];
}

function sinceBaseline(finding: Finding, entry: BaselineEntry | undefined): Finding {
  if (finding.status === 'fixed') return finding;
  if (entry === undefined) return { ...finding, status: 'new' };
  const evidence = finding.evidence.map((one) =>
    one.name === 'count-before' || one.name === 'bytes-before' ? { ...one, value: entry.amount } : one,
  );
  return { ...finding, evidence, status: statusOf(finding, entry) };
}

function statusOf({ amount, rate, confidence }: Finding, entry: BaselineEntry): FindingStatus {
  const leastGrowth = amount.unit === 'bytes' ? grownLeast.bytes : grownLeast.counted;
  const isGrown = amount.value >= entry.amount * grownShare && amount.value - entry.amount >= leastGrowth;
  if (isGrown) return 'grown';
  return confidence !== 'info' && (rate?.value ?? 0) > 0 ? 'growing' : 'unchanged';
}

function fixedSince({ id, kind, amount, site, ...entry }: BaselineEntry, { setAtMillis }: Baseline): Finding {
  // Version 0.1.0 did not write it.
  const unit = entry.unit ?? (kind === 'goroutine-leak' ? 'goroutines' : 'bytes');
  return findingOf({
    id,
    kind,
    confidence: 'info',
    status: 'fixed',
    site: site ?? null,
    amount: { value: 0, unit },
    evidence: evidenceList(piece('fixed-before', amount, unit), piece('fixed-after', 0, unit)),
    firstSeenMillis: setAtMillis,
    lastSeenMillis: setAtMillis,
  });
}
