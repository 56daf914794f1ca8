import type { TargetState } from '../../shared/wires/lspMessages';
import type { SeriesView } from '../../shared/model/series/seriesSpec';

/** What of a target grows, per minute. The engine leaves a rate out when the change is noise. */
export interface TargetGrowth {
  readonly series: SeriesView;
  readonly perMinute: number;
}

/** The growth that matters most, or null. Counts come first: what piles up does not come back, and holds the memory. */
export function growthOf({ series, growth }: Pick<TargetState, 'series' | 'growth'>): TargetGrowth | null {
  const growing = mainSeries(series).flatMap((view): TargetGrowth[] => {
    const perMinute = growth[view.id] ?? 0;
    return perMinute > 0 ? [{ series: view, perMinute }] : [];
  });
  return growing.find((one) => one.series.unit === 'count') ?? growing[0] ?? null;
}

/** Those that stand for a target, what weighs most first. */
export function mainSeries(series: readonly SeriesView[]): readonly SeriesView[] {
  return series.filter(({ rank }) => rank === 'main');
}

/** The target that a person should look at first; null when there is none. */
export function worstTarget(states: readonly TargetState[]): TargetState | null {
  return states.reduce<TargetState | null>(
    (worst, state) => (worst === null || isWorse(state, worst) ? state : worst),
    null,
  );
}

/** Growing before steady, then by memory; among equals the first stays. */
function isWorse(state: TargetState, than: TargetState): boolean {
  const [grows, thanGrows] = [growthOf(state) !== null, growthOf(than) !== null];
  if (grows !== thanGrows) return grows;
  return mainBytes(state) > mainBytes(than);
}

function mainBytes({ series, latest }: TargetState): number {
  const id = mainSeries(series).find(({ unit }) => unit === 'bytes')?.id;
  return (id === undefined ? null : latest?.values[id]) ?? 0;
}
