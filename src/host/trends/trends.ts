import type { ExtensionContext } from 'vscode';
import { DisposableStore, type Disposable } from '../../shared/base/disposable';
import type { Clock } from '../../shared/ports/clock';
import type { Log } from '../../shared/ports/log';
import type { CommandHandlers } from '../base/commandRegistry';
import { commands } from '../base/contributionNames';
import type { EngineClient } from '../engine/engineClient';
import type { SnapshotList } from '../targets/snapshotList';
import type { TargetConnections } from '../targets/targetConnections';
import { namedLiveTarget } from '../targets/targetPick';
import { engineTrends } from './engineTrends';
import { TrendsEditor } from './trendsEditor';
import type { TrendsActions } from './trendsFeed';
import { TrendsView } from './trendsView';

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

/** The charts of trends: the panel in the side bar, and the tab in the editor area. */
export class Trends implements Disposable {
  readonly view: TrendsView;
  readonly commands: Pick<CommandHandlers, typeof commands.openTrends>;
  private readonly editor: TrendsEditor;
  private readonly owned = new DisposableStore();

  constructor({ context, engine, connections, snapshots, ...parts }: TrendsParts) {
    const { extensionUri, workspaceState: memento } = context;
    const shared = { ...parts, extensionUri, memento, engine: engineTrends(engine, connections) };
    this.view = this.owned.add(new TrendsView(shared));
    this.editor = this.owned.add(new TrendsEditor({ ...shared, client: engine, snapshots }));
    this.commands = {
      /** With a target's id or tree node the chart shows that target. */
      [commands.openTrends]: (argument) => {
        this.editor.open(namedLiveTarget(connections, argument)?.target.id ?? null);
        return Promise.resolve();
      },
    };
  }

  /** Shows this target in the panel. */
  showTarget(targetId: string): void {
    this.view.showTarget(targetId);
  }

  /** What is kept of a target is gone. */
  historyDeleted(): void {
    this.view.historyDeleted();
    this.editor.historyDeleted();
  }

  dispose(): void {
    this.owned.dispose();
  }
}
