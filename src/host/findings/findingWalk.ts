import type { PlaceView } from '../../shared/wires/findingView';

/** A place that a walk through the findings stops at. */
export interface Stop {
  readonly place: PlaceView;
}

/**
 * The next place after the cursor: further down in the file, else the first of the next file, and from the last one round to
 * the first. Files come by address. Null when there is no place at all.
 * @param cursor null when no file is looked at
 */
export function nextStop<S extends Stop>(
  stops: readonly S[],
  cursor: Pick<PlaceView, 'uri' | 'line'> | null,
): S | null {
  const sorted = stops.toSorted((a, b) => comparePlaces(a.place, b.place));
  const next = cursor === null ? undefined : sorted.find(({ place }) => comparePlaces(place, cursor) > 0);
  return next ?? sorted[0] ?? null;
}

function comparePlaces(a: Pick<PlaceView, 'uri' | 'line'>, b: Pick<PlaceView, 'uri' | 'line'>): number {
  if (a.uri !== b.uri) return a.uri < b.uri ? -1 : 1;
  return a.line - b.line;
}
