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

  private readonly loaded = new EventEmitter<readonly StoredSnapshot[]>();

  readonly onDidChange: Event<void> = this.changed.event;
  /** They were listed anew: these are there. */
  readonly onDidLoad: Event<readonly StoredSnapshot[]> = this.loaded.event;

  constructor(engine: EngineClient) {
    this.engine = engine;
    const forget = () => {
      this.loading = null;
      this.changed.fire();
    };
    const listAgain = () => {
      forget();
      // The engine runs: it has said so. Whoever shows them asks for the same list.
      void this.load();
    };
    this.subscriptions = [engine.on(engineNotifications.snapshotsChanged, listAgain), engine.onRestarted(forget)];
  }

  /** Newest first. Starts the engine. A failure is asked again the next time. */
  async load(): Promise<Outcome<readonly StoredSnapshot[]>> {
    const loading = (this.loading ??= this.engine.ask(requests.snapshots, null));
    const outcome = await loading;
    if (this.loading === loading && outcome.ok) this.loaded.fire(outcome.value);
    if (!outcome.ok && this.loading === loading) this.loading = null;
    return outcome;
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
    this.changed.dispose();
    this.loaded.dispose();
  }
}
