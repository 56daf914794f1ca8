import { l10n, workspace, type Uri, type Memento, type WebviewView, type WebviewViewProvider } from 'vscode';
import type { Disposable } from '../../shared/base/disposable';
import { defaultPanelChoice, parsePanelChoice } from '../../shared/wires/panelMessages';
import type { Log } from '../../shared/ports/log';
import { toPanelTarget } from './panelTarget';
import type { TrendsEngine } from './trendsEngine';
import { TrendsFeed, type ChoiceMemory, type TrendsActions } from './trendsFeed';
import { fillWebview } from '../base/fillWebview';
import type { Clock } from '../../shared/ports/clock';

export interface TrendsViewParts {
  readonly extensionUri: Uri;
  readonly engine: TrendsEngine;
  /** Of the workspace: each keeps its own choice. */
  readonly memento: Memento;
  readonly actions: TrendsActions;
  readonly log: Log;
  readonly clock: Pick<Clock, 'now'>;
  /** Takes what failed where nobody waits for an answer. */
  readonly report: (thrown: unknown) => void;
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
    const { extensionUri, engine, actions, log, clock, report } = this.parts;
    const { webview } = view;
    this.feed?.dispose();
    const feed = new TrendsFeed({
      engine,
      actions,
      log,
      choices: this.choices(),
      describe: toPanelTarget,
      // A page that is being closed is no longer there to take it; the next one asks for the full state.
      post: (message) => void webview.postMessage(message).then(undefined, report),
      isTrusted: () => workspace.isTrusted,
      now: () => clock.now(),
    });
    this.feed = feed;
    const received = webview.onDidReceiveMessage((data: unknown) => feed.receive(data));
    const trust = workspace.onDidGrantWorkspaceTrust(() => feed.trusted());
    const visibility = view.onDidChangeVisibility(() => {
      if (!view.visible) feed.sleep();
    });
    view.onDidDispose(() => {
      received.dispose();
      trust.dispose();
      visibility.dispose();
      feed.dispose();
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
    const { memento, report } = this.parts;
    return {
      load: () => parsePanelChoice(memento.get(choiceKey)),
      save: (choice) => void memento.update(choiceKey, choice).then(undefined, report),
    };
  }
}
