import { l10n } from 'vscode';
import { durationWords } from '../../../shared/base/durationWords';
import { readableMarkdown } from '../../../shared/base/said/markdownText';
import { sparkline } from '../../../shared/base/sparkline';
import type { FindingView } from '../../../shared/wires/findingView';
import { sourceExcerpt } from './sourceExcerpt';

/**
 * The story of one finding as Markdown, for an issue or a colleague: what leaks, how sure that is and why, how it has grown, where, what
 * belongs to it, what to do, and how to see that it is done. It names no service, no address and no folder of this machine.
 */
export async function findingReport(finding: FindingView): Promise<string> {
  const { place, functionName, related, evidence, advice } = finding;
  const ends = await Promise.all(
    related.map(async (one) => [`${said(one.role)}: `, ...(await sourceExcerpt(one.place, one.functionName))]),
  );
  const status = finding.statusText === '' ? [] : [said(finding.statusText)];
  return [
    `## ${said(finding.title)}`,
    '',
    [said(finding.confidenceText), ...status].join(' · '),
    '',
    ...(place === null ? [] : await sourceExcerpt(place, functionName)),
    ...section(l10n.t('Evidence'), [...evidence.map((sentence) => `- ${said(sentence)}`), ...trendLine(finding)]),
    ...section(
      l10n.t('What belongs to it'),
      ends.map(([role = '', head = '', ...rest]) => [`${role}${head}`, ...rest].join('\n')),
    ),
    ...section(l10n.t('What to do'), advice === '' ? [] : [said(advice)]),
    ...section(l10n.t('How to see that it is fixed'), checkSteps()),
  ].join('\n');
}

/** What a sentence of the engine's quotes comes from a service. */
function said(text: string): string {
  return readableMarkdown(text, 2000);
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [`### ${title}`, '', ...lines, ''];
}

function trendLine({ trend, trendEnds }: FindingView): readonly string[] {
  const [first, last] = [trend[0]?.[0], trend.at(-1)?.[0]];
  if (trendEnds === null || first === undefined || last === undefined || last <= first) return [];
  const span = durationWords((last - first) / 1000, l10n.t);
  const words = l10n.t('From {0} to {1} in {2}', trendEnds.from, trendEnds.to, span);
  const picture = sparkline(trend);
  return [`- ${said(words)}${picture === '' ? '' : ` \`${picture}\``}`];
}

function checkSteps(): readonly string[] {
  return [
    `1. ${l10n.t('Before the change, set the baseline: **LeakLens: Set Baseline**.')}`,
    `2. ${l10n.t('Run the service with the change under the same load. The finding then says fixed, unchanged or grown against the baseline.')}`,
    `3. ${l10n.t('In a job: {0} fails while it leaks.', '`leaklens watch URL --for 5m --fail-on probable`')}`,
  ];
}
