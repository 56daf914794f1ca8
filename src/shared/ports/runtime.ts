import { LeakLensError } from '../model/errors';
import type { SeriesId } from '../model/series';
import type { SeriesSpec, SeriesView, SeriesWords } from '../model/seriesSpec';

/**
 * What is true of one runtime, put together in `src/runtimes` from the rooms' folders of its name. All else asks this and knows no
 * runtime by name.
 */
export interface Runtime {
  /** As it stands in the manifest of a snapshot: `go`. */
  readonly id: string;
  /** What matters most first. */
  readonly series: readonly SeriesSpec[];
  /** Those that a report of a watch tells from beginning to end, in its order. */
  readonly reported: readonly SeriesId[];
  readonly words: RuntimeWords;
}

/** All runtimes there are. */
export interface Runtimes {
  readonly all: readonly Runtime[];
  /** @throws LeakLensError `not-found` for one that this version does not know */
  of(id: string): Runtime;
}

export function runtimesOf(all: readonly Runtime[]): Runtimes {
  return {
    all,
    of(id) {
      const found = all.find((runtime) => runtime.id === id);
      if (found !== undefined) return found;
      throw new LeakLensError({
        kind: 'not-found',
        subject: id.slice(0, 80),
        detail: 'a runtime that is not known here',
      });
    },
  };
}

/** The series of all runtimes whose extremes stay when old points are thinned. */
export function guardedSeries({ all }: Runtimes): readonly SeriesId[] {
  const kept = all.flatMap(({ series }) => series.filter(({ keepsExtremes }) => keepsExtremes));
  return [...new Set(kept.map(({ id }) => id))];
}

/** The series of a runtime with their words. */
export function seriesViews({ series, words }: Pick<Runtime, 'series' | 'words'>): readonly SeriesView[] {
  return series.map((spec) => ({ ...spec, ...words.series(spec.id) }));
}

/** In the person's language, when they are asked for: words exist only after the translation is loaded. */
export interface RuntimeWords {
  series(id: SeriesId): SeriesWords;
}
