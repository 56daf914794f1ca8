import { createHash } from 'node:crypto';
import { env, l10n } from 'vscode';
import { longestSentence } from '../../../shared/base/said/cutText';
import { htmlText } from '../../../shared/base/said/htmlText';
import { plainText } from '../../../shared/base/said/plainText';
import type { Excerpt } from './excerptOf';
import type { LeakStory, TrendStory } from './leakStory';
import { storyHeads } from './storyWords';
import { trendPicture } from './trendPicture';

const style = [
  ':root{color-scheme:light dark;--line:#c33;--soft:#c332;--edge:#8884}',
  'body{font:15px/1.5 system-ui,sans-serif;max-width:52rem;margin:2rem auto;padding:0 1rem}',
  'h1{font-size:1.4rem}h2{font-size:1.1rem;margin-top:2rem}.verdict{opacity:.75}',
  'pre{border:1px solid var(--edge);padding:.6rem;overflow:auto}pre mark{background:var(--soft);color:inherit}',
  'figure{margin:1rem 0}figcaption{opacity:.75}.trend{width:100%;border:1px solid var(--edge)}',
  '.trend polygon{fill:var(--soft)}.trend polyline{fill:none;stroke:var(--line);stroke-width:2}',
].join('');

/**
 * The story as one page that needs nothing else: its policy lets in the one style sheet that it holds, by its hash, and no script, no picture
 * and no address.
 */
export function storyPage(story: LeakStory): string {
  const { place, trend, before, evidence, ahead, related, advice, steps } = story;
  const hash = createHash('sha256').update(style).digest('base64');
  const body = [
    `<h1>${said(story.title)}</h1>`,
    `<p class="verdict">${story.verdict.map(said).join(' · ')}</p>`,
    ...(place === null ? [] : [excerptHtml('', place)]),
    ...section(storyHeads.evidence(), list('ul', [...evidence, ...ahead].map(said))),
    ...(before === null
      ? section(storyHeads.course(), trend === null ? '' : figure('', trend))
      : section(storyHeads.beforeAndAfter(), comparison(before, story))),
    ...section(storyHeads.related(), related.map(({ role, excerpt }) => excerptHtml(role, excerpt)).join('\n')),
    ...section(storyHeads.advice(), advice === '' ? '' : `<p>${said(advice)}</p>`),
    ...section(storyHeads.check(), list('ol', steps.map(ownWords))),
  ];
  return [
    '<!DOCTYPE html>',
    `<html lang="${htmlText(env.language)}"><head><meta charset="utf-8">`,
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'">`,
    '<meta name="referrer" content="no-referrer"><meta name="viewport" content="width=device-width">',
    `<title>${said(story.title)}</title><style>${style}</style></head><body>`,
    ...body,
    '</body></html>',
    '',
  ].join('\n');
}

function said(text: string): string {
  return htmlText(plainText(text, longestSentence));
}

/** Sentences of ours, which have emphasis and code as Markdown has them. */
function ownWords(text: string): string {
  return htmlText(text)
    .replace(/\*\*([^*]+)\*\*/g, '<b>$1</b>')
    .replace(/`([^`]+)`/g, '<code>$1</code>');
}

function section(title: string, content: string): readonly string[] {
  return content === '' ? [] : [`<h2>${said(title)}</h2>`, content];
}

function list(kind: 'ul' | 'ol', items: readonly string[]): string {
  return items.length === 0 ? '' : `<${kind}>${items.map((item) => `<li>${item}</li>`).join('')}</${kind}>`;
}

function comparison(before: TrendStory, { trend, title }: LeakStory): string {
  const after = trend ?? { words: title, points: [] };
  return [figure(storyHeads.before(), before), figure(storyHeads.after(), after)].join('\n');
}

function figure(label: string, trend: TrendStory): string {
  const words = label === '' ? trend.words : l10n.t('{0}: {1}', label, trend.words);
  return `<figure>${trendPicture(trend)}<figcaption>${said(words)}</figcaption></figure>`;
}

function excerptHtml(role: string, { where, functionName, link, rows }: Excerpt): string {
  const place = `<code>${said(where)}</code>`;
  const label = link === null ? place : `<a href="${htmlText(link)}">${place}</a>`;
  const head = functionName === '' ? label : l10n.t('{0}, function {1}', label, `<code>${said(functionName)}</code>`);
  const digits = String(rows.at(-1)?.number ?? 0).length;
  const code = rows.map(({ number, text, isMeant }) => {
    const line = htmlText(`${String(number).padStart(digits)}  ${text}`);
    return isMeant ? `<mark>${line}</mark>` : line;
  });
  const before = role === '' ? '' : `${said(role)}: `;
  return `<p>${before}${head}</p>${code.length === 0 ? '' : `<pre>${code.join('\n')}</pre>`}`;
}
