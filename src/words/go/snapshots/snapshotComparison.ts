import { t } from '@vscode/l10n';
import type { SnapshotReport } from '../../../shared/model/report/snapshotReport';
import { plainText } from '../../../shared/base/said/plainText';
import type { BlockedSite } from '../../../shared/model/siteReport';
import type { PageReader, ReadSnapshot } from '../../../shared/ports/words/snapshotWords';
import { padColumns } from '../../../shared/base/textWidth';
import { waitWords } from '../lines/costWords';
import { goCapabilityWords } from '../capabilities/goCapabilityWords';
import type { CapabilityKind } from '../../../shared/model/target/capabilities';
import { asBytes, asCount, changesOf, changeWidth, changeWords, siteKey } from '../../snapshots/changeWords';
import { mostRows, ReportPage } from '../../snapshots/reportPage';
import { holds, snapshotTitle } from './snapshotReport';
import { describeTime } from '../../snapshots/timeWords';

/** What has changed from one snapshot to another, line by line, as a page of text. */
export function snapshotComparison(before: ReadSnapshot, after: ReadSnapshot, reader: PageReader): SnapshotReport {
  const page = new ReportPage(reader.uriOf);
  const called = ({ snapshot: { name, capturedAtMillis } }: ReadSnapshot) =>
    name === '' ? describeTime(capturedAtMillis, reader.language) : name;
  const title = t('{0} compared with {1}', called(after), called(before));
  page.line(title);
  const moments = [[t('Before'), before] as const, [t('After'), after] as const];
  for (const [words, { snapshot }] of moments) {
    const when = describeTime(snapshot.capturedAtMillis, reader.language);
    page.line(`${padColumns(words, 10)}${snapshotTitle(snapshot)}   ${snapshot.target.url}   ${when}`);
  }
  if (before.snapshot.target.id !== after.snapshot.target.id) page.line(t('These are snapshots of two services.'));
  for (const [words, { snapshot }] of moments) {
    for (const { kind, why } of snapshot.missing ?? [])
      page.line(`${padColumns(words, 10)}${goCapabilityWords(kind).refused(why)}`);
  }
  memorySection(page, before, after);
  if (bothHold(before, after, 'heap')) heapSection(page, before, after);
  if (bothHold(before, after, 'goroutines')) blockedSection(page, before, after);
  return { title: plainText(title), text: page.text(), links: page.links };
}

/** What one of them does not hold is not less of it. */
function bothHold(before: ReadSnapshot, after: ReadSnapshot, kind: CapabilityKind): boolean {
  return holds(before.snapshot, kind) && holds(after.snapshot, kind);
}

function memorySection(page: ReportPage, before: ReadSnapshot, after: ReadSnapshot): void {
  const rows: readonly [string, (read: ReadSnapshot) => number | undefined][] = [
    [t('Live heap'), ({ snapshot }) => snapshot.summary.liveHeap],
    ['HeapAlloc', ({ numbers }) => numbers['heapAlloc']],
    ['HeapInuse', ({ numbers }) => numbers['heapInuse']],
    ['StackInuse', ({ numbers }) => numbers['stackInuse']],
    ['Sys', ({ numbers }) => numbers['sys']],
  ];
  page.heading(t('Memory'));
  for (const [name, valueOf] of rows) {
    const [from, to] = [valueOf(before), valueOf(after)];
    if (from !== undefined && to !== undefined) page.line(`${padColumns(name, 14)}${changeWords(asBytes, from, to)}`);
  }
  const [from, to] = [before.snapshot.summary.goroutines, after.snapshot.summary.goroutines];
  if (from !== undefined && to !== undefined)
    page.line(`${padColumns(t('Goroutines'), 14)}${changeWords(asCount, from, to)}`);
}

function heapSection(page: ReportPage, before: ReadSnapshot, after: ReadSnapshot): void {
  page.heading(t('Memory in use, by the line of this workspace that allocated it'));
  const changes = changesOf(before.report.heap, after.report.heap, {
    keyOf: ({ site }) => siteKey(site),
    valueOf: ({ bytes }) => bytes,
  });
  if (changes.length === 0) page.line(t('No line of this workspace holds more or less memory than before.'));
  for (const { entry, from, to } of changes.slice(0, mostRows)) {
    page.site(`${changeWords(asBytes, from, to)}   `, entry.site, '');
  }
  page.rest(changes.length - mostRows, changeWidth);
}

function blockedSection(page: ReportPage, before: ReadSnapshot, after: ReadSnapshot): void {
  page.heading(t('Waiting goroutines, by the line of this workspace that waits'));
  const changes = changesOf<BlockedSite>(before.report.blocked, after.report.blocked, {
    keyOf: ({ site, kind }) => `${kind} ${siteKey(site)}`,
    valueOf: ({ count }) => count,
  });
  if (changes.length === 0) page.line(t('On no line of this workspace more or fewer goroutines wait than before.'));
  for (const { entry, from, to } of changes.slice(0, mostRows)) {
    page.site(`${changeWords(asCount, from, to)}   `, entry.site, waitWords(entry.kind, entry.state));
  }
  page.rest(changes.length - mostRows, changeWidth);
}
