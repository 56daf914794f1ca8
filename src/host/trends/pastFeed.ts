import { l10n } from 'vscode';
import { DisposableStore, type Disposable } from '../../shared/base/disposable';
import { engineNotifications, requests } from '../../shared/wires/lspMessages';
import type { PanelMark, PanelPast } from '../../shared/wires/panelMessages';
import type { TravelView } from '../../shared/wires/pastView';
import type { EngineClient } from '../engine/engineClient';
import type { SnapshotList } from '../targets/snapshotList';
import { snapshotLabel } from '../targets/targetWords';

export interface PastFeedParts {
  readonly engine: EngineClient;
  readonly snapshots: SnapshotList;
  readonly post: (past: PanelPast) => void;
  /** ms since 1970. */
  readonly now: () => number;
  /** Takes what failed where nobody waits for an answer. */
  readonly report: (thrown: unknown) => void;
}

/** Moments come every few minutes, and lines change with each round: more often is more than a person sees. */
const pauseMillis = 10_000;

/** Tells one page what is kept of the past of the target that it shows. */
export class PastFeed implements Disposable {
  private readonly parts: PastFeedParts;
  private readonly owned = new DisposableStore();
  private readonly baselines = new Map<string, number | null>();
  private travel: TravelView | null = null;
  private targetId: string | null = null;
  private sentMillis = -Infinity;

  constructor(parts: PastFeedParts) {
    this.parts = parts;
    const { engine, snapshots } = parts;
    this.owned.add(snapshots.onDidChange(() => this.send()));
    this.owned.add(
      engine.on(engineNotifications.findingsChanged, (targets) => {
        for (const { targetId, baselineSetAtMillis } of targets) this.setBaseline(targetId, baselineSetAtMillis);
      }),
    );
    this.owned.add(
      engine.on(engineNotifications.travelled, ({ travel }) => {
        this.travel = travel;
        this.send();
      }),
    );
    this.owned.add(
      engine.on(engineNotifications.seriesGrew, ({ targetId }) => {
        if (targetId === this.targetId && parts.now() - this.sentMillis >= pauseMillis) this.send();
      }),
    );
  }

  /** The page shows this target now; null for none. */
  show(targetId: string | null): void {
    this.targetId = targetId;
    this.send();
  }

  dispose(): void {
    this.targetId = null;
    this.owned.dispose();
  }

  private setBaseline(targetId: string, atMillis: number | null): void {
    const isNews = (this.baselines.get(targetId) ?? null) !== atMillis;
    this.baselines.set(targetId, atMillis);
    if (isNews && targetId === this.targetId) this.send();
  }

  private send(): void {
    if (this.targetId === null) return;
    this.sentMillis = this.parts.now();
    this.load(this.targetId).catch(this.parts.report);
  }

  private async load(targetId: string): Promise<void> {
    const { engine, post } = this.parts;
    const outcome = await engine.ask(requests.pastView, { targetId });
    const marks = await this.marks(targetId);
    if (!outcome.ok || targetId !== this.targetId) return;
    const { moments, finds, lines } = outcome.value;
    const found = finds.map(({ atMillis, title }): PanelMark => ({ kind: 'find', atMillis, label: title }));
    const sorted = [...marks, ...found].sort((a, b) => a.atMillis - b.atMillis);
    const travelled = this.travel?.targetId === targetId ? this.travel.atMillis : null;
    post({ targetId, moments, lines, marks: sorted, travelled });
  }

  private async marks(targetId: string): Promise<readonly PanelMark[]> {
    const stored = await this.parts.snapshots.load();
    const own = stored.ok ? stored.value.filter(({ target }) => target.id === targetId) : [];
    const marks = own.map((snapshot): PanelMark => ({
      kind: 'snapshot',
      atMillis: snapshot.capturedAtMillis,
      label: l10n.t('Snapshot {0}', snapshotLabel(snapshot)),
    }));
    const baseline = this.baselines.get(targetId) ?? null;
    if (baseline === null) return marks;
    return [...marks, { kind: 'baseline', atMillis: baseline, label: l10n.t('Baseline set') }];
  }
}
