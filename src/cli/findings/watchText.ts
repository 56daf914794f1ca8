import { readableSymbol } from '../../shared/symbolName';
import { t } from '@vscode/l10n';
import type { FindingSite } from '../../shared/finding';
import { displayWidth, padColumnEnd, padColumnStart } from '../displayWidth';
import { printable } from '../printable';
import { placeText, relatedPlaces } from './placeText';
import type { ReportSurroundings } from './reportSurroundings';
import { noteWords, seriesChanges, summaryWords, watchedWords } from './watchWords';
import type { JudgedFinding, WatchReport } from './watchReport';

/** The answer of `watch` for a terminal: what was watched, a block for each finding, and the sum of it. */
export function* watchText(report: WatchReport, surroundings: ReportSurroundings): Generator<string> {
  yield printable(watchedWords(report));
  for (const note of noteWords(report)) yield printable(note);
  yield '';
  yield* seriesTable(report);
  const shown = report.findings.filter(({ ignoredBy }) => ignoredBy === null);
  for (const judged of shown) {
    yield '';
    yield* findingBlock(judged, surroundings);
  }
  yield '';
  for (const line of summaryWords(report)) yield printable(line);
}

function* seriesTable(report: WatchReport): Generator<string> {
  const rows = seriesChanges(report);
  const width = (of: (row: (typeof rows)[number]) => string) =>
    Math.max(0, ...rows.map((row) => displayWidth(of(row))));
  const names = width(({ name }) => name);
  const firsts = width(({ first }) => first);
  const lasts = width(({ last }) => last);
  for (const { name, first, last } of rows) {
    yield `  ${padColumnEnd(name, names)}  ${padColumnStart(first, firsts)} → ${padColumnStart(last, lasts)}`;
  }
}

function* findingBlock(
  { finding, fails }: JudgedFinding,
  { words, workingDirectory }: ReportSurroundings,
): Generator<string> {
  const place = (site: FindingSite) =>
    [placeText(site, workingDirectory), readableSymbol(site.function)].filter(Boolean).join('  ');
  const status = finding.status === null ? '' : ` [${words.status(finding.status)}]`;
  yield printable(`${fails ? '✗' : '•'} ${words.title(finding)}${status}`);
  const rows: (readonly [label: string, text: string])[] = [[t('verdict'), words.confidence(finding)]];
  if (finding.site !== null) rows.push([t('line'), place(finding.site)]);
  for (const site of relatedPlaces(finding, workingDirectory)) rows.push([words.role(site.role), place(site)]);
  if (finding.pattern !== null) rows.push([t('pattern'), words.pattern(finding.pattern)]);
  const evidence = finding.evidence.map((one) => words.evidence(one, finding)).filter((text) => text !== null);
  evidence.forEach((text, index) => rows.push([index === 0 ? t('evidence') : '', text]));
  rows.push([t('what to do'), words.advice(finding)], [t('id'), finding.id]);
  const width = Math.max(...rows.map(([label]) => displayWidth(label)));
  for (const [label, text] of rows) {
    const [first = '', ...rest] = wrapped(printable(text), pageWidth - width - 4);
    yield `  ${padColumnEnd(label, width)}  ${first}`;
    for (const line of rest) yield `  ${' '.repeat(width)}  ${line}`;
  }
}

const pageWidth = 110;

/** Lines of at most so many columns, broken at blanks; a word that is longer stands alone. */
function wrapped(text: string, columns: number): string[] {
  const lines: string[] = [];
  let open = '';
  for (const word of text.split(' ')) {
    if (open !== '' && displayWidth(open) + 1 + displayWidth(word) > columns) {
      lines.push(open);
      open = word;
    } else open = open === '' ? word : `${open} ${word}`;
  }
  return [...lines, open];
}
