/** A stretch of time, ms since 1970. */
export interface TimeSpan {
  readonly fromMillis: number;
  readonly toMillis: number;
}

/** Less would draw two polls as a trend. */
const leastMillis = 30_000;

/** The same moment stays under the pointer. @param factor below 1 comes closer; @param atMillis where the pointer is */
export function zoomed(span: TimeSpan, factor: number, atMillis: number, all: TimeSpan): TimeSpan | null {
  const length = Math.max(leastMillis, lengthOf(span) * factor);
  if (length >= lengthOf(all)) return null;
  const share = lengthOf(span) === 0 ? 0.5 : (atMillis - span.fromMillis) / lengthOf(span);
  const fromMillis = atMillis - length * Math.min(1, Math.max(0, share));
  return within({ fromMillis, toMillis: fromMillis + length }, all);
}

/** As far to the side, and no further than what there is. @param share of the span's length; negative to the past */
export function panned(span: TimeSpan, share: number, all: TimeSpan): TimeSpan {
  const by = lengthOf(span) * share;
  return within({ fromMillis: span.fromMillis + by, toMillis: span.toMillis + by }, all);
}

/** As long, with this moment in its middle, where it is not in sight. */
export function around(span: TimeSpan, atMillis: number, all: TimeSpan): TimeSpan {
  if (atMillis >= span.fromMillis && atMillis <= span.toMillis) return span;
  const fromMillis = atMillis - lengthOf(span) / 2;
  return within({ fromMillis, toMillis: fromMillis + lengthOf(span) }, all);
}

function within(span: TimeSpan, all: TimeSpan): TimeSpan {
  const shift = Math.max(0, all.fromMillis - span.fromMillis) + Math.min(0, all.toMillis - span.toMillis);
  return { fromMillis: span.fromMillis + shift, toMillis: span.toMillis + shift };
}

function lengthOf({ fromMillis, toMillis }: TimeSpan): number {
  return toMillis - fromMillis;
}
