import { workspace, type Memento, type Webview } from 'vscode';
import { DisposableStore } from '../../shared/base/disposable';
import { parsePanelChoice } from '../../shared/wires/panelMessages';
import type { Clock } from '../../shared/ports/clock';
import type { Log } from '../../shared/ports/log';
import { toPanelTarget } from './panelTarget';
import type { TrendsEngine } from './trendsEngine';
import { TrendsFeed, type ChoiceMemory, type TrendsActions, type TrendsFeedParts } from './trendsFeed';

export interface TrendsPageParts {
  readonly engine: TrendsEngine;
  readonly actions: TrendsActions;
  readonly log: Log;
  readonly clock: Pick<Clock, 'now'>;
  /** Takes what failed where nobody waits for an answer. */
  readonly report: (thrown: unknown) => void;
}

/** Begins the conversation with a page of trends, wherever it is shown. It ends with the store. */
export function openTrendsPage(
  webview: Webview,
  { engine, actions, log, clock, report }: TrendsPageParts,
  given: Pick<TrendsFeedParts, 'choices' | 'maxPoints' | 'shown'>,
): { readonly feed: TrendsFeed; readonly lives: DisposableStore } {
  const lives = new DisposableStore();
  const feed = lives.add(
    new TrendsFeed({
      ...given,
      engine,
      actions,
      log,
      describe: toPanelTarget,
      // A page that is being closed is no longer there to take it; the next one asks for the full state.
      post: (message) => void webview.postMessage(message).then(undefined, report),
      isTrusted: () => workspace.isTrusted,
      now: () => clock.now(),
    }),
  );
  lives.add(webview.onDidReceiveMessage((data: unknown) => feed.receive(data)));
  lives.add(workspace.onDidGrantWorkspaceTrust(() => feed.trusted()));
  return { feed, lives };
}

/** What a person chose in a page, kept with the workspace. */
export function choiceMemory(memento: Memento, key: string, report: (thrown: unknown) => void): ChoiceMemory {
  return {
    load: () => parsePanelChoice(memento.get(key)),
    save: (choice) => void memento.update(key, choice).then(undefined, report),
  };
}
