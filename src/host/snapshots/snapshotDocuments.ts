import {
  DocumentLink,
  l10n,
  languages,
  Range,
  Uri,
  window,
  workspace,
  type CancellationToken,
  type DocumentLinkProvider,
  type TextDocument,
  type TextDocumentContentProvider,
} from 'vscode';
import { DisposableStore, type Disposable } from '../../shared/base/disposable';
import type { PlaceView } from '../../shared/wires/findingView';
import { requests, type Outcome } from '../../shared/wires/lspMessages';
import type { SnapshotReport } from '../../shared/model/report/snapshotReport';
import type { StoredSnapshot } from '../../shared/model/snapshot';
import { snapshotScheme } from '../base/contributionNames';
import type { EngineClient } from '../engine/engineClient';
import { showProblem } from '../base/problemMessage';
import { hasTabs, renameTabs } from '../base/renamedTabs';
import type { SnapshotList } from '../targets/snapshotList';
import { snapshotLabel } from '../targets/targetWords';
import { withProgress } from '../base/prompts';

/** Between the ids of two snapshots that are compared; no id has a dot. */
const versus = '..';

/** Address of a report: the name for the tab, the id, or the ids of base and other, for the engine. */
function reportUri(title: string, query: string): Uri {
  return Uri.from({ scheme: snapshotScheme, path: `/${title.replaceAll(/[/\\]/g, '-')}.txt`, query });
}

function snapshotTitle(snapshot: StoredSnapshot): string {
  return `${snapshot.target.name} ${snapshotLabel(snapshot)}`;
}

function comparisonUri(base: StoredSnapshot, newer: StoredSnapshot): Uri {
  return reportUri(comparisonTitle(base, newer), base.id + versus + newer.id);
}

function comparisonTitle(base: StoredSnapshot, newer: StoredSnapshot): string {
  const of = newer.target.id === base.target.id ? snapshotLabel(newer) : snapshotTitle(newer);
  return `${snapshotTitle(base)} → ${of}`;
}

/** Shows snapshots, and comparisons of two, as read-only text whose source places are links. */
export class SnapshotDocuments implements TextDocumentContentProvider, DocumentLinkProvider, Disposable {
  private readonly engine: EngineClient;
  private readonly store = new DisposableStore();
  /** By document, for as long as it is open. */
  private readonly reports = new Map<string, SnapshotReport>();
  /** By document that is about to be opened. */
  private readonly prepared = new Map<string, Outcome<SnapshotReport>>();

  /** @param list tells when snapshots were renamed; `report` takes what failed where nobody waits for an answer */
  constructor(engine: EngineClient, list: SnapshotList, report: (thrown: unknown) => void) {
    this.engine = engine;
    this.store.add(list.onDidChange(() => void this.followNames(list).catch(report)));
    this.store.add(workspace.registerTextDocumentContentProvider(snapshotScheme, this));
    this.store.add(languages.registerDocumentLinkProvider({ scheme: snapshotScheme }, this));
    this.store.add(workspace.onDidCloseTextDocument(({ uri }) => this.reports.delete(uri.toString())));
  }

  /**
   * Null when it was cancelled or failed, which is said.
   * @param place the cursor goes to where the report names it first, if it does
   */
  async open(snapshot: StoredSnapshot, place: PlaceView | null = null): Promise<Uri | null> {
    const title = snapshotTitle(snapshot);
    return this.show(reportUri(title, snapshot.id), l10n.t('Opening the snapshot {0}', title), place);
  }

  /** What has changed from the older to the newer one. Null when it was cancelled or failed, which is said. */
  async compare(one: StoredSnapshot, other: StoredSnapshot): Promise<Uri | null> {
    const [base, newer] = one.capturedAtMillis <= other.capturedAtMillis ? [one, other] : [other, one];
    const progress = l10n.t('Comparing {0}', comparisonTitle(base, newer));
    return this.show(comparisonUri(base, newer), progress, null);
  }

  /** What is open is called what its snapshots are called now. */
  private async followNames(list: SnapshotList): Promise<void> {
    const stored = hasTabs(snapshotScheme) ? await list.load() : null;
    if (stored === null || !stored.ok) return;
    const find = (wanted: string) => stored.value.find(({ id }) => id === wanted);
    await renameTabs(snapshotScheme, ({ query }) => {
      const [base, newer] = query.split(versus).map(find);
      if (base === undefined) return null;
      if (!query.includes(versus)) return reportUri(snapshotTitle(base), base.id);
      return newer === undefined ? null : comparisonUri(base, newer);
    });
  }

  private async show(uri: Uri, progress: string, place: PlaceView | null): Promise<Uri | null> {
    if (!(await this.prepare(uri, progress))) return null;
    const document = await workspace.openTextDocument(uri);
    const link = place === null ? undefined : this.linkTo(uri, place);
    const selection = link === undefined ? {} : { selection: new Range(link.line, link.start, link.line, link.end) };
    await window.showTextDocument(document, { preview: true, ...selection });
    return uri;
  }

  /** Has the report made before there is a document, so that a person can cancel. False when there is none. */
  private async prepare(uri: Uri, title: string): Promise<boolean> {
    const isOpen = workspace.textDocuments.some((document) => document.uri.toString() === uri.toString());
    if (isOpen) return true;
    const report = await withProgress(title, (_progress, token) => this.ask(uri, token));
    if (report.ok) this.prepared.set(uri.toString(), report);
    else await showProblem(report.problem, []);
    return report.ok;
  }

  private ask({ query }: Uri, token: CancellationToken): Promise<Outcome<SnapshotReport>> {
    const [base = '', id] = query.split(versus);
    if (id === undefined) return this.engine.ask(requests.snapshotReport, { id: query }, token);
    return this.engine.ask(requests.compareSnapshots, { base, id }, token);
  }

  /** Also for documents that a window remembers, of which nothing is prepared. */
  async provideTextDocumentContent(uri: Uri, token: CancellationToken): Promise<string> {
    const prepared = this.prepared.get(uri.toString());
    this.prepared.delete(uri.toString());
    const report = prepared ?? (await this.ask(uri, token));
    if (!report.ok) return `${report.problem.message}\n${report.problem.nextStep}\n`;
    this.reports.set(uri.toString(), report.value);
    return report.value.text;
  }

  provideDocumentLinks(document: TextDocument): DocumentLink[] {
    const links = this.reports.get(document.uri.toString())?.links ?? [];
    return links.map(({ line, start, end, uri, targetLine }) => {
      // The editor's opener reads `L12` as a 1-based line.
      const target = Uri.parse(uri).with({ fragment: `L${String(targetLine + 1)}` });
      return new DocumentLink(new Range(line, start, line, end), target);
    });
  }

  private linkTo(document: Uri, { uri, line }: PlaceView): SnapshotReport['links'][number] | undefined {
    const links = this.reports.get(document.toString())?.links ?? [];
    const address = Uri.parse(uri).toString();
    return links.find((link) => link.targetLine === line && Uri.parse(link.uri).toString() === address);
  }

  dispose(): void {
    this.store.dispose();
    this.reports.clear();
    this.prepared.clear();
  }
}
