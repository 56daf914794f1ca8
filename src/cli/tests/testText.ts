import { t } from '@vscode/l10n';
import { terminalText } from '../../shared/base/said/terminalText';
import type { ReportSurroundings } from '../findings/reportSurroundings';
import { findingBlock } from '../findings/watchText';
import { allFindings, type PackageReport, type TestReport } from './testReport';

/** The answer of `test` for a terminal, behind what `go test` has said itself: a block for each package with findings, and the sum. */
export function* testText(report: TestReport, surroundings: ReportSurroundings): Generator<string> {
  for (const one of report.packages) yield* packageBlock(one, surroundings);
  yield '';
  yield* summaryLines(report);
}

function* packageBlock(
  { package: name, state, findings }: PackageReport,
  surroundings: ReportSurroundings,
): Generator<string> {
  const shown = findings.filter(({ ignoredBy }) => ignoredBy === null);
  const unseen = unseenWords(state);
  if (shown.length === 0 && unseen === null) return;
  yield '';
  yield unseen === null ? terminalText(name) : `${terminalText(name)}: ${unseen}`;
  for (const judged of shown) yield* findingBlock(judged, surroundings);
}

/** Why a package could not be looked at; null where it was. */
export function unseenWords(state: PackageReport['state']): string | null {
  return {
    ended: null,
    'cut-short': t('not looked at: its tests ended the process (os.Exit in a test, a panic, a limit of time)'),
    'not-run': t('not looked at: its TestMain does not call m.Run'),
  }[state];
}

function* summaryLines(report: TestReport): Generator<string> {
  const { packages, failOn, ignoreFile } = report;
  const looked = packages.filter(({ state }) => state === 'ended');
  if (packages.length === 0) yield t('No package had tests that were run.');
  else {
    const findings = allFindings(report);
    const open = findings.filter(({ ignoredBy }) => ignoredBy === null);
    yield open.length === 0
      ? t('Nothing was left behind. Packages looked at: {0} of {1}.', looked.length, packages.length)
      : t('Findings: {0}. Packages looked at: {1} of {2}.', open.length, looked.length, packages.length);
    if (open.length < findings.length) yield t('Ignored by {0}: {1}.', ignoreFile ?? '', findings.length - open.length);
  }
  if (failOn === null) return;
  const failing = allFindings(report).filter(({ fails }) => fails).length;
  yield failing > 0
    ? t('Failed: {0} at or above “{1}” (--fail-on).', failing, failOn)
    : t('Passed: nothing at or above “{0}” (--fail-on).', failOn);
}
