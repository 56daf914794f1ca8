import { l10n, Uri, ViewColumn, window, type WebviewPanel } from 'vscode';
import type { Disposable } from '../../shared/base/disposable';
import { defaultPanelChoice } from '../../shared/wires/panelMessages';
import { trendsEditorType } from '../base/contributionNames';
import { fillWebview } from '../base/fillWebview';
import type { EngineClient } from '../engine/engineClient';
import type { SnapshotList } from '../targets/snapshotList';
import { PastFeed } from './pastFeed';
import { showTabLeftOpen } from './tabLeftOpen';
import type { TrendsFeed } from './trendsFeed';
import { choiceMemory, openTrendsPage } from './trendsPage';
import type { TrendsViewParts } from './trendsView';

export interface TrendsEditorParts extends TrendsViewParts {
  readonly client: EngineClient;
  readonly snapshots: SnapshotList;
}

/** All that a store holds of a series: the page zooms into it. */
const maxPoints = 20_000;

const choiceKey = 'leaklens.trends.editorChoice';

/** The chart of trends in the editor area: one tab, which survives reload. */
export class TrendsEditor implements Disposable {
  private readonly parts: TrendsEditorParts;
  private panel: WebviewPanel | null = null;
  private feed: TrendsFeed | null = null;

  constructor(parts: TrendsEditorParts) {
    this.parts = parts;
  }

  /** Opens the tab, or shows the one that is open. @param targetId null for what was shown last */
  async open(targetId: string | null): Promise<void> {
    const choices = this.choices();
    if (targetId !== null && this.feed === null) choices.save({ ...(choices.load() ?? first), targetId });
    if (this.panel === null) {
      // It comes to `restore` when it is shown.
      if (await showTabLeftOpen(trendsEditorType)) return;
      this.fill(window.createWebviewPanel(trendsEditorType, l10n.t('Trends'), ViewColumn.Active, {}));
    } else {
      this.panel.reveal();
      if (targetId !== null) this.feed?.showTarget(targetId);
    }
  }

  /** Goes on in the tab of a window that was reloaded. */
  restore(panel: WebviewPanel): void {
    this.fill(panel);
  }

  /** What is kept of a target is gone. */
  historyDeleted(): void {
    this.feed?.historyDeleted();
  }

  dispose(): void {
    this.panel?.dispose();
  }

  private fill(panel: WebviewPanel): void {
    const { client: engine, snapshots, clock, report, extensionUri } = this.parts;
    // A window that is reloaded may bring a second one back.
    this.panel?.dispose();
    const { webview } = panel;
    const past = new PastFeed({
      engine,
      snapshots,
      now: () => clock.now(),
      post: (told) => void webview.postMessage({ type: 'past', past: told }).then(undefined, report),
      report,
    });
    const choices = this.choices();
    const memory = { ...choices, load: () => choices.load() ?? first };
    const shown = (targetId: string | null) => past.show(targetId);
    const { feed, lives } = openTrendsPage(webview, this.parts, { choices: memory, maxPoints, shown });
    lives.add(past);
    this.panel = panel;
    this.feed = feed;
    // That of the side bar is drawn in black, which nobody sees in a dark window.
    panel.iconPath = Uri.joinPath(extensionUri, 'media', 'icon.png');
    panel.onDidChangeViewState(() => {
      // VS Code throws hidden pages away.
      if (!panel.visible) feed.sleep();
    });
    panel.onDidDispose(() => {
      lives.dispose();
      if (this.panel !== panel) return;
      this.panel = null;
      this.feed = null;
    });
    fillWebview(webview, { extensionUri, name: 'trends', title: l10n.t('Trends'), place: 'editor' });
  }

  private choices() {
    return choiceMemory(this.parts.memento, choiceKey, this.parts.report);
  }
}

/** Here, all that is kept is looked at first. */
const first = { ...defaultPanelChoice, window: 'all' } as const;
