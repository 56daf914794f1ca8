import { t } from '@vscode/l10n';
import { evidenceSentences } from '../../shared/ports/words/evidenceSentences';
import type { Finding } from '../../shared/model/finding';
import type { FindingWords } from '../../shared/ports/words/findingWords';
import type { LinkTo } from '../../shared/ports/words/lineWords';
import { longestSentence } from '../../shared/base/said/cutText';
import { codeSpan, markdownText } from '../../shared/base/said/markdownText';
import { otherPlaces } from '../../shared/base/otherPlaces';
import { sparkline } from './sparkline';

/** The verdict, its evidence, and what to do, as Markdown; whatever a service named is escaped. */
export function findingHover(finding: Finding, words: FindingWords, link: LinkTo): string {
  const picture = sparkline(finding.trend);
  const pattern = words.pattern(finding);
  return [
    heading(finding, words),
    ...(picture === '' ? [] : [codeSpan(picture)]),
    evidenceSentences(finding, words)
      .map((sentence) => `- ${markdownText(sentence, longestSentence)}`)
      .join('\n'),
    ...(pattern === null ? [] : [t('Pattern: {0}', markdownText(pattern))]),
    markdownText(words.advice(finding), longestSentence),
    ...relatedList(finding, words, link),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function heading(finding: Finding, words: FindingWords): string {
  const status = finding.status === null ? '' : ` (${markdownText(words.status(finding.status))})`;
  return `**${markdownText(words.title(finding), longestSentence)}**${status}`;
}

function relatedList(finding: Finding, words: FindingWords, link: LinkTo): string[] {
  const rows = otherPlaces(finding).flatMap((site) =>
    site.path === null ? [] : [`- ${link({ ...site, path: site.path })}: ${markdownText(words.role(site.role))}`],
  );
  return rows.length === 0 ? [] : [rows.join('\n')];
}
