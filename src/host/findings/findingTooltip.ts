import { l10n, MarkdownString } from 'vscode';
import { durationWords } from '../../shared/base/durationWords';
import type { FindingView } from '../../shared/wires/findingView';
import { longestSentence } from '../../shared/base/said/cutText';
import { markdownText } from '../../shared/base/said/markdownText';
import { labelText } from '../../shared/base/said/plainText';
import { trendPicture } from '../../shared/base/trendPicture';

/** All there is to say about a finding. Its words hold names from a service, so they enter as text and never as Markdown. */
export function findingTooltip(finding: FindingView): MarkdownString {
  const { title, evidence, advice, ignored } = finding;
  // Of a rule without one the line of the verdict says that it ignores the finding.
  const reason = ignored ?? '';
  const paragraphs = [
    `**${shown(title)}**  \n${shown(verdictLine(finding))}`,
    advice === '' ? '' : `$(lightbulb) ${shown(advice)}`,
    trendParagraph(finding),
    evidence.map((sentence) => `- ${shown(sentence)}`).join('\n'),
    reason === '' ? '' : `$(eye-closed) ${shown(l10n.t('Ignored: {0}', reason))}`,
  ];
  return new MarkdownString(paragraphs.filter((paragraph) => paragraph !== '').join('\n\n'), true);
}

/** `probable: it grows steadily … · new · gateway.go:38 · main.(*Server).publish`; of what is fixed the title says it. */
function verdictLine(finding: FindingView): string {
  const { status, statusText, confidenceText, place, functionName } = finding;
  const sure = status === 'fixed' ? '' : confidenceText;
  return [sure, statusText, place?.label ?? '', functionName].filter((part) => part !== '').join(' · ');
}

/** The picture, and below it what it goes from and to: it has no scale. */
function trendParagraph({ trend, trendEnds }: FindingView): string {
  const picture = trendPicture(trend);
  const [first, last] = [trend[0], trend.at(-1)];
  if (picture === '' || first === undefined || last === undefined || trendEnds === null) return '';
  const { from, to } = trendEnds;
  const caption = l10n.t('{0} → {1} in {2}', from, to, durationWords((last[0] - first[0]) / 1000, l10n.t));
  return `![${shown(caption)}](${picture})  \n${shown(caption)}`;
}

/** The tooltip draws icons, and no name may ask for one. */
function shown(text: string): string {
  return markdownText(labelText(text, longestSentence), longestSentence);
}
