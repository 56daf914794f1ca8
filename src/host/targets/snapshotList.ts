import { EventEmitter, type Event } from 'vscode';
import type { Disposable } from '../../shared/base/disposable';
import { engineNotifications, requests, type Outcome } from '../../shared/wires/lspMessages';
import type { StoredSnapshot } from '../../shared/model/snapshot';
import type { EngineClient } from '../engine/engineClient';

/** The snapshots in the store, asked of the engine once and again whenever it says that they changed. */
export class SnapshotList implements Disposable {
  private readonly engine: EngineClient;
  private readonly changed = new EventEmitter<void>();
  private readonly subscriptions: readonly Disposable[];
  private loading: Promise<Outcome<readonly StoredSnapshot[]>> | null = null;

  readonly onDidChange: Event<void> = this.changed.event;

  constructor(engine: EngineClient) {
    this.engine = engine;
    const forget = () => {
      this.loading = null;
      this.changed.fire();
    };
    this.subscriptions = [engine.on(engineNotifications.snapshotsChanged, forget), engine.onRestarted(forget)];
  }

  /** Newest first. Starts the engine. A failure is asked again the next time. */
  async load(): Promise<Outcome<readonly StoredSnapshot[]>> {
    const loading = (this.loading ??= this.engine.ask(requests.snapshots, null));
    const outcome = await loading;
    if (!outcome.ok && this.loading === loading) this.loading = null;
    return outcome;
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
    this.changed.dispose();
  }
}
