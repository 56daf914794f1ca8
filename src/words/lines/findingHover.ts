import { t } from '@vscode/l10n';
import { durationWords } from '../../shared/base/durationWords';
import { readableSymbol } from '../../shared/base/symbols/symbolName';
import { trendPicture } from '../../shared/base/trendPicture';
import { formatBytes, formatCount } from '../../shared/base/units';
import { evidenceSentences } from '../../shared/ports/words/evidenceSentences';
import type { Finding, RelatedSite } from '../../shared/model/finding';
import type { FindingWords } from '../../shared/ports/words/findingWords';
import type { HoverEnds, HoverView } from '../../shared/ports/words/lineWords';
import { longestSentence } from '../../shared/base/said/cutText';
import { codeSpan, markdownText } from '../../shared/base/said/markdownText';
import { otherPlaces } from '../../shared/base/otherPlaces';
import type { ReplicatedFinding } from '../../shared/model/replica';
import type { SeriesNameOf } from '../../shared/model/series/seriesSpec';
import { replicaSentences } from '../base/replicaSentences';
import { sparkline } from '../../shared/base/sparkline';

interface Hovered {
  readonly finding: ReplicatedFinding;
  /** Paragraphs that belong with the evidence. */
  readonly more: readonly string[];
  readonly words: FindingWords;
  readonly nameOf: SeriesNameOf;
}

/** The answer first: verdict, cause and remedy, the other ends, the trend; what it rests on last. Whatever a service named is escaped. */
export function findingHover(hovered: Hovered, ends: HoverEnds, view: HoverView): string {
  const { finding, words } = hovered;
  return [
    ...(view.showsProblem ? [] : [heading(finding, words)]),
    markdownText(words.advice(finding), longestSentence),
    endRows(finding, words, ends).join('\n'),
    view.isRich ? picture(finding) : textPicture(finding),
    evidence(hovered, view),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function heading(finding: Finding, words: FindingWords): string {
  // The title of what is fixed says so.
  const { status } = finding;
  const beside = status === null || status === 'fixed' ? '' : ` (${markdownText(words.status(status))})`;
  return `**${markdownText(words.title(finding), longestSentence)}**${beside}`;
}

/** More would push the picture and the evidence out of sight; a command shows them all. */
const shownEnds = 3;

function endRows(finding: Finding, words: FindingWords, ends: HoverEnds): readonly string[] {
  const rows = otherPlaces(finding).flatMap((site) => endRow(site, words, ends) ?? []);
  const rest = rows.length - shownEnds;
  const shown = rest > 0 ? [...rows.slice(0, shownEnds), `- ${t('… and {0} more', rest)}`] : rows;
  return [...shown, ...libraryRow(finding, ends)];
}

/** `- is in gen_server.erl:1120 gen_server:loop/7` */
function libraryRow({ runsIn }: Finding, { readingLink }: HoverEnds): readonly string[] {
  if (runsIn === undefined) return [];
  return [`- ${markdownText(t('is in'))} ${readingLink(runsIn)} ${codeSpan(readableSymbol(runsIn.function))}`];
}

/** `- started at gateway.go:25 in (*gateway).serve: go s.receive()` */
function endRow(site: RelatedSite, words: FindingWords, { link, textAt }: HoverEnds): string | null {
  const { path, role, function: name } = site;
  if (path === null) return null;
  const where = `- ${markdownText(words.role(role))} ${link({ ...site, path })}`;
  const inside = name === '' ? where : `${where} ${codeSpan(readableSymbol(name))}`;
  const text = textAt({ ...site, path })?.trim() ?? '';
  return text === '' ? inside : `${inside}: ${codeSpan(text)}`;
}

/** The picture has no scale: below it stands what it goes from and to. */
function picture({ trend, amount: { unit } }: Finding): string {
  const image = trendPicture(trend);
  const [first, last] = [trend[0], trend.at(-1)];
  if (image === '' || first === undefined || last === undefined) return '';
  const words = unit === 'bytes' ? formatBytes : formatCount;
  const span = durationWords((last[0] - first[0]) / 1000, t);
  const caption = markdownText(t('{0} → {1} in {2}', words(first[1]), words(last[1]), span));
  return `![${caption}](${image})  \n${caption}`;
}

function textPicture({ trend }: Finding): string {
  const bars = sparkline(trend);
  return bars === '' ? '' : codeSpan(bars);
}

/** Folded where the editor can, else under a heading of its own. */
function evidence({ finding, more, words, nameOf }: Hovered, { isRich }: HoverView): string {
  const replicas = finding.replicas === undefined ? [] : replicaSentences(finding.replicas, nameOf);
  const sentences = [...replicas, ...evidenceSentences(finding, words)].map(
    (one) => `- ${markdownText(one, longestSentence)}`,
  );
  const paragraphs = [sentences.join('\n'), ...more].filter((part) => part !== '');
  if (paragraphs.length === 0) return '';
  const title = t('Evidence');
  return isRich
    ? [`<details><summary>${title}</summary>`, ...paragraphs, '</details>'].join('\n\n')
    : [`**${title}**`, ...paragraphs].join('\n\n');
}
