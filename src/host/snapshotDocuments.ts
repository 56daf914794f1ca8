import {
  DocumentLink,
  languages,
  Range,
  Uri,
  window,
  workspace,
  type DocumentLinkProvider,
  type TextDocument,
  type TextDocumentContentProvider,
} from 'vscode';
import { DisposableStore, type Disposable } from '../shared/disposable';
import type { PlaceView } from '../shared/findingView';
import { requests, type SnapshotReport } from '../shared/lspMessages';
import type { StoredSnapshot } from '../shared/snapshot';
import { snapshotScheme } from './contributionNames';
import type { EngineClient } from './engineClient';
import { snapshotLabel } from './targetWords';

/** Address of a snapshot's report: the name for the tab, the id for the engine. */
function snapshotUri(snapshot: StoredSnapshot): Uri {
  const title = `${snapshot.target.name} ${snapshotLabel(snapshot)}`.replaceAll(/[/\\]/g, '-');
  return Uri.from({ scheme: snapshotScheme, path: `/${title}.txt`, query: snapshot.id });
}

/** Shows snapshots as read-only text whose source places are links. */
export class SnapshotDocuments implements TextDocumentContentProvider, DocumentLinkProvider, Disposable {
  private readonly engine: EngineClient;
  private readonly store = new DisposableStore();
  /** By document, for as long as it is open. */
  private readonly reports = new Map<string, SnapshotReport>();

  constructor(engine: EngineClient) {
    this.engine = engine;
    this.store.add(workspace.registerTextDocumentContentProvider(snapshotScheme, this));
    this.store.add(languages.registerDocumentLinkProvider({ scheme: snapshotScheme }, this));
    this.store.add(workspace.onDidCloseTextDocument(({ uri }) => this.reports.delete(uri.toString())));
  }

  /** @param place the cursor goes to where the report names it first, if it does */
  async open(snapshot: StoredSnapshot, place: PlaceView | null = null): Promise<Uri> {
    const uri = snapshotUri(snapshot);
    const document = await workspace.openTextDocument(uri);
    const link = place === null ? undefined : this.linkTo(uri, place);
    const selection = link === undefined ? {} : { selection: new Range(link.line, link.start, link.line, link.end) };
    await window.showTextDocument(document, { preview: true, ...selection });
    return uri;
  }

  async provideTextDocumentContent(uri: Uri): Promise<string> {
    const report = await this.engine.ask(requests.snapshotReport, { id: uri.query });
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
  }
}
