import { readableSymbol } from '../../shared/symbolName';
import type { Finding } from '../../shared/finding';
import type { FindingView, PlaceView, RelatedView, TargetFindings } from '../../shared/findingView';
import type { FindingWords } from '../../shared/findingWords';
import { placeWords } from '../hintWords';
import { otherPlaces } from './otherPlaces';
import type { FindingDesk, TargetVerdict } from './findingDesk';

export interface ViewParts {
  readonly desk: FindingDesk;
  readonly words: FindingWords;
  readonly uriOf: (path: string) => string;
}

/** All findings as views show them: worded, and placed where their lines stand now. */
export function targetFindings(parts: ViewParts): readonly TargetFindings[] {
  return parts.desk.all().map((verdict) => ({
    targetId: verdict.targetId,
    targetName: verdict.targetName,
    findings: verdict.findings.map((finding) => findingView(finding, verdict, parts)),
    baselineSetAtMillis: verdict.baselineSetAtMillis,
  }));
}

function findingView(finding: Finding, verdict: TargetVerdict, { desk, words, uriOf }: ViewParts): FindingView {
  const placeOf = (site: NonNullable<Finding['site']>) => placeNow(site, verdict, uriOf);
  return {
    id: finding.id,
    kind: finding.kind,
    confidence: finding.confidence,
    confidenceText: words.confidence(finding),
    status: finding.status,
    statusText: finding.status === null ? '' : words.status(finding.status),
    title: words.title(finding),
    place: finding.site === null ? null : placeOf(finding.site),
    functionName: readableSymbol(finding.site?.function ?? ''),
    evidence: evidenceSentences(finding, words),
    advice: words.advice(finding),
    related: otherPlaces(finding).flatMap((site): RelatedView[] => {
      const place = placeOf(site);
      return place === null ? [] : [{ place, role: words.role(site.role) }];
    }),
    trend: finding.trend,
    ignored: desk.ignored(finding),
  };
}

export function evidenceSentences(finding: Finding, words: FindingWords): readonly string[] {
  return finding.evidence.flatMap((evidence) => words.evidence(evidence, finding) ?? []);
}

function placeNow(
  site: NonNullable<Finding['site']>,
  { lines }: TargetVerdict,
  uriOf: (path: string) => string,
): PlaceView | null {
  const line = lines.now(site);
  if (line === null || site.path === null) return null;
  return { uri: uriOf(site.path), line, label: placeWords(site.path, line + 1) };
}
