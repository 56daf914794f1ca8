import { window, type ExtensionContext } from 'vscode';
import { DisposableStore, type Disposable } from '../../shared/base/disposable';
import { LoadedOnce } from '../../shared/base/loadedOnce';
import type { Clock } from '../../shared/ports/clock';
import type { Log } from '../../shared/ports/log';
import { loadedWhenCalled, type CommandHandlers } from '../base/commandRegistry';
import { commands, trendsEditorType, views } from '../base/contributionNames';
import type { EngineClient } from '../engine/engineClient';
import type { SnapshotList } from '../targets/snapshotList';
import type { TargetConnections } from '../targets/targetConnections';
import { namedLiveTarget } from '../targets/targetPick';
import { engineTrends } from './engineTrends';
import type { TrendsActions } from './trendsFeed';
import type { TrendsPages } from './trendsPages';

export interface TrendsParts {
  readonly context: Pick<ExtensionContext, 'extensionUri' | 'workspaceState'>;
  readonly engine: EngineClient;
  readonly connections: TargetConnections;
  readonly snapshots: SnapshotList;
  readonly actions: TrendsActions;
  readonly clock: Pick<Clock, 'now'>;
  readonly log: Log;
  readonly report: (thrown: unknown) => void;
}

/** The charts of trends: the panel in the side bar, and the tab in the editor area, which survives reload. */
export class Trends implements Disposable {
  readonly commands: Pick<CommandHandlers, typeof commands.openTrends>;
  private readonly report: (thrown: unknown) => void;
  private readonly pages: LoadedOnce<TrendsPages>;
  private readonly owned = new DisposableStore();

  constructor({ context, engine, connections, snapshots, ...parts }: TrendsParts) {
    this.report = parts.report;
    this.pages = new LoadedOnce(async () => {
      const { TrendsPages } = await import('./trendsPages');
      const { extensionUri, workspaceState: memento } = context;
      const shared = { ...parts, extensionUri, memento, engine: engineTrends(engine, connections) };
      return this.owned.add(new TrendsPages({ ...shared, client: engine, snapshots }));
    });
    this.register();
    this.commands = loadedWhenCalled([commands.openTrends], async () => {
      const { editor } = await this.pages.get();
      return {
        /** With a target's id or tree node the chart shows that target. */
        [commands.openTrends]: (argument) => editor.open(namedLiveTarget(connections, argument)?.target.id ?? null),
      };
    });
  }

  /** Shows this target in the panel. */
  showTarget(targetId: string): void {
    this.pages.get().then(({ view }) => view.showTarget(targetId), this.report);
  }

  /** What is kept of a target is gone. */
  historyDeleted(): void {
    this.pages.ifAsked((pages) => pages.historyDeleted());
  }

  dispose(): void {
    this.owned.dispose();
  }

  private register(): void {
    this.owned.add(
      window.registerWebviewViewProvider(views.trends, {
        resolveWebviewView: async (view) => (await this.pages.get()).view.resolveWebviewView(view),
      }),
    );
    this.owned.add(
      window.registerWebviewPanelSerializer(trendsEditorType, {
        deserializeWebviewPanel: async (panel) => (await this.pages.get()).editor.restore(panel),
      }),
    );
  }
}
