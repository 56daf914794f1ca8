import { t } from '@vscode/l10n';
import type { SnapshotReport } from '../../../shared/model/report/snapshotReport';
import { plainText } from '../../../shared/base/said/plainText';
import type { BlockedSite, HeapSite, SiteReport } from '../../../shared/model/siteReport';
import type { StoredSnapshot } from '../../../shared/model/snapshot';
import type { PageReader, ReadSnapshot } from '../../../shared/ports/words/snapshotWords';
import { padColumns } from '../../../shared/base/textWidth';
import { formatBytes, formatCount, formatShare } from '../../../shared/base/units';
import { ageWords, waitWords } from '../lines/costWords';
import { findingsSection } from './findingsSection';
import { goCapabilityWords } from '../capabilities/goCapabilityWords';
import type { CapabilityKind } from '../../../shared/model/target/capabilities';
import { mostRows, ReportPage } from '../../snapshots/reportPage';
import { describeTime } from '../../snapshots/timeWords';

/** A snapshot as a page of text, with links to the lines it names. */
export function snapshotReport(read: ReadSnapshot, reader: PageReader): SnapshotReport {
  const { snapshot, report, numbers, found } = read;
  const page = new ReportPage(reader.uriOf);
  const title = snapshotTitle(snapshot);
  page.line(title);
  page.line(`${snapshot.target.url}   ${describeTime(snapshot.capturedAtMillis, reader.language)}`);
  page.line(snapshot.directory);
  for (const { kind, why } of snapshot.missing ?? []) page.line(goCapabilityWords(kind).refused(why));
  if (found !== null) findingsSection(page, found, report);
  memorySection(page, numbers, snapshot);
  if (holds(snapshot, 'heap')) heapSection(page, report);
  if (holds(snapshot, 'goroutines')) blockedSection(page, report);
  return { title: plainText(title), text: page.text(), links: page.links };
}

/** A section about what was not offered would say that there is none. */
export function holds({ missing = [] }: StoredSnapshot, wanted: CapabilityKind): boolean {
  return !missing.some(({ kind }) => kind === wanted);
}

/** What a person calls the snapshot, or of what it is. */
export function snapshotTitle({ name, target }: StoredSnapshot): string {
  return name === '' ? t('Snapshot of {0}', target.name) : name;
}

function memorySection(page: ReportPage, numbers: ReadSnapshot['numbers'], snapshot: StoredSnapshot): void {
  const { liveHeap, goroutines } = snapshot.summary;
  const rows: [string, number | undefined, string][] = [
    [t('Live heap'), liveHeap, t('what survived the last garbage collection, as sampled')],
    ['HeapAlloc', numbers['heapAlloc'], t('live objects and garbage not yet swept')],
    ['HeapInuse', numbers['heapInuse'], t('memory pages that hold at least one object')],
    ['HeapIdle', numbers['heapIdle'], t('memory pages that hold none and can be used again')],
    ['HeapReleased', numbers['heapReleased'], t('the part of HeapIdle that was returned to the operating system')],
    ['StackInuse', numbers['stackInuse'], t('stacks of goroutines')],
    ['Sys', numbers['sys'], t('all memory the runtime ever asked the operating system for')],
  ];
  page.heading(t('Memory'));
  for (const [name, bytes, words] of rows) {
    if (bytes !== undefined) page.line(`${padColumns(name, 14)}${formatBytes(bytes).padStart(10)}   ${words}`);
  }
  if (goroutines !== undefined) page.line(`${padColumns(t('Goroutines'), 14)}${formatCount(goroutines).padStart(10)}`);
}

function heapSection(page: ReportPage, report: SiteReport): void {
  page.heading(t('Memory in use, by the line of this workspace that allocated it'));
  if (report.heap.length === 0) page.line(t('No line of this workspace holds memory in this snapshot.'));
  for (const site of report.heap.slice(0, mostRows)) heapLine(page, site, report.heapTotalBytes);
  page.rest(report.heap.length - mostRows);
}

function heapLine(page: ReportPage, site: HeapSite, total: number): void {
  const share = formatShare(total > 0 ? site.bytes / total : 0);
  page.site(`${formatBytes(site.bytes).padStart(10)} ${share.padStart(5)}  `, site.site, '');
}

function blockedSection(page: ReportPage, report: SiteReport): void {
  page.heading(t('Waiting goroutines, by the line of this workspace that waits'));
  if (report.blocked.length === 0) page.line(t('No goroutine waits on a line of this workspace.'));
  for (const site of report.blocked.slice(0, mostRows)) blockedLines(page, site);
  page.rest(report.blocked.length - mostRows);
}

function blockedLines(page: ReportPage, site: BlockedSite): void {
  const wait = waitWords(site.kind, site.state);
  const words = site.minutes === null ? wait : t('{0}, {1}', wait, ageWords(site.minutes));
  page.site(`${formatCount(site.count).padStart(10)}        `, site.site, words);
  for (const spawn of site.spawns) page.site(`${' '.repeat(18)}${t('started by')} `, spawn.site, '');
}
