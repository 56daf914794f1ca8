import { goSeries } from '../../../src/follow/go/goSeries';
import type { SeriesView } from '../../../src/shared/model/series/seriesSpec';
import { goSeriesWords } from '../../../src/words/go/goSeriesWords';

/** The series of a Go service as they cross the wires, for whoever shows them. Words are made when they are asked for. */
export function goSeriesViews(): readonly SeriesView[] {
  return goSeries.map((spec) => ({ ...spec, ...goSeriesWords(spec.id) }));
}

/** One of them. @throws Error where there is no such series */
export function goSeriesView(id: string): SeriesView {
  const found = goSeriesViews().find((view) => view.id === id);
  if (found === undefined) throw new Error(`Go has no series ${id}.`);
  return found;
}
