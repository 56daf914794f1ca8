import { t } from '@vscode/l10n';
import { longestSentence } from '../../shared/base/said/cutText';
import { readableMarkdown } from '../../shared/base/said/markdownText';
import { replicaWords } from './replicaWords';
import { placeText, relatedPlaces } from './placeText';
import type { ReportSurroundings } from './reportSurroundings';
import { noteWords, outlookWords, seriesChanges, summaryWords, tierLabel, watchedWords } from './watchWords';
import type { JudgedFinding, WatchReport } from './watchReport';

/** The answer of `watch` as Markdown, for the summary page of a job. */
export function* watchMarkdown(report: WatchReport, surroundings: ReportSurroundings): Generator<string> {
  const { words, workingDirectory } = surroundings;
  yield `## LeakLens: ${escaped(report.target.name)}`;
  yield '';
  for (const line of summaryWords(report)) yield `**${escaped(line)}** `;
  yield '';
  const shown = report.findings.filter(({ ignoredBy }) => ignoredBy === null);
  if (shown.length > 0) yield* findingTable(shown, surroundings);
  for (const { finding, replicas } of shown) {
    yield `<details><summary>${escaped(words.title(finding))}</summary>`;
    yield '';
    yield `- ${escaped(words.confidence(finding))}`;
    for (const site of relatedPlaces(finding, workingDirectory)) {
      yield `- ${escaped(words.role(site.role))} ${code(placeText(site, workingDirectory))}`;
    }
    const pattern = words.pattern(finding);
    if (pattern !== null) yield `- ${escaped(pattern)}`;
    for (const one of finding.evidence) {
      const text = words.evidence(one, finding);
      if (text !== null) yield `- ${escaped(text)}`;
    }
    if (replicas !== undefined) yield `- ${t('replicas')}: ${escaped(replicaWords(replicas))}`;
    const course = words.course(finding);
    if (course !== null) yield `- ${escaped(course)}`;
    yield `- ${t('id')} ${code(finding.id)}`;
    yield '';
    yield escaped(words.advice(finding));
    yield '';
    yield '</details>';
    yield '';
  }
  yield* grownList(report, surroundings);
  yield* takenBackList(report, surroundings);
  for (const sentence of outlookWords(report, words)) yield `${escaped(sentence)}\n`;
  yield* closing(report);
}

function* grownList({ grown }: WatchReport, { words }: ReportSurroundings): Generator<string> {
  if (grown.length === 0) return;
  yield `**${escaped(t('Grew, and is no finding:'))}**`;
  yield '';
  for (const one of grown) yield `- ${escaped(words.grown(one))}`;
  yield '';
}

function* takenBackList({ takenBack }: WatchReport, { words }: ReportSurroundings): Generator<string> {
  if (takenBack.length === 0) return;
  yield `**${escaped(t('Probable for a time, and not any more:'))}**`;
  yield '';
  for (const finding of takenBack) yield `- ${escaped(words.title(finding))} ${escaped(words.course(finding) ?? '')}`;
  yield '';
}

function* findingTable(
  shown: readonly JudgedFinding[],
  { words, workingDirectory }: ReportSurroundings,
): Generator<string> {
  yield `| | ${t('verdict')} | ${t('finding')} | ${t('line')} |`;
  yield '|:-:|:--|:--|:--|';
  for (const { finding, fails } of shown) {
    const { confidence, status, site } = finding;
    const verdict = [tierLabel(confidence), status === null ? '' : words.status(status)].filter(Boolean).join(', ');
    const place = site === null ? '' : code(placeText(site, workingDirectory));
    yield `| ${fails ? '❌' : 'ℹ'} | ${escaped(verdict)} | ${escaped(words.title(finding))} | ${place} |`;
  }
  yield '';
}

function* closing(report: WatchReport): Generator<string> {
  const changes = seriesChanges(report);
  if (changes.length > 0) {
    yield `| | ${t('at the start')} | ${t('at the end')} |`;
    yield '|:--|--:|--:|';
    for (const { name, first, last } of changes) yield `| ${name} | ${first} | ${last} |`;
    yield '';
  }
  yield escaped(watchedWords(report));
  for (const note of noteWords(report)) yield `\n${escaped(note)}`;
}

function escaped(text: string): string {
  return readableMarkdown(text, longestSentence);
}

/** Text as code, also within a table. An HTML element, because a code span has no escape for its own fence. */
function code(text: string): string {
  return `<code>${escaped(text)}</code>`;
}
