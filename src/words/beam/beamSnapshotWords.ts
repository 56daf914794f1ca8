import { t } from '@vscode/l10n';
import { plainText } from '../../shared/base/said/plainText';
import { padColumns } from '../../shared/base/textWidth';
import { formatBytes, formatCount } from '../../shared/base/units';
import type { SnapshotReport } from '../../shared/model/report/snapshotReport';
import type { StoredSnapshot } from '../../shared/model/snapshot';
import type { PageReader, ReadSnapshot, SnapshotWords } from '../../shared/ports/words/snapshotWords';
import { asBytes, asCount, changesOf, changeWidth, changeWords, siteKey } from '../snapshots/changeWords';
import { mostRows, ReportPage } from '../snapshots/reportPage';
import { describeTime } from '../snapshots/timeWords';
import { beamSeriesWords } from './beamSeriesWords';

/** The pages of snapshots of nodes. */
export const beamSnapshotWords: SnapshotWords = { report, comparison };

/** Numbers by the ids of their series, where they have one. */
const memoryRows = ['total', 'processMemory', 'binary', 'ets', 'system', 'carriers', 'unused'] as const;
const countRows = ['processes', 'longestMailbox', 'ports', 'atoms', 'tables', 'runQueue'] as const;

const labelWidth = 26;

function report({ snapshot, report: { heap, blocked }, numbers }: ReadSnapshot, reader: PageReader): SnapshotReport {
  const page = new ReportPage(reader.uriOf);
  const title = titleOf(snapshot);
  page.line(title);
  page.line(`${snapshot.target.url}   ${describeTime(snapshot.capturedAtMillis, reader.language)}`);
  page.line(snapshot.directory);
  numbersSection(page, t('Memory'), memoryRows, (id) => words(numbers[id], formatBytes));
  numbersSection(page, t('Counts'), countRows, (id) => words(numbers[id], formatCount));
  page.heading(t('Memory of processes, by the line of this workspace where they are'));
  if (heap.length === 0) page.line(t('No process is on a line of this workspace.'));
  for (const { site, bytes } of heap.slice(0, mostRows))
    page.site(`${formatBytes(bytes).padStart(10)}        `, site, '');
  page.rest(heap.length - mostRows);
  page.heading(t('Processes, by the line of this workspace where they are'));
  if (blocked.length === 0) page.line(t('No process is on a line of this workspace.'));
  for (const { site, count } of blocked.slice(0, mostRows)) {
    page.site(`${formatCount(count).padStart(10)}        `, site, '');
  }
  page.rest(blocked.length - mostRows);
  return { title: plainText(title), text: page.text(), links: page.links };
}

function comparison(before: ReadSnapshot, after: ReadSnapshot, reader: PageReader): SnapshotReport {
  const page = new ReportPage(reader.uriOf);
  const called = ({ snapshot: { name, capturedAtMillis } }: ReadSnapshot) =>
    name === '' ? describeTime(capturedAtMillis, reader.language) : name;
  const title = t('{0} compared with {1}', called(after), called(before));
  page.line(title);
  for (const [moment, { snapshot }] of [[t('Before'), before] as const, [t('After'), after] as const]) {
    const when = describeTime(snapshot.capturedAtMillis, reader.language);
    page.line(`${padColumns(moment, 10)}${titleOf(snapshot)}   ${snapshot.target.url}   ${when}`);
  }
  if (before.snapshot.target.id !== after.snapshot.target.id) page.line(t('These are snapshots of two services.'));
  const changed = (unit: typeof asBytes) => (id: string) => {
    const [from, to] = [before.numbers[id], after.numbers[id]];
    return from === undefined || to === undefined ? null : changeWords(unit, from, to);
  };
  numbersSection(page, t('Memory'), memoryRows, changed(asBytes));
  numbersSection(page, t('Counts'), countRows, changed(asCount));
  changesSection(page, before, after);
  return { title: plainText(title), text: page.text(), links: page.links };
}

function changesSection(page: ReportPage, before: ReadSnapshot, after: ReadSnapshot): void {
  page.heading(t('Processes, by the line of this workspace where they are'));
  const changes = changesOf(before.report.blocked, after.report.blocked, {
    keyOf: ({ site }) => siteKey(site),
    valueOf: ({ count }) => count,
  });
  if (changes.length === 0) page.line(t('On no line of this workspace are more or fewer processes than before.'));
  for (const { entry, from, to } of changes.slice(0, mostRows)) {
    page.site(`${changeWords(asCount, from, to)}   `, entry.site, '');
  }
  page.rest(changes.length - mostRows, changeWidth);
}

/** Those that are known. */
function numbersSection(
  page: ReportPage,
  heading: string,
  ids: readonly string[],
  wordsOf: (id: string) => string | null,
): void {
  page.heading(heading);
  for (const id of ids) {
    const said = wordsOf(id);
    if (said !== null) page.line(`${padColumns(beamSeriesWords(id).label, labelWidth)}${said}`);
  }
}

function words(value: number | undefined, format: (value: number) => string): string | null {
  return value === undefined ? null : format(value).padStart(10);
}

function titleOf({ name, target }: StoredSnapshot): string {
  return name === '' ? t('Snapshot of {0}', target.name) : name;
}
