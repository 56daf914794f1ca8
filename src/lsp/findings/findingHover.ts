import { t } from '@vscode/l10n';
import type { Finding } from '../../shared/finding';
import type { FindingWords } from '../../shared/findingWords';
import type { LinkTo } from '../hover';
import { codeSpan, escapeMarkdown, longestSentence } from '../markdown';
import { otherPlaces } from './otherPlaces';
import { evidenceSentences } from './findingViews';
import { sparkline } from './sparkline';

/** The verdict, its evidence, and what to do, as Markdown; whatever a service named is escaped. */
export function findingHover(finding: Finding, words: FindingWords, link: LinkTo): string {
  const picture = sparkline(finding.trend);
  return [
    heading(finding, words),
    ...(picture === '' ? [] : [codeSpan(picture)]),
    evidenceSentences(finding, words)
      .map((sentence) => `- ${escapeMarkdown(sentence, longestSentence)}`)
      .join('\n'),
    ...(finding.pattern === null ? [] : [t('Pattern: {0}', escapeMarkdown(words.pattern(finding.pattern)))]),
    escapeMarkdown(words.advice(finding), longestSentence),
    ...relatedList(finding, words, link),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function heading(finding: Finding, words: FindingWords): string {
  const status = finding.status === null ? '' : ` (${escapeMarkdown(words.status(finding.status))})`;
  return `**${escapeMarkdown(words.title(finding))}**${status}`;
}

function relatedList(finding: Finding, words: FindingWords, link: LinkTo): string[] {
  const rows = otherPlaces(finding).flatMap((site) =>
    site.path === null ? [] : [`- ${link({ ...site, path: site.path })}: ${escapeMarkdown(words.role(site.role))}`],
  );
  return rows.length === 0 ? [] : [rows.join('\n')];
}
