import type { TargetState } from '../../shared/wires/lspMessages';

/** What of a target grows, per minute. The engine leaves a rate out (null) when the change is noise. */
export type TargetGrowth =
  { readonly of: 'heap'; readonly bytesPerMinute: number } | { readonly of: 'goroutines'; readonly perMinute: number };

/** The growth that matters most, or null. Goroutines come first: they do not come back, and they hold the memory. */
export function growthOf(state: TargetState): TargetGrowth | null {
  const { goroutinesPerMinute, liveHeapPerMinute } = state;
  if (goroutinesPerMinute !== null && goroutinesPerMinute > 0)
    return { of: 'goroutines', perMinute: goroutinesPerMinute };
  if (liveHeapPerMinute !== null && liveHeapPerMinute > 0) return { of: 'heap', bytesPerMinute: liveHeapPerMinute };
  return null;
}

/** The target that a person should look at first; null when there is none. */
export function worstTarget(states: readonly TargetState[]): TargetState | null {
  return states.reduce<TargetState | null>(
    (worst, state) => (worst === null || isWorse(state, worst) ? state : worst),
    null,
  );
}

/** Growing before steady, then by live heap; among equals the first stays. */
function isWorse(state: TargetState, than: TargetState): boolean {
  const [grows, thanGrows] = [growthOf(state) !== null, growthOf(than) !== null];
  if (grows !== thanGrows) return grows;
  return (state.latest?.values.liveHeap ?? 0) > (than.latest?.values.liveHeap ?? 0);
}
