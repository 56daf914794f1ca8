import { readableSymbol } from '../../shared/base/symbols/symbolName';
import type { FindingsApi, IgnoredFinding, StagedFinding, TargetVerdict } from '../../shared/ports/engine/engineApi';
import { evidenceSentences } from '../../shared/ports/words/evidenceSentences';
import { fileLine } from '../../shared/base/fileLine';
import { formatCount } from '../../shared/base/units';
import type { Finding } from '../../shared/model/finding';
import type { FindingView, IgnoredView, PlaceView, RelatedView, TargetFindings } from '../../shared/wires/findingView';
import { seriesNames, type Runtimes } from '../../shared/ports/runtime/runtime';
import type { ServiceWords } from '../../shared/ports/words/serviceWords';
import type { FindingWords } from '../../shared/ports/words/findingWords';
import { longestSentence } from '../../shared/base/said/cutText';
import { plainText } from '../../shared/base/said/plainText';
import { isOfMemory } from '../../shared/base/isOfMemory';
import { otherPlaces } from '../../shared/base/otherPlaces';
import { replicasShort } from './replicaWords';
import type { OpenDocuments } from '../openDocuments';

export interface ViewParts {
  readonly serviceWords: Pick<ServiceWords, 'replicas'>;
  readonly runtimes: Pick<Runtimes, 'all'>;
  readonly words: FindingWords;
  readonly documents: Pick<OpenDocuments, 'uri'>;
}

type Found = Pick<FindingsApi, 'all' | 'ignoredBy' | 'stillHolds'>;

/** All findings as views show them: worded, and placed where their lines stand now. */
export function targetFindings(found: Found, parts: ViewParts): readonly TargetFindings[] {
  return found.all().map((verdict) => ({
    targetId: verdict.targetId,
    targetName: plainText(verdict.targetName),
    findings: verdict.findings.map((finding) => ({
      ...findingView(finding, verdict, parts),
      cure: cureOf(finding, found, parts),
      ...ignoredOf(finding, found, parts.words),
    })),
    baselineSetAtMillis: verdict.baselineSetAtMillis,
  }));
}

/** What rules ignore, with the title that views show while a target has it. */
export function ignoredViews(ignored: readonly IgnoredFinding[], { words }: Pick<ViewParts, 'words'>): IgnoredView[] {
  return ignored.map(({ rule, finding }) => ({ ...rule, title: finding === null ? null : words.title(finding) }));
}

function findingView(
  finding: StagedFinding,
  verdict: TargetVerdict,
  { words, serviceWords, runtimes, documents }: ViewParts,
): Omit<FindingView, 'cure' | 'ignored' | 'statusText'> {
  const placeOf = (site: NonNullable<Finding['site']>) => placeNow(site, verdict, documents);
  // What a view takes into a report tells what was found, and not what a service calls its own: that may be anything.
  const bare = withoutLabel(finding);
  const replicas = finding.replicas === undefined ? [] : serviceWords.replicas(finding.replicas, seriesNames(runtimes));
  return {
    id: finding.id,
    kind: finding.kind,
    confidence: finding.confidence,
    confidenceText: words.confidence(finding),
    status: finding.status,
    stage: finding.stage,
    title: plainText(words.title(bare), longestSentence),
    row: plainText(words.row(finding)),
    heldBytes: finding.heldBytes,
    place: finding.site === null ? null : placeOf(finding.site),
    functionName: plainText(readableSymbol(finding.site?.function ?? '')),
    replicas: plainText(replicasShort(finding)),
    evidence: [...replicas, ...evidenceSentences(finding, words)].map((sentence) =>
      plainText(sentence, longestSentence),
    ),
    advice: plainText(words.advice(finding), longestSentence),
    related: otherPlaces(finding).flatMap((site): RelatedView[] => {
      const place = placeOf(site);
      if (place === null) return [];
      return [{ place, role: words.role(site.role), functionName: plainText(readableSymbol(site.function)) }];
    }),
    probes: (finding.probes ?? []).flatMap((probe) => {
      const said = words.probe?.(probe) ?? null;
      return said === null ? [] : [{ probe, ...said }];
    }),
    ...(isOfMemory(finding) && verdict.canAskHolders === true && { canAskHolders: true }),
    trend: finding.trend,
    trendEnds: trendEnds(finding, words),
  };
}

function withoutLabel(finding: StagedFinding): StagedFinding {
  const bare: { label?: string } & StagedFinding = { ...finding };
  delete bare.label;
  return bare;
}

/** Where it is in its life says more than how it compares with a baseline. */
function statusText({ status, stage }: StagedFinding, words: FindingWords): string {
  const staged = words.stage(stage);
  return staged === '' && status !== null ? words.status(status) : staged;
}

/** A fix that can be made now, else what a person has to do. */
function cureOf(finding: Finding, found: Found, { words }: ViewParts): string {
  const fix = finding.fixes.find((one) => found.stillHolds(one));
  return plainText(fix === undefined ? words.cure(finding) : words.fix(fix, finding), longestSentence);
}

/** What a person wrote into the ignore file, or somebody else did. That it is ignored says more than how it stands else. */
function ignoredOf(
  finding: StagedFinding,
  found: Found,
  words: FindingWords,
): Pick<FindingView, 'ignored' | 'statusText'> {
  const rule = found.ignoredBy(finding);
  const stands = statusText(finding, words);
  if (rule === null) return { ignored: null, statusText: stands };
  const said = [words.ignored(rule.until), stands].filter((part) => part !== '');
  return { ignored: plainText(rule.reason), statusText: said.join(' · ') };
}

function trendEnds({ trend, amount: { unit } }: Finding, words: FindingWords): FindingView['trendEnds'] {
  const [first, last] = [trend[0], trend.at(-1)];
  if (first === undefined || last === undefined) return null;
  const from = unit === 'bytes' ? words.amount(first[1], unit) : formatCount(first[1]);
  return { from, to: words.amount(last[1], unit) };
}

function placeNow(
  site: NonNullable<Finding['site']>,
  { lines }: TargetVerdict,
  documents: ViewParts['documents'],
): PlaceView | null {
  const line = lines.now(site);
  if (line === null || site.path === null) return null;
  return { uri: documents.uri(site.path), line, label: plainText(fileLine(site.path, line + 1)) };
}
