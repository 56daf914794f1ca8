import {
  l10n,
  RelativePattern,
  Uri,
  window,
  workspace,
  type CustomDocument,
  type CustomReadonlyEditorProvider,
  type ExtensionContext,
  type WebviewPanel,
} from 'vscode';
import { DisposableStore, type Disposable } from '../../shared/base/disposable';
import { profileEditors } from '../base/contributionNames';
import { fillWebview } from '../base/fillWebview';
import { fileName, parseProfileUri, type ProfileAddress } from './profileAddress';
import type { ProfileConversationParts } from './profileConversation';
import { followNames } from './profileNames';

export interface ProfileEditorParts extends ProfileConversationParts {
  readonly context: Pick<ExtensionContext, 'extensionUri' | 'workspaceState'>;
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
    const { snapshots, report } = parts;
    this.registered.add(snapshots.onDidChange(() => void followNames(snapshots).catch(report)));
  }

  openCustomDocument(uri: Uri): CustomDocument {
    return { uri, dispose: () => undefined };
  }

  async resolveCustomEditor({ uri }: CustomDocument, panel: WebviewPanel): Promise<void> {
    const lives = new DisposableStore();
    panel.onDidDispose(() => lives.dispose());
    const address = parseProfileUri(uri);
    if (address === null) return;
    const { webview } = panel;
    const { openConversation } = await import('./profileConversation');
    const conversation = lives.add(await openConversation({ uri, address, webview }, this.parts));
    // Closed again before anything was shown: then the conversation has ended with it.
    if (lives.isDisposed) return;
    lives.add(webview.onDidReceiveMessage((data: unknown) => conversation.receive(data)));
    if (address.kind === 'file') lives.add(watchFiles(address, () => conversation.changed()));
    const { extensionUri } = this.parts.context;
    fillWebview(webview, { extensionUri, name: 'profile', title: l10n.t('Profile') });
  }

  dispose(): void {
    this.registered.dispose();
  }
}

/** Tells when a file is another one, also outside the workspace. */
function watchFiles({ path, base }: Extract<ProfileAddress, { kind: 'file' }>, changed: () => void): Disposable {
  const store = new DisposableStore();
  for (const file of base === null ? [path] : [path, base]) {
    const uri = Uri.file(file);
    const pattern = new RelativePattern(Uri.joinPath(uri, '..'), namePattern(uri));
    const watcher = store.add(workspace.createFileSystemWatcher(pattern));
    store.add(watcher.onDidChange(changed));
    store.add(watcher.onDidCreate(changed));
  }
  return store;
}

/** Brackets and stars of a name are no pattern. */
function namePattern({ path }: Uri): string {
  return fileName(path).replace(/[[\]{}*?!]/g, '?');
}
