import { l10n, type Uri, type Memento, type WebviewView, type WebviewViewProvider } from 'vscode';
import type { Disposable } from '../../shared/base/disposable';
import { defaultPanelChoice } from '../../shared/wires/panelMessages';
import type { ChoiceMemory, TrendsFeed } from './trendsFeed';
import { choiceMemory, openTrendsPage, type TrendsPageParts } from './trendsPage';
import { fillWebview } from '../base/fillWebview';

export interface TrendsViewParts extends TrendsPageParts {
  readonly extensionUri: Uri;
  /** Of the workspace: each keeps its own choice. */
  readonly memento: Memento;
}

const choiceKey = 'leaklens.trends.choice';

/** The trends panel in the side bar. Each time VS Code makes the view anew, a page and its feed begin; both end with it. */
export class TrendsView implements WebviewViewProvider, Disposable {
  private readonly parts: TrendsViewParts;
  private feed: TrendsFeed | null = null;

  constructor(parts: TrendsViewParts) {
    this.parts = parts;
  }

  resolveWebviewView(view: WebviewView): void {
    const { extensionUri } = this.parts;
    const { webview } = view;
    this.feed?.dispose();
    const { feed, lives } = openTrendsPage(webview, this.parts, { choices: this.choices() });
    this.feed = feed;
    const visibility = view.onDidChangeVisibility(() => {
      if (!view.visible) feed.sleep();
    });
    view.onDidDispose(() => {
      visibility.dispose();
      lives.dispose();
      if (this.feed === feed) this.feed = null;
    });
    fillWebview(webview, { extensionUri, name: 'trends', title: l10n.t('Trends') });
  }

  /** Shows this target when the panel is open, and when it is opened next. */
  showTarget(targetId: string): void {
    const choices = this.choices();
    if (this.feed === null) choices.save({ ...(choices.load() ?? defaultPanelChoice), targetId });
    else this.feed.showTarget(targetId);
  }

  /** What is kept of a target is gone. */
  historyDeleted(): void {
    this.feed?.historyDeleted();
  }

  dispose(): void {
    this.feed?.dispose();
    this.feed = null;
  }

  private choices(): ChoiceMemory {
    return choiceMemory(this.parts.memento, choiceKey, this.parts.report);
  }
}
