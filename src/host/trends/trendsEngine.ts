import type { Disposable } from '../../shared/base/disposable';
import type { Outcome } from '../../shared/wires/lspMessages';
import type { SeriesQuery } from '../../shared/model/engineRequests';
import type { TrendsState } from './serviceState';
import type { SeriesPoint, SeriesTable } from '../../shared/model/series/series';

/** What the trends panel needs of the engine. */
export interface TrendsEngine {
  targets(): readonly TrendsState[];
  /** Full states, whenever any of them changed. */
  onTargets(listener: (targets: readonly TrendsState[]) => void): Disposable;
  onSeries(listener: (growth: SeriesGrowth) => void): Disposable;
  series(query: SeriesQuery): Promise<Outcome<SeriesTable>>;
}

/** New points of one target. */
export interface SeriesGrowth {
  readonly targetId: string;
  readonly points: readonly SeriesPoint[];
}
