import type { Disposable } from '../../shared/base/disposable';
import type { Outcome, TargetState } from '../../shared/wires/lspMessages';
import type { SeriesQuery } from '../../shared/model/engineRequests';
import type { SeriesPoint, SeriesTable } from '../../shared/model/series/series';

/** What the trends panel needs of the engine. */
export interface TrendsEngine {
  targets(): readonly TargetState[];
  /** Full states, whenever any of them changed. */
  onTargets(listener: (targets: readonly TargetState[]) => void): Disposable;
  onSeries(listener: (growth: SeriesGrowth) => void): Disposable;
  series(query: SeriesQuery): Promise<Outcome<SeriesTable>>;
}

/** New points of one target. */
export interface SeriesGrowth {
  readonly targetId: string;
  readonly points: readonly SeriesPoint[];
}
