import { t } from '@vscode/l10n';
import { ownText, type Said } from '../../shared/base/said/said';
import { xmlText } from '../../shared/base/said/xmlText';
import { evidenceSentences } from '../../shared/ports/words/evidenceSentences';
import { placeText } from './placeText';
import { outlookWords } from './watchWords';
import type { ReportSurroundings } from './reportSurroundings';
import { endsTooSoon, secondsWatched, type JudgedFinding, type ResultsReport } from './watchReport';

/**
 * The answer of `watch` as JUnit writes test results, for the servers that read nothing else: a finding is a test case, which fails where it
 * makes the command fail, and is skipped where a person ignores it. Without a finding there is one case, which passes. Elements and attributes
 * are those of the schema that Jenkins holds files against, which knows no file of a case: its place stands in the text.
 */
export function* watchJunit(report: ResultsReport, surroundings: ReportSurroundings): Generator<Said> {
  const { findings, target, startedAtMillis } = report;
  // Without the option nobody asked whether a limit is near.
  const asksLimit = (report.oomWithinMillis ?? null) !== null;
  const isNear = endsTooSoon(report).length > 0;
  const counts = [
    `tests="${String(Math.max(1, findings.length) + (asksLimit ? 1 : 0))}"`,
    `failures="${String(findings.filter(({ fails }) => fails).length + (isNear ? 1 : 0))}"`,
    `errors="0"`,
    `time="${secondsWatched(report).toFixed(3)}"`,
  ].join(' ');
  const skipped = findings.filter(({ ignoredBy }) => ignoredBy !== null).length;
  const began = new Date(startedAtMillis).toISOString();
  yield ownText('<?xml version="1.0" encoding="UTF-8"?>\n');
  yield ownText(`<testsuites name="leaklens" ${counts}>\n`);
  yield ownText(
    `  <testsuite name="${xmlText(target.name)}" timestamp="${began}" ${counts} skipped="${String(skipped)}">\n`,
  );
  if (findings.length === 0)
    yield ownText(`    <testcase classname="leaklens" name="${xmlText(t('nothing found'))}"/>\n`);
  for (const judged of findings) yield* testCase(judged, surroundings);
  if (asksLimit) {
    const said = xmlText(outlookWords(report, surroundings.words).join(' '));
    yield ownText('    <testcase classname="leaklens" name="time-to-limit">');
    yield ownText(isNear ? `<failure type="limit" message="${said}"/>` : `<system-out>${said}</system-out>`);
    yield ownText('</testcase>\n');
  }
  yield ownText('  </testsuite>\n</testsuites>\n');
}

function* testCase(judged: JudgedFinding, surroundings: ReportSurroundings): Generator<Said> {
  const { finding, fails, ignoredBy } = judged;
  const { words, workingDirectory } = surroundings;
  const { kind, id, site, confidence } = finding;
  const title = xmlText(words.title(finding));
  const place = site === null ? '' : xmlText(placeText(site, workingDirectory));
  // Names have to be the same from run to run: numbers are not.
  yield ownText(`    <testcase classname="${xmlText(kind)}" name="${xmlText(id)}">\n`);
  if (ignoredBy !== null) yield ownText(`      <skipped>${xmlText(ignoredBy.reason)}</skipped>\n`);
  yield ownText(fails ? `      <failure type="${confidence}" message="${title}">` : '      <system-out>');
  const said = [
    title,
    ...(place === '' ? [] : [place]),
    xmlText(words.confidence(finding)),
    ...evidenceSentences(finding, words).map(xmlText),
    xmlText(words.advice(finding)),
  ];
  yield ownText(`${said.join('\n')}${fails ? '</failure>' : '</system-out>'}\n    </testcase>\n`);
}
