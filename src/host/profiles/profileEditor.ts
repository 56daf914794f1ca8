import {
  env,
  l10n,
  RelativePattern,
  Uri,
  window,
  workspace,
  type CustomDocument,
  type CustomReadonlyEditorProvider,
  type ExtensionContext,
  type Webview,
  type WebviewPanel,
} from 'vscode';
import { DisposableStore, type Disposable } from '../../shared/base/disposable';
import type { Log } from '../../shared/ports/log';
import { profileEditors } from '../base/contributionNames';
import { fillWebview } from '../base/fillWebview';
import type { EngineClient } from '../engine/engineClient';
import type { SnapshotList } from '../targets/snapshotList';
import { FramePlaces } from './framePlaces';
import { profileMemory } from './profileMemory';
import { parseProfileUri, type ProfileAddress } from './profileAddress';
import { profileEngine } from './profileEngine';
import { ProfileFeed } from './profileFeed';
import { unopened } from './unopened';
import { subjectOf } from './subjectOf';

export interface ProfileEditorParts {
  readonly context: Pick<ExtensionContext, 'extensionUri' | 'workspaceState'>;
  readonly engine: EngineClient;
  readonly snapshots: SnapshotList;
  readonly log: Log;
  /** Takes what failed where nobody waits for an answer. */
  readonly report: (thrown: unknown) => void;
}

/** Shows profiles, read-only: files of this machine, and snapshots by addresses of our own. */
export class ProfileEditor implements CustomReadonlyEditorProvider, Disposable {
  private readonly parts: ProfileEditorParts;
  private readonly registered = new DisposableStore();

  constructor(parts: ProfileEditorParts) {
    this.parts = parts;
    const options = { supportsMultipleEditorsPerDocument: true };
    for (const viewType of Object.values(profileEditors)) {
      this.registered.add(window.registerCustomEditorProvider(viewType, this, options));
    }
  }

  openCustomDocument(uri: Uri): CustomDocument {
    return { uri, dispose: () => undefined };
  }

  async resolveCustomEditor({ uri }: CustomDocument, panel: WebviewPanel): Promise<void> {
    const address = parseProfileUri(uri);
    const lives = new DisposableStore();
    panel.onDidDispose(() => lives.dispose());
    const conversation = address === null ? null : await this.feedFor(uri, address, panel.webview);
    if (conversation === null || lives.isDisposed) return;
    lives.add(conversation);
    lives.add(panel.webview.onDidReceiveMessage((data: unknown) => conversation.receive(data)));
    if (address?.kind === 'file') lives.add(watchFiles(address, () => conversation.changed()));
    const { extensionUri } = this.parts.context;
    fillWebview(panel.webview, { extensionUri, name: 'profile', title: l10n.t('Profile') });
  }

  dispose(): void {
    this.registered.dispose();
  }

  private async feedFor(uri: Uri, address: ProfileAddress, webview: Webview): Promise<ProfileFeed> {
    const { context, engine, snapshots, log, report } = this.parts;
    const subject = await subjectOf(address, snapshots);
    const places = new FramePlaces(engine, report);
    return new ProfileFeed({
      engine: subject.ok ? profileEngine(engine, report) : unopened(subject.problem),
      subject: subject.ok ? subject.value : failedSubject(uri),
      memory: profileMemory(context.workspaceState, uri.toString(), report),
      // A page that is being closed is no longer there to take it.
      post: (message) => void webview.postMessage(message).then(undefined, report),
      goTo: (handle, frame) => void places.show(handle, frame).then(undefined, report),
      copy: (text) => void env.clipboard.writeText(text).then(undefined, report),
      log,
    });
  }
}

/** Something to say the failure of. */
function failedSubject({ path }: Uri) {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const origin = { kind: 'file', path } as const;
  return { name, detail: '', baseName: null, profiles: [{ id: 'none', name, origin, base: null }] };
}

/** Tells when a file is another one, also outside the workspace. */
function watchFiles({ path, base }: Extract<ProfileAddress, { kind: 'file' }>, changed: () => void): Disposable {
  const store = new DisposableStore();
  for (const file of base === null ? [path] : [path, base]) {
    const uri = Uri.file(file);
    const pattern = new RelativePattern(Uri.joinPath(uri, '..'), fileName(uri));
    const watcher = store.add(workspace.createFileSystemWatcher(pattern));
    store.add(watcher.onDidChange(changed));
    store.add(watcher.onDidCreate(changed));
  }
  return store;
}

/** Brackets and stars of a name are no pattern. */
function fileName({ path }: Uri): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/[[\]{}*?!]/g, '?');
}
