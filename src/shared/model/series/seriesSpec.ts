import type { SeriesId } from './series';

/** What is true of one series of a runtime: what it counts, how it grows, how it is drawn. */
export interface SeriesSpec {
  readonly id: SeriesId;
  readonly unit: 'bytes' | 'count';
  /**
   * `main` stands for a target where there is room for a number or two; `told` comes with it where there is room for a sentence;
   * `detail` is for those who look. The first that is `main` weighs most.
   */
  readonly rank: 'main' | 'told' | 'detail';
  /** When old points are thinned, its least and greatest ones stay. */
  readonly keepsExtremes: boolean;
  /** How its growth is read; null where growth would say nothing. */
  readonly growth: SeriesGrowth | null;
  readonly look: SeriesLook;
}

/**
 * `counted` is exact with every poll. `sampled` trembles as samples do, and is news only when `changesWith`, another series, has
 * changed: between two collections a heap profile stands still.
 */
export type SeriesGrowth = { readonly kind: 'counted' } | { readonly kind: 'sampled'; readonly changesWith: SeriesId };

/** How a series is drawn in the panel. */
export interface SeriesLook {
  /** The upper chart is for bytes, the lower one for a count; `marks` are ticks in the upper one, one whenever the number rose. */
  readonly chart: 'upper' | 'lower' | 'marks';
  /** The line that its chart is about: it keeps its strength where others fade. */
  readonly leads: boolean;
  /** Lines of a higher layer are drawn over those of a lower one. */
  readonly layer: number;
  /** Name of the theme colour, without `--vscode-`. */
  readonly color: string;
  /** Lengths of dashes and gaps in CSS pixels; empty for a solid line. */
  readonly dash: readonly number[];
  /** The dashes where colours are too few to tell lines apart (high contrast). */
  readonly contrastDash: readonly number[];
  /** Width of the line in CSS pixels. */
  readonly width: number;
}

/** What a series is called, in the person's language. */
export interface SeriesWords {
  /** At the beginning of a row: `Live heap`; the runtime's own name where it has one. */
  readonly label: string;
  /** What it is, one sentence. */
  readonly explanation: string;
  /** Within a text: `live heap`. */
  readonly name: string;
  /** For a count that says what it counts: `1 goroutine`, `{0} goroutines`. */
  readonly counted?: { readonly one: string; readonly many: string };
}

/** What a series is called within a text; its id where no runtime knows it. */
export type SeriesNameOf = (id: SeriesId) => string;

/** A series as it crosses the wires: worded by the engine, drawn by whoever shows it. */
export type SeriesView = SeriesSpec & SeriesWords;
