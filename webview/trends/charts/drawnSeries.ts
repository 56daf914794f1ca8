import type { SeriesLook, SeriesView } from '../../../src/shared/model/series/seriesSpec';

/** The lines of a chart, the least telling first: later lines are drawn over earlier ones. */
export function linesOf(series: readonly SeriesView[], chart: SeriesLook['chart']): readonly SeriesView[] {
  return series.filter(({ look }) => look.chart === chart).sort((a, b) => a.look.layer - b.look.layer);
}

/** What is drawn as ticks and not as a line: collections. */
export function marksOf(series: readonly SeriesView[]): SeriesView | null {
  return series.find(({ look }) => look.chart === 'marks') ?? null;
}
