import type { HintedFinding } from '../../shared/ports/engine/engineApi';
import type { IgnoreRule } from '../../shared/model/finding';
import type { HoverEnds, HoverView, LineWords } from '../../shared/ports/words/lineWords';
import { restsOn } from '../lines/restsOn';
import type { TargetLines } from '../lines/targetLines';
import type { SiteHint } from './siteHint';

export interface FindingHintParts extends HoverEnds {
  readonly words: LineWords;
  readonly lines: Pick<TargetLines, 'ofBuild' | 'found'>;
}

/**
 * The hints of a report with the verdicts in place: where a line has a finding, its words stand instead of the bare
 * numbers, which stay in the hover below the evidence.
 */
export function withFindings(
  hints: readonly SiteHint[],
  findings: readonly HintedFinding[],
  parts: FindingHintParts,
): SiteHint[] {
  const rest = [...hints];
  const judged = findings.flatMap((finding) => judgedHint(finding, rest, parts) ?? []);
  return [...judged, ...rest];
}

/** @param rest the bare hints; the one that the finding stands for is taken out */
function judgedHint(
  finding: HintedFinding,
  rest: SiteHint[],
  { words, lines, ...ends }: FindingHintParts,
): SiteHint | null {
  const { site } = finding;
  const built = site === null ? null : lines.ofBuild(site);
  if (site === null || built === null) return null;
  const { path, line, doubt } = built;
  const kind = finding.amount.unit === 'bytes' ? 'heap' : 'blocked';
  const at = rest.findIndex((hint) => hint.path === path && hint.buildLine === line && hint.kind === kind);
  const [cost] = at < 0 ? [] : rest.splice(at, 1);
  // That the line may be another one is told at once; what the numbers come from, with the evidence.
  const source = () => words.sourceHover(doubt, lines.found(site));
  const costs = (view: HoverView) => (cost === undefined ? (doubt === null ? source() : []) : [cost.hover(view)]);
  const hint: SiteHint = {
    path,
    buildLine: line,
    kind,
    text: words.findingText(finding),
    narrowText: words.findingText(finding, 'narrow'),
    shortText: words.findingText(finding, 'scarce'),
    growing: (finding.rate?.value ?? 0) > 0,
    confidence: finding.confidence,
    // What was found in an earlier process is not known of this one.
    isUnsure: doubt !== null || finding.stage.stage === 'earlier',
    isIgnored: false,
    restsOn: restsOn(finding, lines),
    hover: (view) =>
      [...(doubt === null ? [] : source()), words.findingHover(finding, ends, view, costs(view))].join('\n\n'),
  };
  return finding.ignoredBy === null ? hint : ignoredHint(hint, finding.ignoredBy, words);
}

/** Grey, and a warning of nothing. No problem stands on the line, so that the hover says the verdict itself. */
function ignoredHint(hint: SiteHint, rule: IgnoreRule, words: LineWords): SiteHint {
  const withIgnored = (text: string) => `${text} · ${words.ignored(rule.until)}`;
  return {
    ...hint,
    text: withIgnored(hint.text),
    narrowText: withIgnored(hint.narrowText ?? hint.text),
    shortText: withIgnored(hint.shortText ?? hint.text),
    growing: false,
    confidence: null,
    isUnsure: true,
    isIgnored: true,
    restsOn: [],
    hover: (view) => [words.ignoredHover(rule), hint.hover({ ...view, showsProblem: false })].join('\n\n'),
  };
}
