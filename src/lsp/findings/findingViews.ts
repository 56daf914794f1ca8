import { readableSymbol } from '../../shared/base/symbolName';
import type { Finding } from '../../shared/model/finding';
import type { FindingView, PlaceView, RelatedView, TargetFindings } from '../../shared/wires/findingView';
import type { FindingWords } from '../../shared/ports/findingWords';
import { longestSentence } from '../../shared/base/said/cutText';
import { plainText } from '../../shared/base/said/plainText';
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
    targetName: plainText(verdict.targetName),
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
    title: plainText(words.title(finding), longestSentence),
    place: finding.site === null ? null : placeOf(finding.site),
    functionName: plainText(readableSymbol(finding.site?.function ?? '')),
    evidence: evidenceSentences(finding, words).map((sentence) => plainText(sentence, longestSentence)),
    advice: plainText(words.advice(finding), longestSentence),
    related: otherPlaces(finding).flatMap((site): RelatedView[] => {
      const place = placeOf(site);
      return place === null ? [] : [{ place, role: words.role(site.role) }];
    }),
    trend: finding.trend,
    ignored: ignoredBecause(finding, desk),
  };
}

/** What a person wrote into the ignore file, or somebody else did. */
function ignoredBecause(finding: Finding, desk: FindingDesk): string | null {
  const reason = desk.ignored(finding);
  return reason === null ? null : plainText(reason);
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
  return { uri: uriOf(site.path), line, label: plainText(placeWords(site.path, line + 1)) };
}
