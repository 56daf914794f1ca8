import { l10n } from 'vscode';
import { codeSpan, markdownLink, readableMarkdown } from '../../../shared/base/said/markdownText';
import { sparkline } from '../../../shared/base/sparkline';
import type { Excerpt } from './excerptOf';
import type { LeakStory, TrendStory } from './leakStory';
import { storyHeads } from './storyWords';

/** The story as Markdown, for an issue or a colleague. */
export function storyMarkdown(story: LeakStory): string {
  const { place, trend, before, evidence, ahead, related, advice, steps } = story;
  const found = [...evidence, ...ahead].map((sentence) => `- ${said(sentence)}`);
  const course = before === null && trend !== null ? [`- ${trendText(trend)}`] : [];
  return [
    `## ${said(story.title)}`,
    '',
    story.verdict.map(said).join(' · '),
    '',
    ...(place === null ? [] : excerptText(place)),
    ...section(storyHeads.evidence(), [...found, ...course]),
    ...section(storyHeads.beforeAndAfter(), before === null ? [] : comparison(before, story)),
    ...section(
      storyHeads.related(),
      related.map(({ role, excerpt }) => `${said(role)}: ${excerptText(excerpt).join('\n')}`),
    ),
    ...section(storyHeads.advice(), advice === '' ? [] : [said(advice)]),
    ...section(
      storyHeads.check(),
      steps.map((step, at) => `${String(at + 1)}. ${step}`),
    ),
  ].join('\n');
}

/** What a sentence of the engine's quotes comes from a service. */
function said(text: string): string {
  return readableMarkdown(text, 2000);
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [`### ${title}`, '', ...lines, ''];
}

function comparison(before: TrendStory, { trend, title }: LeakStory): readonly string[] {
  return [
    `- ${storyHeads.before()}: ${trendText(before)}`,
    `- ${storyHeads.after()}: ${trend === null ? said(title) : trendText(trend)}`,
  ];
}

function trendText({ words, points }: TrendStory): string {
  const picture = sparkline(points);
  return `${said(words)}${picture === '' ? '' : ` \`${picture}\``}`;
}

function excerptText({ where, functionName, link, language, rows }: Excerpt): readonly string[] {
  const place = codeSpan(where);
  const label = link === null ? place : markdownLink(place, link);
  const head = functionName === '' ? label : l10n.t('{0}, function {1}', label, codeSpan(functionName));
  if (rows.length === 0) return [head, ''];
  const digits = String(rows.at(-1)?.number ?? 0).length;
  const code = rows.map(({ number, text, isMeant }) =>
    `${isMeant ? '>' : ' '} ${String(number).padStart(digits)}  ${text.replaceAll('```', 'ʼʼʼ')}`.trimEnd(),
  );
  return [head, '', `\`\`\`${language}`, ...code, '```', ''];
}
