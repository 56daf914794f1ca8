import type { SourcePaths } from '../shared/follower';
import { t } from '@vscode/l10n';
import type { Analyser } from '../shared/analyser';
import type { SnapshotReport } from '../shared/lspMessages';
import type { MemoryStatistics } from '../shared/memoryStatistics';
import type { Decoder, SnapshotStore } from '../shared/ports';
import type { BlockedSite, HeapSite, SiteReport } from '../shared/siteReport';
import type { ResolvedSite } from '../shared/sourceLocation';
import type { StoredSnapshot } from '../shared/snapshot';
import { padColumns, textWidth } from '../shared/textWidth';
import { formatBytes, formatCount, formatShare } from '../shared/units';
import { ageWords, placeWords, waitWords } from './hintWords';
import { plainText } from './markdown';
import { describeTime } from './timeWords';

export interface ReportParts {
  readonly store: SnapshotStore;
  readonly decoder: Decoder;
  readonly analyser: Analyser;
  readonly paths: SourcePaths;
  readonly uriOf: (path: string) => string;
  /** The language of dates; the machine's when undefined. */
  readonly language?: string | undefined;
}

const mostRows = 25;

/** A snapshot as a page of text, with links to the lines it names. @throws LeakLensError */
export async function snapshotReport(parts: ReportParts, id: string): Promise<SnapshotReport> {
  const snapshot = await parts.store.get(id);
  const { report, memory } = await readBack(parts, snapshot);
  const page = new Page(parts.uriOf);
  const title = snapshot.name === '' ? t('Snapshot of {0}', snapshot.target.name) : snapshot.name;
  page.line(title);
  page.line(`${snapshot.target.url}   ${describeTime(snapshot.capturedAtMillis, parts.language)}`);
  page.line(snapshot.directory);
  memorySection(page, memory, snapshot);
  heapSection(page, report);
  blockedSection(page, report);
  return { title, text: page.text(), links: page.links };
}

async function readBack(
  parts: ReportParts,
  snapshot: StoredSnapshot,
): Promise<{ report: SiteReport; memory: MemoryStatistics }> {
  const { store, decoder, analyser } = parts;
  const read = (file: Parameters<SnapshotStore['read']>[1]) => store.read(snapshot.id, file);
  const heap = decoder.profile(await read('heap.pb.gz'), 'heap.pb.gz');
  const goroutines = decoder.profile(await read('goroutine.pb.gz'), 'goroutine.pb.gz');
  const memory = decoder.memoryStatistics(await read('heap.txt'), 'heap.txt');
  const hasDump = snapshot.files.some((file) => file.name === 'goroutine.txt');
  const dump = hasDump ? decoder.goroutineDump(await read('goroutine.txt'), 'goroutine.txt') : null;
  const observation = { atMillis: snapshot.capturedAtMillis, memory, heap, goroutines, dump };
  const resolve = await parts.paths.prepare(analyser.recordedFiles(observation));
  return { report: analyser.createSiteTracker().observe(observation, resolve), memory };
}

function memorySection(page: Page, memory: MemoryStatistics, snapshot: StoredSnapshot): void {
  const rows: [string, number, string][] = [
    [t('Live heap'), snapshot.summary.liveHeap, t('what survived the last garbage collection, as sampled')],
    ['HeapAlloc', memory.heapAlloc, t('live objects and garbage not yet swept')],
    ['HeapInuse', memory.heapInuse, t('memory pages that hold at least one object')],
    ['HeapIdle', memory.heapIdle, t('memory pages that hold none and can be used again')],
    ['HeapReleased', memory.heapReleased, t('the part of HeapIdle that was returned to the operating system')],
    ['StackInuse', memory.stackInuse, t('stacks of goroutines')],
    ['Sys', memory.sys, t('all memory the runtime ever asked the operating system for')],
  ];
  page.heading(t('Memory'));
  for (const [name, bytes, words] of rows)
    page.line(`${padColumns(name, 14)}${formatBytes(bytes).padStart(10)}   ${words}`);
  page.line(`${padColumns(t('Goroutines'), 14)}${formatCount(snapshot.summary.goroutines).padStart(10)}`);
}

function heapSection(page: Page, report: SiteReport): void {
  page.heading(t('Memory in use, by the line of this workspace that allocated it'));
  if (report.heap.length === 0) page.line(t('No line of this workspace holds memory in this snapshot.'));
  for (const site of report.heap.slice(0, mostRows)) heapLine(page, site, report.heapTotalBytes);
  page.rest(report.heap.length - mostRows);
}

function heapLine(page: Page, site: HeapSite, total: number): void {
  const share = formatShare(total > 0 ? site.bytes / total : 0);
  page.site(`${formatBytes(site.bytes).padStart(10)} ${share.padStart(5)}  `, site.site, '');
}

function blockedSection(page: Page, report: SiteReport): void {
  page.heading(t('Waiting goroutines, by the line of this workspace that waits'));
  if (report.blocked.length === 0) page.line(t('No goroutine waits on a line of this workspace.'));
  for (const site of report.blocked.slice(0, mostRows)) blockedLines(page, site);
  page.rest(report.blocked.length - mostRows);
}

function blockedLines(page: Page, site: BlockedSite): void {
  const wait = waitWords(site.kind, site.state);
  const words = site.minutes === null ? wait : t('{0}, {1}', wait, ageWords(site.minutes));
  page.site(`${formatCount(site.count).padStart(10)}        `, site.site, words);
  for (const spawn of site.spawns) page.site(`${' '.repeat(18)}${t('started by')} `, spawn.site, '');
}

/** Builds the text line by line and remembers where links stand. */
class Page {
  readonly links: SnapshotReport['links'][number][] = [];
  private readonly lines: string[] = [];
  private readonly uriOf: (path: string) => string;

  constructor(uriOf: (path: string) => string) {
    this.uriOf = uriOf;
  }

  /** Names come from the service and from people: none of them may add lines, or links would stand on the wrong one. */
  line(text: string): void {
    this.lines.push(text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' '));
  }

  heading(text: string): void {
    this.lines.push('', text, '─'.repeat(textWidth(text)));
  }

  rest(count: number): void {
    if (count > 0) this.line(`${' '.repeat(18)}${t('… and {0} more', count)}`);
  }

  /** `before`, then `file.go:12` as a link, then the function and `after`. */
  site(before: string, site: ResolvedSite, after: string): void {
    const label = placeWords(site.path, site.line);
    this.links.push({
      line: this.lines.length,
      start: before.length,
      end: before.length + label.length,
      uri: this.uriOf(site.path),
      targetLine: site.line - 1,
    });
    this.line(`${before}${padColumns(label, 24)} ${plainText(site.function)}${after === '' ? '' : `   ${after}`}`);
  }

  text(): string {
    return `${this.lines.join('\n')}\n`;
  }
}
