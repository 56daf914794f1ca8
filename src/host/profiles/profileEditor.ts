import {
  commands as editorCommands,
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
import { DisposableStore, toDisposable, type Disposable } from '../../shared/base/disposable';
import { changedContexts } from '../base/contextKeys';
import { contextKeys, profileEditors } from '../base/contributionNames';
import { fillWebview } from '../base/fillWebview';
import { fileName, parseProfileUri, type ProfileAddress } from './profileAddress';
import type { ProfileConversationParts } from './profileConversation';
import type { ProfileFeed } from './feed/profileFeed';
import type { ProfileLook } from './profileLook';
import { followNames } from './profileNames';

export interface ProfileEditorParts extends ProfileConversationParts {
  readonly context: Pick<ExtensionContext, 'extensionUri' | 'workspaceState'>;
}

/** Shows profiles, read-only: files of this machine, and snapshots and services by addresses of our own. */
export class ProfileEditor implements CustomReadonlyEditorProvider, Disposable {
  private readonly parts: ProfileEditorParts;
  private readonly registered = new DisposableStore();
  /** By address: the views of it that are open. */
  private readonly feeds = new Map<string, Set<ProfileFeed>>();
  /** Addresses whose profile is to be shown on lines as soon as it is open. */
  private readonly onLinesSoon = new Set<string>();
  private readonly setContext: ReturnType<typeof changedContexts>;

  constructor(parts: ProfileEditorParts) {
    this.parts = parts;
    this.setContext = changedContexts(parts.report);
    const options = { supportsMultipleEditorsPerDocument: true };
    for (const viewType of Object.values(profileEditors)) {
      this.registered.add(window.registerCustomEditorProvider(viewType, this, options));
    }
    const { snapshots, report } = parts;
    this.registered.add(snapshots.onDidChange(() => void followNames(snapshots).catch(report)));
  }

  /** Opens what an address leads to, or the tab that shows it already. @returns the address as text */
  async show(uri: Uri, look: ProfileLook | null = null): Promise<string> {
    if (look !== null) await this.remember(uri, look);
    await editorCommands.executeCommand('vscode.openWith', uri, profileEditors.anyProfile);
    return uri.toString();
  }

  /** The profile that is chosen in a view at an address; null where no page of it was shown yet. */
  chosenAt(uri: Uri): string | null {
    return [...(this.feeds.get(uri.toString()) ?? [])].at(-1)?.chosen ?? null;
  }

  /** Of the view that was opened last of those at an address: shows its profile on source lines, or no longer. @returns whether there is one */
  toggleLines(uri: Uri): boolean {
    const feed = [...(this.feeds.get(uri.toString()) ?? [])].at(-1);
    feed?.toggleLines();
    return feed !== undefined;
  }

  /** Of the view that shows it, or the next one that will: its profile is shown on source lines. */
  showOnLines(uri: Uri): void {
    const key = uri.toString();
    const feed = [...(this.feeds.get(key) ?? [])].at(-1);
    if (feed === undefined) this.onLinesSoon.add(key);
    else if (!feed.isOnLines) feed.toggleLines();
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
    lives.add(this.remembered(uri.toString(), conversation));
    lives.add(webview.onDidReceiveMessage((data: unknown) => conversation.receive(data)));
    lives.add(watchFiles(filesOf(address), () => conversation.changed()));
    const { extensionUri } = this.parts.context;
    fillWebview(webview, { extensionUri, name: 'profile', title: l10n.t('Profile') });
  }

  dispose(): void {
    this.registered.dispose();
  }

  private async remember(uri: Uri, { profileId, state }: ProfileLook): Promise<void> {
    const { chooseView } = await import('./profileConversation');
    const wanted = chooseView(uri, { profileId, state }, this.parts);
    for (const feed of this.feeds.get(uri.toString()) ?? []) feed.look(profileId, wanted);
  }

  private remembered(key: string, feed: ProfileFeed): Disposable {
    const open = this.feeds.get(key) ?? new Set();
    this.feeds.set(key, open.add(feed));
    this.setContext(contextKeys.hasProfiles, true);
    if (this.onLinesSoon.delete(key)) feed.toggleLines();
    return toDisposable(() => {
      open.delete(feed);
      if (open.size === 0) this.feeds.delete(key);
      this.setContext(contextKeys.hasProfiles, this.feeds.size > 0);
    });
  }
}

function filesOf(address: ProfileAddress): readonly string[] {
  if (address.kind === 'file') return address.base === null ? [address.path] : [address.path, address.base];
  const sides = address.kind === 'pair' ? [address.now, address.base] : [];
  return sides.flatMap((side) => (side.kind === 'file' ? [side.path] : []));
}

/** Tells when a file is another one, also outside the workspace. */
function watchFiles(files: readonly string[], changed: () => void): Disposable {
  const store = new DisposableStore();
  for (const file of files) {
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
