import type { Finding } from '../../shared/finding';
import type { FindingWords } from '../../shared/findingWords';
import type { SiteHint } from '../hintBoard';
import type { LinkTo } from '../hover';
import { findingHover } from './findingHover';

/**
 * The hints of a report with the verdicts in place: where a line has a finding, its words stand instead of the bare
 * numbers, which stay in the hover below the evidence.
 */
export function withFindings(
  hints: readonly SiteHint[],
  findings: readonly Finding[],
  { words, link }: { readonly words: FindingWords; readonly link: LinkTo },
): SiteHint[] {
  const rest = [...hints];
  const judged = findings.flatMap((finding): SiteHint[] => {
    const { site } = finding;
    const path = site?.path ?? null;
    if (site === null || path === null) return [];
    const kind = finding.amount.unit === 'goroutines' ? 'blocked' : 'heap';
    const buildLine = site.line - 1;
    const at = rest.findIndex((hint) => hint.path === path && hint.buildLine === buildLine && hint.kind === kind);
    const [cost] = at < 0 ? [] : rest.splice(at, 1);
    const hover = () =>
      [findingHover(finding, words, link), ...(cost === undefined ? [] : [cost.hover()])].join('\n\n');
    return [
      {
        path,
        buildLine,
        kind,
        text: words.hint(finding),
        growing: (finding.rate?.value ?? 0) > 0,
        confidence: finding.confidence,
        hover,
      },
    ];
  });
  return [...judged, ...rest];
}
