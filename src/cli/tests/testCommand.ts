import { t } from '@vscode/l10n';
import { ownText, type Said } from '../../shared/base/said/said';
import { isInForce } from '../../shared/base/ignoreRules';
import type { GoTestRun } from '../../shared/ports/sources/goTests';
import type { TestedPackage } from '../../shared/model/go/testedPackage';
import type { IgnoreFile } from '../../shared/ports/watchFiles';
import type { Command, Run } from '../arguments/command';
import { coloursOf } from '../arguments/commonOptions';
import { paintHeadline } from '../base/colours';
import { UsageError } from '../base/usageError';
import { asLines, writeAll } from '../base/writeAll';
import { failingTiers, failOnOption } from '../findings/failOnOption';
import { judgeFindings } from '../findings/judgeFindings';
import type { ReportSurroundings } from '../findings/reportSurroundings';
import { watchJunit } from '../findings/watchJunit';
import { watchSarif } from '../findings/watchSarif';
import { testJson } from './testJson';
import { allFindings, type PackageReport, type TestReport } from './testReport';
import { testText } from './testText';

const formats = ['text', 'json', 'sarif', 'junit'] as const;
type TestFormat = (typeof formats)[number];

export function testCommand(): Command {
  return {
    name: 'test',
    summary: t('runs go test, then says what each package’s tests have left behind'),
    args: [{ name: '[ARGUMENTS]', summary: t('of go test, as you would write them there') }],
    passesTo: 'go test',
    options: [
      failOnOption(),
      { name: 'format', value: formats.join('|'), summary: t('how the answer is written (text)') },
    ],
    examples: [
      ['leaklens test ./...', t('goroutines and memory that the tests leave behind')],
      ['leaklens test --fail-on probable -race ./...', t('for CI: status 1 when something leaks')],
      ['leaklens test -run TestOrders ./orders', t('one test')],
    ],
    notes: testNotes(),
    run,
  };
}

function testNotes(): readonly string[] {
  return [
    t(
      'No file is changed: package testing is overlaid for the build. A TestMain, parallel tests and build tags are as ever.',
    ),
    t(
      'Goroutines have a second for their end behind the last test. What was there before the first test does not count.',
    ),
    t(
      'Verdicts: proven (the Go runtime’s leak detector says so), probable (started by a test, and still there), possible.',
    ),
    t('Findings with an id that .leaklens.json names, here or up to the repository’s root, do not fail.'),
    t('What go test writes stands before the answer, on standard error where that is not text.'),
    t('Exit status: 0 done; 1 a finding at or above --fail-on; 2 wrong use, or go test itself fails.'),
  ];
}

async function run(run: Run): Promise<void> {
  const { line, parts, terminal } = run;
  const failOn = line.option('fail-on') === null ? null : line.choice('fail-on', failingTiers, 'probable');
  const format = line.choice('format', formats, 'text');
  refuseWhatRunsNothing(line.passedOn);
  // Whatever is wrong with the file is said before the long wait.
  const ignoreFile = await parts.ignores.nearest(terminal.workingDirectory);
  const { paths } = await parts.sources();
  paths.setFolders([terminal.workingDirectory]);
  const startedAtMillis = parts.clock.now();
  const ran = await runTests(run, format);
  const packages: PackageReport[] = [];
  for (const tested of ran.packages) packages.push(await reportOf(run, tested, { ignoreFile, failOn }));
  const report: TestReport = {
    command: ['go test', ...line.passedOn].join(' '),
    status: ran.status,
    packages,
    failOn,
    ignoreFile: ignoreFile?.path ?? null,
    startedAtMillis,
    endedAtMillis: parts.clock.now(),
  };
  await writeAll(terminal, written(run, report, format));
  if (ran.status !== 0) throw failedRun(ran.status);
  if (allFindings(report).some(({ fails }) => fails)) run.finish(1);
}

/** Runs them to their end. @throws UsageError where there is no Go, or one that is not known */
async function runTests({ line, parts, terminal, signal }: Run, format: TestFormat): Promise<GoTestRun> {
  const { workingDirectory: directory, environment } = terminal;
  // The person's own program speaks to the person, as without us.
  const write = (text: string, stream: 'stdout' | 'stderr') => {
    if (format === 'text' && stream === 'stdout') void terminal.write(ownText(text));
    else terminal.writeError(ownText(text));
  };
  const outcome = await parts.runGoTests({ args: line.passedOn, directory, environment, write }, signal);
  switch (outcome.kind) {
    case 'ran':
      return outcome;
    case 'no-go':
      throw new UsageError(t('There is no Go to run tests with ({0}): put go on the PATH.', outcome.detail));
    case 'unknown-go':
      throw new UsageError(
        t(
          'Package testing of {0} is not as LeakLens knows it, so that nothing was run: a newer LeakLens may.',
          outcome.version,
        ),
      );
  }
}

/** @throws UsageError */
function refuseWhatRunsNothing(args: readonly string[]): void {
  const end = args.findIndex((arg) => /^--?args$/.test(arg));
  const own = end < 0 ? args : args.slice(0, end);
  const idle = own.find((arg) => /^--?(?:c|n)$/.test(arg));
  if (idle !== undefined)
    throw new UsageError(t('{0} runs no test, so that nothing could be seen: leave it out.', idle));
  const overlay = own.find((arg) => /^--?overlay(?:=|$)/.test(arg));
  if (overlay !== undefined)
    throw new UsageError(t('-overlay cannot be given: LeakLens overlays package testing by it.'));
}

async function reportOf(
  { parts, signal }: Run,
  tested: TestedPackage,
  { ignoreFile, failOn }: { readonly ignoreFile: IgnoreFile | null; readonly failOn: TestReport['failOn'] },
): Promise<PackageReport> {
  const { package: name, state } = tested;
  if (tested.state !== 'ended') return { package: name, state, findings: [] };
  const findings = await parts.judgeTests(name, tested.end, signal);
  const rules = (ignoreFile?.rules ?? []).filter((rule) => isInForce(rule, parts.clock.now()));
  const watched = findings.map((finding) => ({
    finding,
    ignoredBy: rules.find(({ id }) => id === finding.id) ?? null,
  }));
  return { package: name, state, findings: judgeFindings(watched, { failOn, isCompared: false }) };
}

function written(run: Run, report: TestReport, format: TestFormat): Iterable<Said> {
  const { parts, terminal } = run;
  const { words, runtimes, version } = parts;
  const surroundings: ReportSurroundings = { words, runtimes, version, workingDirectory: terminal.workingDirectory };
  switch (format) {
    case 'text':
      return asLines(testText(report, surroundings), coloursOf(run) ? paintHeadline : undefined);
    case 'json':
      return testJson(report, words);
    case 'sarif':
      return watchSarif(asResults(report), surroundings);
    case 'junit':
      return watchJunit(asResults(report), surroundings);
  }
}

/** As the writers for code scanning and for servers of test results take it. */
function asResults(report: TestReport) {
  const { command, status, startedAtMillis, endedAtMillis } = report;
  const ending = status === 0 ? ('complete' as const) : ('lost' as const);
  const target = { name: command, url: command };
  return {
    startedAtMillis,
    endedAtMillis,
    ending,
    baseline: null,
    takenBack: [],
    target,
    findings: allFindings(report),
  };
}

function failedRun(status: number | null): UsageError {
  return new UsageError(
    status === null
      ? t('go test was ended by a signal.')
      : t('go test has failed (status {0}): what it says itself stands above.', status),
  );
}
