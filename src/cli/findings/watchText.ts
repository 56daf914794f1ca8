import { t } from '@vscode/l10n';
import { longestSentence } from '../../shared/base/said/cutText';
import { terminalText } from '../../shared/base/said/terminalText';
import { padColumns, padColumnStart, textWidth } from '../../shared/base/textWidth';
import { findingRows } from './findingRows';
import type { ReportSurroundings } from './reportSurroundings';
import { noteWords, outlookWords, seriesChanges, summaryWords, watchedWords } from './watchWords';
import type { JudgedFinding, WatchReport } from './watchReport';

/** The answer of `watch` for a terminal: what was watched, a block for each finding, and the sum of it. */
export function* watchText(report: WatchReport, surroundings: ReportSurroundings): Generator<string> {
  yield watchedWords(report);
  for (const note of noteWords(report)) yield note;
  yield '';
  yield* seriesTable(report);
  for (const sentence of outlookWords(report, surroundings.words)) yield terminalText(sentence, longestSentence);
  const shown = report.findings.filter(({ ignoredBy }) => ignoredBy === null);
  for (const judged of shown) {
    yield '';
    yield* findingBlock(judged, surroundings);
  }
  yield* grownLines(report, surroundings);
  yield* takenBackLines(report, surroundings);
  yield '';
  yield* summaryWords(report);
}

function* seriesTable(report: WatchReport): Generator<string> {
  const rows = seriesChanges(report);
  const width = (of: (row: (typeof rows)[number]) => string) => Math.max(0, ...rows.map((row) => textWidth(of(row))));
  const names = width(({ name }) => name);
  const firsts = width(({ first }) => first);
  const lasts = width(({ last }) => last);
  for (const { name, first, last } of rows) {
    yield `  ${padColumns(name, names)}  ${padColumnStart(first, firsts)} → ${padColumnStart(last, lasts)}`;
  }
}

/** What grew is always told, also where there is no verdict. */
function* grownLines({ grown }: WatchReport, { words }: ReportSurroundings): Generator<string> {
  if (grown.length === 0) return;
  yield '';
  yield t('Grew, and is no finding:');
  for (const one of grown) {
    const [first = '', ...rest] = wrapped(terminalText(words.grown(one), longestSentence), pageWidth - 2);
    yield `• ${first}`;
    for (const line of rest) yield `  ${line}`;
  }
}

/** What was told meanwhile and is not any more: a reader may have seen it, and a job may have failed for it. */
function* takenBackLines({ takenBack }: WatchReport, { words }: ReportSurroundings): Generator<string> {
  if (takenBack.length === 0) return;
  yield '';
  yield t('Probable for a time, and not any more:');
  for (const finding of takenBack) {
    yield `• ${terminalText(words.title(finding), longestSentence)}`;
    const course = terminalText(words.course(finding) ?? '', longestSentence);
    for (const line of wrapped(course, pageWidth - 2)) yield `  ${line}`;
  }
}

/** A finding with all that is said of it. */
export function* findingBlock(judged: JudgedFinding, surroundings: ReportSurroundings): Generator<string> {
  const { finding, fails } = judged;
  const { words } = surroundings;
  const status = finding.status === null ? '' : ` [${words.status(finding.status)}]`;
  yield `${fails ? '✗' : '•'} ${terminalText(words.title(finding), longestSentence)}${status}`;
  const rows = findingRows(judged, surroundings);
  const width = Math.max(...rows.map(([label]) => textWidth(label)));
  for (const [label, text] of rows) {
    const [first = '', ...rest] = wrapped(terminalText(text, longestSentence), pageWidth - width - 4);
    yield `  ${padColumns(label, width)}  ${first}`;
    for (const line of rest) yield `  ${' '.repeat(width)}  ${line}`;
  }
}

const pageWidth = 110;

/** Lines of at most so many columns, broken at blanks; a word that is longer stands alone. */
function wrapped(text: string, columns: number): string[] {
  const lines: string[] = [];
  let open = '';
  for (const word of text.split(' ')) {
    if (open !== '' && textWidth(open) + 1 + textWidth(word) > columns) {
      lines.push(open);
      open = word;
    } else open = open === '' ? word : `${open} ${word}`;
  }
  return [...lines, open];
}
