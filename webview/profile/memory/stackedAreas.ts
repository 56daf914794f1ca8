import type { MemoryView } from '../../../src/shared/model/views/memoryView';

/** Of the drawing, which is stretched to its room. */
export const width = 1000;
export const height = 200;

export interface StackedAreas {
  readonly areas: readonly {
    readonly id: string;
    /** Name of the theme colour. */
    readonly color: string;
    readonly isResident: boolean;
    /** SVG. */
    readonly path: string;
  }[];
  /** Where the moments stand. */
  readonly xs: readonly number[];
  /** Where another process began. */
  readonly restarts: readonly number[];
  /** What the height stands for, bytes. */
  readonly most: number;
  /** The moment next to a place. */
  momentAt(x: number): number;
}

/** Each part above the ones before it. What is not known is as high as nothing. */
export function stackedAreas({ atMillis, life, parts }: MemoryView): StackedAreas {
  const [first, last] = [atMillis[0] ?? 0, atMillis.at(-1) ?? 0];
  const xs = atMillis.map((millis) => round(((millis - first) / Math.max(1, last - first)) * width));
  const totals = atMillis.map((_, at) => parts.reduce((sum, { bytes }) => sum + (bytes[at] ?? 0), 0));
  const most = totals.reduce((high, total) => Math.max(high, total), 1);
  const y = (bytes: number) => round(height - (bytes / most) * height);
  let below = atMillis.map(() => 0);
  const areas = parts.map(({ id, color, isResident, bytes }) => {
    const above = below.map((low, at) => low + (bytes[at] ?? 0));
    const there = above.map((high, at) => `${String(xs[at] ?? 0)},${String(y(high))}`);
    const back = below.map((low, at) => `${String(xs[at] ?? 0)},${String(y(low))}`).reverse();
    below = above;
    return { id, color, isResident, path: `M${[...there, ...back].join('L')}Z` };
  });
  const restarts = xs.filter((_, at) => at > 0 && life[at] !== life[at - 1]);
  return { areas, xs, restarts, most, momentAt: (x) => nearest(xs, x) };
}

function nearest(xs: readonly number[], x: number): number {
  let best = 0;
  for (const [at, one] of xs.entries()) if (Math.abs(one - x) < Math.abs((xs[best] ?? 0) - x)) best = at;
  return best;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
